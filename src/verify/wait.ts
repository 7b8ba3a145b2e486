import { waitAtMost } from '../clock.ts';
import type { PurgeRequest } from '../cloudflare/request.ts';
import { sortNetworkError } from '../http/network-failure.ts';
import { type Check, nameCheck } from '../inputs/checks.ts';
import type { Settings } from '../inputs/inputs.ts';
import { Stop, type StopReason } from '../pacing/stop.ts';
import { countOf, formatDuration, inline } from '../text.ts';
import { type Ask, createAsk, Throttle, type VisitReply } from './ask.ts';
import { findLeftOut } from './coverage.ts';
import { holds, isChallenge, readCacheHeaders } from './judge.ts';
import { describeSeen } from './verdict.ts';
import type { CheckWorld } from './verify.ts';

/** How waiting for one check ended. */
export interface WaitResult {
  readonly check: Check;
  /** Whether it passed in the last round. */
  readonly held: boolean;
  readonly tries: number;
  readonly ms: number;
  /** What the last response was; undefined if none came. */
  readonly seen: string | undefined;
  /** Why waiting ended; undefined if all checks passed. */
  readonly stopped: StopReason | undefined;
  /** Whether the last response was a refusal of the check, and none of the page. */
  readonly isRefused: boolean;
}

/** Says what is plainly wrong with the checks, then waits until all checks of `wait-for` pass. */
export async function waitBeforePurge(
  settings: Settings,
  plan: readonly PurgeRequest[],
  world: CheckWorld,
): Promise<readonly WaitResult[]> {
  // What the repository says has not changed may still be checked by its content.
  const isNamed = ({ expectation }: Check) =>
    settings.changed === undefined || expectation.kind === 'status';
  const urls = settings.verify.filter(isNamed).map(({ url }) => url);
  const [first, ...others] = findLeftOut(urls, plan);
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` and ${countOf(others.length, 'more URL')} of checks`;
    world.warn(
      `verify: the lists of this step leave out ${inline(first)}${more}, so this purge cannot make that fresh. Add the URL, its host, or a prefix of it`,
    );
  }
  if (settings.waitFor.length === 0) return [];
  using stop = new Stop(world.clock, settings.waitTimeoutMs, world.cancelled);
  const ask = createAsk(settings, world.send, world.clock);
  return await waitForDeploy(settings.waitFor, { ...world, stop, ask });
}

/** What waiting needs of the world. */
export interface Waiting extends Pick<CheckWorld, 'clock' | 'random' | 'log' | 'warn'> {
  readonly ask: Ask;
  readonly stop: Stop;
}

/** A `GET` of a text file every two seconds for two minutes harms nobody, and every second counts. */
const steps = [
  { untilMs: 30_000, stepMs: 1_000 },
  { untilMs: 120_000, stepMs: 2_000 },
] as const;
const growth = 1.2;
const longestStepMs = 10_000;

/** A request that hangs holds up the others for no longer: they are polled again meanwhile. */
const longestRoundMs = 2_000;

/** So long before the end a response can still come. */
const lastAnswerMs = 1_000;

/** Polls all checks until all of them pass in the same round, or the time is over. */
export async function waitForDeploy(
  checks: readonly Check[],
  waiting: Waiting,
): Promise<WaitResult[]> {
  const { clock, stop } = waiting;
  const startedAt = clock.now();
  const quieter = warnOnce(waiting);
  const throttle = new Throttle(clock, waiting.random);
  const polls = checks.map((check) => new Poll(check, quieter, throttle));
  let stepMs: number = steps[0].stepMs;
  while (!stop.noMore.aborted) {
    const roundAt = clock.now();
    const round = Promise.all(polls.map((poll) => poll.ask()));
    await waitAtMost(longestRoundMs, round, clock, stop.noMore);
    if (polls.every(({ passes }) => passes)) break;
    const passedMs = clock.now() - startedAt;
    const step = steps.find(({ untilMs }) => passedMs < untilMs);
    stepMs = step?.stepMs ?? Math.min(stepMs * growth, longestStepMs);
    const nextMs = Math.max(0, roundAt + stepMs - clock.now());
    const leftMs = stop.deadline - clock.now() - lastAnswerMs;
    // The last request comes just before the end.
    await clock.sleep(leftMs > 0 ? Math.min(nextMs, leftMs) : nextMs, stop.noMore);
  }
  const ms = clock.now() - startedAt;
  const stopped = polls.every(({ passes }) => passes) ? undefined : stop.reason;
  // Of those that passed, but never all in one round, the end cut some off.
  const isCutOff = stopped !== undefined && polls.every(({ hasPassed }) => hasPassed);
  return polls.map((poll) => poll.result(ms, stopped, isCutOff ? poll.passes : poll.hasPassed));
}

/** One annotation is enough to be seen; the others go to the log. */
function warnOnce(waiting: Waiting): Waiting {
  let warned = false;
  const warn = (message: string): void => {
    if (warned) waiting.log(message);
    else waiting.warn(message);
    warned = true;
  };
  return { ...waiting, warn };
}

/** A log that is silent for longer looks as if the step hung. */
const longestSilenceMs = 30_000;

/** Cache statuses of responses that the origin was not asked for. */
const cacheStatuses = new Set<string | undefined>(['HIT', 'STALE', 'UPDATING']);

/** One check, polled; says what is seen when that changes, and now and then that it does not. */
class Poll {
  readonly #check: Check;
  readonly #waiting: Waiting;
  readonly #throttle: Throttle;
  readonly #startedAt: number;
  #isPending = false;
  #hasPassed = false;
  #tries = 0;
  #seen: string | undefined;
  #saidAt = 0;
  #hasWarned = false;
  #isRefused = false;

  constructor(check: Check, waiting: Waiting, throttle: Throttle) {
    this.#check = check;
    this.#waiting = waiting;
    this.#throttle = throttle;
    this.#startedAt = waiting.clock.now();
  }

  /** Whether its last response passed. */
  get hasPassed(): boolean {
    return this.#hasPassed;
  }

  /** Whether it passes in this round. */
  get passes(): boolean {
    return this.#hasPassed && !this.#isPending;
  }

  /** Requests it, unless the request before still hangs, or the site limits its visitors. */
  async ask(): Promise<void> {
    if (this.#isPending || this.#throttle.waitMs(this.#check.url) > 0) return;
    const { ask, stop } = this.#waiting;
    this.#isPending = true;
    const reply = await ask(this.#check, stop.noMore).catch(sortNetworkError);
    // The end of the time is no response.
    if (stop.noMore.aborted && reply.kind === 'no-reply') return;
    this.#isPending = false;
    // A 503 is how many sites look while the deploy is under way, whatever time it names.
    if (reply.kind === 'reply' && reply.status === 429)
      this.#throttle.learn(this.#check.url, reply);
    this.#tries += 1;
    this.#hasPassed = holds(this.#check, reply);
    this.#say(reply);
  }

  result(ms: number, stopped: StopReason | undefined, held: boolean): WaitResult {
    return {
      check: this.#check,
      held,
      tries: this.#tries,
      ms,
      seen: this.#seen,
      stopped,
      isRefused: this.#isRefused,
    };
  }

  #say(reply: VisitReply): void {
    const { clock, log, warn } = this.#waiting;
    const name = nameCheck(this.#check);
    const cache = reply.kind === 'reply' ? readCacheHeaders(reply.headers) : undefined;
    const seen = describeSeen(this.#check, reply, cache, this.#hasPassed);
    const now = clock.now();
    this.#isRefused = !this.#hasPassed && isRefusal(reply);
    if (seen !== this.#seen) log(`wait-for ${name}: ${seen}`);
    else if (now - this.#saidAt >= longestSilenceMs) {
      log(`wait-for ${name}: still ${seen}, after ${formatDuration(now - this.#startedAt)}`);
    } else return;
    this.#seen = seen;
    this.#saidAt = now;
    if (this.#hasPassed || this.#hasWarned || !cacheStatuses.has(cache?.cacheStatus)) return;
    this.#hasWarned = true;
    warn(
      `wait-for ${name}: the response comes from Cloudflare's cache (${seen}), so it cannot change before the purge unless it expires. Check the origin, or an address that is not cached`,
    );
  }
}

/** Bot protection, a firewall, a login or a rate limit answered in place of the page. */
function isRefusal(reply: VisitReply): boolean {
  return reply.kind === 'reply' && (isChallenge(reply) || [401, 403, 429].includes(reply.status));
}
