import { type Clock, waitAtMost } from '../clock.ts';
import type { Api } from '../cloudflare/client.ts';
import type { PurgeRequest } from '../cloudflare/request.ts';
import type { FailedMeasurement } from '../globalping/client.ts';
import { sortNetworkError } from '../http/network-failure.ts';
import type { Send } from '../http/transport.ts';
import { type Check, nameCheck } from '../inputs/checks.ts';
import type { Method, Settings } from '../inputs/inputs.ts';
import { Stop } from '../pacing/stop.ts';
import type { ZoneTarget } from '../purge/plan.ts';
import { countOutcome, type RequestOutcome } from '../purge/send.ts';
import { type Ask, createAsk, Throttle, type VisitReply } from './ask.ts';
import { type CheckResult, CheckState } from './check-state.ts';
import { Ages, readCacheHeaders } from './judge.ts';
import { type Repurge, Repurger } from './repurge.ts';
import { describeVerdict, nameVantage, runner, type Vantage, type Verdict } from './verdict.ts';

export { waitBeforePurge } from './wait.ts';

/** What checks touch outside the action. */
export interface CheckWorld {
  readonly clock: Clock;
  readonly random: () => number;
  readonly cancelled: AbortSignal;
  readonly send: Send;
  readonly log: (line: string) => void;
  /** Told of each request that is sent again. */
  readonly logOutcome: (outcome: RequestOutcome) => void;
  readonly warn: (message: string) => void;
}

export interface Verification {
  readonly results: readonly CheckResult[];
  readonly repurges: readonly Repurge[];
  /** The plan, each time that it was sent again. */
  readonly resent: readonly RequestOutcome[];
  /** How often it was. */
  readonly resends: number;
  /** Whether the job was canceled before the checks were done. */
  readonly cancelled: boolean;
  /** What else people should know. */
  readonly warnings: readonly string[];
  /** An error that nobody expected ended the checks; what came before counts. */
  readonly error: Error | undefined;
}

/**
 * Cloudflare states an average of under 150 ms until a purge is everywhere; a request that comes
 * before would find everything stale for nothing.
 * @see https://blog.cloudflare.com/instant-purge/
 */
const settleMs = 300;

/** Runs the checks of `verify`; undefined if there are none. */
export async function verifyAfterPurge(
  settings: Settings,
  purged: {
    readonly plan: readonly PurgeRequest[];
    readonly outcomes: readonly RequestOutcome[];
    readonly targets: readonly ZoneTarget[];
  },
  api: Api,
  world: CheckWorld,
): Promise<Verification | undefined> {
  if (settings.verify.length === 0) return undefined;
  const { clock } = world;
  const { verify, variants, method, verifyTimeoutMs } = settings;
  // Re-purges have the time of a purge: what they wait for the rate limit is no time of the checks.
  using stop = new Stop(clock, settings.timeoutMs + verifyTimeoutMs, world.cancelled);
  // Loaded only if places are named, so that other steps start as fast as without.
  const probing =
    settings.verifyFrom.length > 0
      ? (await import('./probes.ts')).startProbing(settings, world)
      : undefined;
  const urls = verify.map(({ url }) => url);
  const scope = { ...purged, variants, method };
  return await verifyChecks(verify, {
    ...world,
    stop,
    method,
    timeoutMs: verifyTimeoutMs,
    settleMs,
    ask: createAsk(settings, world.send, clock),
    repurger: new Repurger(urls, scope, { ...api, stop }, world.logOutcome),
    createProbeQuestions: probing?.createQuestions ?? (() => []),
  });
}

/** What is requested until it is fresh: a check from the runner, or a URL from probes. */
export interface Question {
  /** What is known of it so far. */
  readonly states: readonly CheckState[];
  /** Whether requesting it again can tell more. */
  readonly isOpen: boolean;
  /** How long its site is to be left alone, in milliseconds. */
  readonly waitMs: number;
  /** How long before the end it is requested last, so that its response comes in time. */
  readonly answerMs: number;
  /** Requests it once, until the signal is aborted. What comes of it is in `states`. */
  readonly ask: (signal: AbortSignal) => Promise<void>;
}

/** Takes responses, wherever they come from. */
export interface Judging {
  readonly createState: (check: Check, from: Vantage) => CheckState;
  readonly judge: (
    state: CheckState,
    reply: VisitReply | FailedMeasurement,
    requestedAt: number,
  ) => void;
  /** Told what cannot be seen, though verdicts from before count. */
  readonly warn: (message: string) => void;
}

/** What verifying needs of the world. */
export interface Verifying extends Pick<CheckWorld, 'clock' | 'random' | 'log'> {
  /** Ends the step before the time of the checks does. */
  readonly stop: Stop;
  readonly method: Method;
  readonly timeoutMs: number;
  /** How long after a purge a request comes, in milliseconds. */
  readonly settleMs: number;
  readonly ask: Ask;
  readonly repurger: Pick<
    Repurger,
    'repurge' | 'resend' | 'purgedAt' | 'spentMs' | 'repurges' | 'resent'
  >;
  readonly createProbeQuestions: (judging: Judging) => readonly Question[];
}

/**
 * Runs the checks after a purge, in rounds: all checks are requested, what is stale is purged in one
 * request, and they are requested again, until all are fresh or the time is over. If some turned
 * fresh only through that, the plan is sent again, and all start over.
 */
export async function verifyChecks(
  checks: readonly Check[],
  verifying: Verifying,
): Promise<Verification> {
  return new Rounds(checks, verifying).run();
}

/** Several servers may be updated one after the other; what that does not end is inconclusive. */
const mostResends = 3;
/** What made a check stale may be under way to other servers: the plan waits for it. */
const beforeResendMs = 2_000;
/** After the plan was sent again, the checks have at least this long. */
const leastTimeAfterResendMs = 15_000;
/** A check that hangs does not hold up the others for longer. */
const longestRoundMs = 10_000;
/** How long requests may take to end when they are aborted. */
const longestEndMs = 1_000;
/** A request so soon after the last one would hardly tell more. */
const shortestStepMs = 250;
/** A last request that is sent later than this before the end would hardly be answered. */
const longestUsualAnswerMs = 800;

const firstStepMs = 1_000;
const longestStepMs = 10_000;
const growth = 1.5;

class Rounds {
  readonly #verifying: Verifying;
  readonly #throttle: Throttle;
  readonly #ages = new Ages();
  readonly #warnings: string[] = [];
  /** From the runner, and from probes: the two go at paces of their own. */
  readonly #groups: readonly (readonly Question[])[];
  #underWay: Promise<unknown>[] = [];
  #deadline: number;
  #resends = 0;

  constructor(checks: readonly Check[], verifying: Verifying) {
    const { clock, random, timeoutMs } = verifying;
    this.#verifying = verifying;
    this.#throttle = new Throttle(clock, random);
    const startedAt = clock.now();
    this.#deadline = startedAt + timeoutMs;
    const judging: Judging = {
      createState: (check, from) => new CheckState(check, from, verifying.method, startedAt),
      judge: (state, reply, requestedAt) => this.#judge(state, reply, requestedAt),
      warn: (message) => this.#warnings.push(message),
    };
    this.#groups = [
      checks.map((check) => this.#askFromRunner(check, judging)),
      verifying.createProbeQuestions(judging),
    ];
  }

  async run(): Promise<Verification> {
    const { repurger, stop } = this.#verifying;
    let error: Error | undefined;
    try {
      await this.#goThroughPhase();
      while (this.#mustResend() && (await this.#resend())) await this.#goThroughPhase();
    } catch (caught) {
      error = caught instanceof Error ? caught : new Error(String(caught));
    }
    return {
      results: this.#states.map((state) => state.result()),
      repurges: repurger.repurges,
      resent: repurger.resent,
      resends: this.#resends,
      cancelled: stop.reason === 'cancelled',
      warnings: this.#warnings,
      error,
    };
  }

  #mustResend(): boolean {
    if (!this.#states.some((state) => state.turnedFreshByRepurge)) return false;
    const isTooLate = this.#resends > 0 && this.#leftMs() < beforeResendMs;
    return !this.#verifying.stop.noMore.aborted && !isTooLate && this.#resends < mostResends;
  }

  get #states(): readonly CheckState[] {
    return this.#groups.flat().flatMap(({ states }) => states);
  }

  /** Milliseconds that are left for the checks: what purging takes is none of their time. */
  #leftMs(): number {
    const { clock, stop, repurger } = this.#verifying;
    return stop.noMore.aborted ? 0 : this.#deadline + repurger.spentMs - clock.now();
  }

  /** Whether the plan is to be sent again, and nothing that is still old speaks against it. */
  #isLate(): boolean {
    const states = this.#states;
    return (
      states.some((state) => state.turnedFreshByRepurge) && !states.some((state) => state.isStale)
    );
  }

  async #resend(): Promise<boolean> {
    const { repurger, log } = this.#verifying;
    this.#resends += 1;
    log(
      'A check turned fresh only when its URL was purged by itself, so the rest may be old: the whole plan is sent again',
    );
    const outcomes = await repurger.resend();
    if (countOutcome(outcomes).unpurged > 0) return false;
    for (const state of this.#states) state.planWasSentAgain();
    this.#deadline += Math.max(0, leastTimeAfterResendMs - this.#leftMs());
    return true;
  }

  /** Requests everything until nothing more is to be learned before the plan is sent again. */
  async #goThroughPhase(): Promise<void> {
    const { clock, stop } = this.#verifying;
    const ended = new AbortController();
    const signal = AbortSignal.any([stop.noMore, ended.signal]);
    const goOn = async (questions: readonly Question[]): Promise<void> => {
      await this.#goRounds(questions, signal);
      if (!this.#isLate()) return;
      await clock.sleep(beforeResendMs, signal);
      // The other group is asked again after that anyway: slow probes hold up nothing.
      if (this.#isLate()) ended.abort();
    };
    try {
      await Promise.all(this.#groups.map(goOn));
    } finally {
      ended.abort();
      // They end at once, and say what is missing.
      await waitAtMost(longestEndMs, Promise.allSettled(this.#underWay), clock, stop.cutOff);
      this.#underWay = [];
    }
  }

  async #goRounds(questions: readonly Question[], signal: AbortSignal): Promise<void> {
    const pending = new Set<Question>();
    if (questions.length > 0) await this.#settle(signal);
    let due = questions;
    for (let round = 0; ; round += 1) {
      await this.#askAll(due, pending, signal);
      const open = questions.filter((question) => question.isOpen || pending.has(question));
      if (open.length === 0 || this.#isLate()) return;
      // For those that hang, nothing but their own time is to be waited for.
      const growing = open.every((question) => pending.has(question)) ? 0 : round;
      if (!(await this.#waitForNext(open, growing, signal))) return;
      due = questions.filter(
        (question) => question.isOpen && !pending.has(question) && question.waitMs === 0,
      );
      if (await this.#purgeStale(due)) await this.#settle(signal);
      if (signal.aborted) return;
    }
  }

  async #settle(signal: AbortSignal): Promise<void> {
    const { clock, settleMs: ms } = this.#verifying;
    if (ms > 0) await clock.sleep(ms, signal);
  }

  /** Waits in growing steps. @returns false if there is no time for another round. */
  async #waitForNext(
    open: readonly Question[],
    round: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    const leftMs = this.#leftMs() - Math.max(...open.map(({ answerMs }) => answerMs));
    const throttledMs = Math.min(...open.map(({ waitMs }) => waitMs));
    if (leftMs < shortestStepMs || throttledMs > leftMs) return false;
    const stepMs = Math.min(firstStepMs * growth ** round, longestStepMs);
    await this.#verifying.clock.sleep(Math.max(Math.min(stepMs, leftMs), throttledMs), signal);
    return !signal.aborted;
  }

  /** Requests all of them, a few at once; one that hangs stays pending while the round goes on. */
  async #askAll(
    questions: readonly Question[],
    pending: Set<Question>,
    signal: AbortSignal,
  ): Promise<void> {
    if (questions.length === 0) return;
    const queue = [...questions];
    for (const question of queue) pending.add(question);
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        // What has to wait stays open.
        if (next.waitMs === 0 && !signal.aborted) await next.ask(signal);
        pending.delete(next);
      }
    };
    const limitMs = Math.min(longestRoundMs, this.#leftMs());
    const workers = Array.from({ length: this.#throttle.atOnce }, work);
    this.#underWay.push(...workers);
    await waitAtMost(limitMs, Promise.all(workers), this.#verifying.clock, signal);
  }

  async #purgeStale(questions: readonly Question[]): Promise<boolean> {
    const stale = questions
      .flatMap(({ states }) => states)
      .filter(({ urlsToRepurge }) => urlsToRepurge.length > 0);
    if (stale.length === 0) return false;
    const requestedAt = new Map(
      stale.flatMap((state) => state.urlsToRepurge.map((url) => [url, state.requestedAt] as const)),
    );
    const refusals = await this.#verifying.repurger.repurge(requestedAt);
    const isPurged = stale.map((state) => {
      const ofUrls = state.urlsToRepurge.map((url) => refusals.get(url));
      const isRefused = ofUrls.every((refusal) => refusal !== undefined);
      state.repurged(isRefused ? ofUrls[0] : undefined);
      return !isRefused;
    });
    return isPurged.includes(true);
  }

  #askFromRunner(check: Check, judging: Judging): Question {
    const { ask, clock } = this.#verifying;
    const throttle = this.#throttle;
    const state = judging.createState(check, runner);
    return {
      states: [state],
      get isOpen() {
        return state.isOpen;
      },
      get waitMs() {
        return throttle.waitMs(check.url);
      },
      answerMs: longestUsualAnswerMs,
      ask: async (signal) => {
        const requestedAt = clock.now();
        const reply = await ask(check, signal).catch(sortNetworkError);
        // What the end cut off is no response: what was stale before still is.
        if (signal.aborted) return;
        throttle.learn(check.url, reply);
        judging.judge(state, reply, requestedAt);
      },
    };
  }

  /** Judges a response that came just now, and says so if it is another one than before. */
  #judge(state: CheckState, reply: VisitReply | FailedMeasurement, requestedAt: number): void {
    const { clock, repurger, log } = this.#verifying;
    const { check, from } = state;
    const now = clock.now();
    const answeredAt = reply.kind === 'reply' ? reply.receivedAt : now;
    if (reply.kind === 'reply') {
      // When a probe saw it is not known to the second.
      const seconds = from.kind === 'runner' ? answeredAt / 1000 : undefined;
      this.#ages.learn(reply.url, readCacheHeaders(reply.headers), seconds);
    }
    const before = state.latest;
    const secondsSincePurge = (answeredAt - repurger.purgedAt(check.url)) / 1000;
    const hasForeignAge = this.#ages.isForeign(reply.kind === 'reply' ? reply.url : check.url);
    const verdict = state.judge(reply, { secondsSincePurge, hasForeignAge }, { requestedAt, now });
    if (before !== undefined && looksAlike(before, verdict)) return;
    log(
      `verify ${nameCheck(check)}${nameVantage(from)}: ${verdict.verdict}, ${describeVerdict(verdict)}`,
    );
  }
}

/** Whether nothing but `Age` differs, which grows by itself. */
function looksAlike(a: Verdict, b: Verdict): boolean {
  return (
    a.reason.kind === b.reason.kind &&
    a.status === b.status &&
    a.cacheStatus === b.cacheStatus &&
    a.dataCentre === b.dataCentre
  );
}
