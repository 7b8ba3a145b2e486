import type { Method } from '../inputs/settings.ts';
import type { RequestOutcome } from '../purge/outcome.ts';
import { showsAgeOfOrigin } from './cache-headers.ts';
import { type Check, nameCheck } from './check.ts';
import { describeVerdict } from './describe-verdict.ts';
import { stepMs } from './growing-steps.ts';
import { judge } from './judge.ts';
import { describeKeeping } from './kept-by-browsers.ts';
import type { Verdict } from './verdict.ts';
import type { Asking } from './wait-for-deploy.ts';

/** One purge of a checked URL by itself. */
export interface Repurge {
  readonly url: string;
  readonly outcome: RequestOutcome;
}

/** What verifying needs beside asking. */
export interface Verifying extends Asking {
  readonly method: Method;
  /** How long to keep at it, in milliseconds; what re-purges wait for the rate limit does not count. */
  readonly timeoutMs: number;
  /** How long after a purge the first question comes, in milliseconds. */
  readonly settleMs: number;
  /** When the request was sent that covered a URL, on the clock's scale. */
  readonly purgedAt: (url: string) => number;
  /** Purges a URL by itself; undefined where that cannot be done. */
  readonly repurge: (url: string) => Promise<RequestOutcome | undefined>;
  /** Sends the whole plan once more. */
  readonly resend: () => Promise<readonly RequestOutcome[]>;
}

/** How one check ended. */
export interface CheckResult {
  readonly check: Check;
  readonly verdict: Verdict;
  readonly tries: number;
  readonly repurges: number;
  /** From the first question to the first fresh answer; undefined where none came. */
  readonly msToFresh: number | undefined;
  /** What people should know of a fresh page. */
  readonly note: string | undefined;
}

export interface Verification {
  readonly results: readonly CheckResult[];
  readonly repurges: readonly Repurge[];
  /** The plan sent once more, because a check turned fresh only by a purge of its own. */
  readonly resent: readonly RequestOutcome[] | undefined;
  /** Whether the job was cancelled before the checks were done. */
  readonly cancelled: boolean;
}

/** Makes the checks after a purge, and purges what is stale again until all is fresh or time is over. */
export async function verifyPurge(
  checks: readonly Check[],
  verifying: Verifying,
): Promise<Verification> {
  const { clock, stop, log, timeoutMs } = verifying;
  const agedByOrigin = new Set<string>();
  const states = checks.map((check) => new CheckState(check, verifying, agedByOrigin));
  const repurges: Repurge[] = [];
  const pending = (): CheckState[] => states.filter((state) => !state.isFresh);

  let spentMs = await askAll(states, verifying);
  for (let n = 0; pending().length > 0 && spentMs + stepMs(n) <= timeoutMs; n += 1) {
    await clock.sleep(stepMs(n), stop.noMore);
    if (stop.noMore.aborted) break;
    repurges.push(...(await repurgeStale(pending(), verifying)));
    if (stop.noMore.aborted) break;
    spentMs += stepMs(n) + (await askAll(pending(), verifying));
  }

  let resent: readonly RequestOutcome[] | undefined;
  if (states.some((state) => state.turnedFreshByRepurge) && !stop.noMore.aborted) {
    log(
      'A check turned fresh only when its URL was purged again: the whole plan is sent once more',
    );
    resent = await verifying.resend();
    for (const state of states) state.forgetRepurges();
    await askAll(states, verifying);
  }
  const results = states.map((state) => state.result());
  return { results, repurges, resent, cancelled: stop.reason === 'cancelled' };
}

/** Asks all at once, a moment after the purge; gives the milliseconds that the answers took. */
async function askAll(
  states: readonly CheckState[],
  { clock, stop, settleMs }: Verifying,
): Promise<number> {
  if (settleMs > 0) await clock.sleep(settleMs, stop.noMore);
  const asked = clock.now();
  await Promise.all(states.map((state) => state.ask()));
  return clock.now() - asked;
}

/** Purges each stale URL once, however many checks name it. */
async function repurgeStale(
  states: readonly CheckState[],
  { repurge, clock }: Verifying,
): Promise<Repurge[]> {
  const repurges: Repurge[] = [];
  const byUrl = Map.groupBy(
    states.filter((state) => state.wantsRepurge()),
    ({ check }) => check.url,
  );
  for (const [url, sameUrl] of byUrl) {
    const outcome = await repurge(url);
    const accepted = outcome?.result.kind === 'accepted';
    for (const state of sameUrl) {
      if (accepted) state.repurged(outcome.sentAt ?? clock.now());
      else state.cannotBeRepurged = true;
    }
    if (outcome !== undefined) repurges.push({ url, outcome });
  }
  return repurges;
}

class CheckState {
  readonly check: Check;
  readonly #verifying: Verifying;
  readonly #started: number;
  /** URLs whose origin sends an `Age`, learned by all checks together. */
  readonly #agedByOrigin: Set<string>;
  #verdict: Verdict | undefined;
  #tries = 0;
  #repurges = 0;
  #repurgedAt: number | undefined;
  #msToFresh: number | undefined;
  #servedStale = 0;
  #note: string | undefined;
  cannotBeRepurged = false;

  constructor(check: Check, verifying: Verifying, agedByOrigin: Set<string>) {
    this.check = check;
    this.#verifying = verifying;
    this.#agedByOrigin = agedByOrigin;
    this.#started = verifying.clock.now();
  }

  get isFresh(): boolean {
    return this.#verdict?.verdict === 'fresh';
  }

  get turnedFreshByRepurge(): boolean {
    return this.isFresh && this.#repurgedAt !== undefined;
  }

  async ask(): Promise<void> {
    const { ask, clock, stop, method, purgedAt, log } = this.#verifying;
    const reply = await ask(this.check, stop.noMore);
    const before = this.#verdict;
    // The end of the step is no answer: what was stale before it still is.
    if (before !== undefined && stop.noMore.aborted && reply.kind === 'no-reply') return;
    this.#tries += 1;
    if (reply.kind === 'reply' && showsAgeOfOrigin(reply.headers))
      this.#agedByOrigin.add(reply.url);
    const since = this.#repurgedAt ?? purgedAt(this.check.url);
    const verdict = judge(this.check, reply, {
      secondsSincePurge: (clock.now() - since) / 1000,
      method,
      originSendsAge: this.#agedByOrigin.has(this.check.url),
    });
    this.#verdict = verdict;
    if (isServedStale(verdict)) this.#servedStale += 1;
    if (this.isFresh) {
      this.#msToFresh ??= clock.now() - this.#started;
      this.#note = reply.kind === 'reply' ? describeKeeping(reply.headers) : undefined;
    } else this.#msToFresh = undefined;
    const said = describeVerdict(verdict);
    if (before === undefined || said !== describeVerdict(before)) {
      log(`verify ${nameCheck(this.check)}: ${verdict.verdict}, ${said}`);
    }
  }

  /** After `invalidate` stale content is how it works, so it is asked once more before a purge. */
  wantsRepurge(): boolean {
    if (this.#verdict?.verdict !== 'stale' || this.cannotBeRepurged) return false;
    const mayBeInvalidated =
      this.#verifying.method === 'invalidate' && isServedStale(this.#verdict);
    return !mayBeInvalidated || this.#servedStale > 1;
  }

  repurged(at: number): void {
    this.#repurges += 1;
    this.#repurgedAt = at;
  }

  /** From now on the plan that was sent once more counts. */
  forgetRepurges(): void {
    this.#repurgedAt = undefined;
  }

  result(): CheckResult {
    if (this.#verdict === undefined) throw new Error('a check that was never asked');
    return {
      check: this.check,
      verdict: this.#verdict,
      tries: this.#tries,
      repurges: this.#repurges,
      msToFresh: this.#msToFresh,
      note: this.#note,
    };
  }
}

/** Whether Cloudflare says itself that the content was stale, whatever the check is judged by. */
function isServedStale({ cacheStatus }: Verdict): boolean {
  return cacheStatus === 'STALE' || cacheStatus === 'UPDATING';
}
