import type { FailedMeasurement } from '../globalping/measurement.ts';
import type { Method } from '../inputs/settings.ts';
import type { CacheFacts } from './cache-headers.ts';
import type { Check } from './check.ts';
import { judge } from './judge.ts';
import { describeKeeping } from './kept-by-browsers.ts';
import type { RepurgeRefusal } from './repurges.ts';
import type { Vantage } from './vantage.ts';
import type { Verdict } from './verdict.ts';
import type { VisitReply } from './visit.ts';

/** How one check ended, seen from one place. */
export interface CheckResult {
  readonly check: Check;
  readonly from: Vantage;
  readonly verdict: Verdict;
  readonly tries: number;
  readonly repurges: number;
  /** Why its URL was not purged by itself, though it was stale. */
  readonly refusal: RepurgeRefusal | undefined;
  /** From the first question to the first fresh answer; undefined where none came. */
  readonly msToFresh: number | undefined;
  /** What people should know of a fresh page. */
  readonly note: string | undefined;
}

/** When an answer came, on the clock's scale. */
export interface AnswerTimes {
  /** The first question for this check. */
  readonly started: number;
  readonly now: number;
  /** When its headers came, as far as that is known: its `Age` counts to there. */
  readonly answered: number;
  /** The sending of the last request that covered the URL. */
  readonly purged: number;
}

/** What is known so far of one check from one place. */
export class CheckState {
  readonly check: Check;
  readonly from: Vantage;
  readonly #method: Method;
  #verdict: Verdict | undefined;
  #tries = 0;
  #repurges = 0;
  #awaitsRepurge = false;
  #refusal: RepurgeRefusal | undefined;
  #msToFresh: number | undefined;
  #servedStale = 0;
  #note: string | undefined;

  constructor(check: Check, from: Vantage, method: Method) {
    this.check = check;
    this.from = from;
    this.#method = method;
  }

  get verdict(): Verdict | undefined {
    return this.#verdict;
  }

  get isFresh(): boolean {
    return this.#verdict?.verdict === 'fresh';
  }

  /** Whether a purge of the URL by itself was needed: what else was purged may be stale as well. */
  get turnedFreshByRepurge(): boolean {
    return this.isFresh && this.#awaitsRepurge;
  }

  /** After `invalidate` stale content is how it works, so it is asked once more before a purge. */
  get wantsRepurge(): boolean {
    if (this.#verdict?.verdict !== 'stale') return false;
    const mayBeInvalidated = this.#method === 'invalidate' && isServedStale(this.#verdict);
    return !mayBeInvalidated || this.#servedStale > 1;
  }

  /** Judges an answer. */
  judge(
    reply: VisitReply | FailedMeasurement,
    times: AnswerTimes,
    originSendsAge: boolean,
  ): Verdict {
    const verdict = judge(this.check, reply, {
      secondsSincePurge: (times.answered - times.purged) / 1000,
      method: this.#method,
      originSendsAge,
    });
    this.#tries += 1;
    this.#verdict = verdict;
    if (isServedStale(verdict)) this.#servedStale += 1;
    if (this.isFresh) {
      this.#msToFresh ??= times.now - times.started;
      this.#note = reply.kind === 'reply' ? describeKeeping(reply.headers) : undefined;
    } else this.#msToFresh = undefined;
    return verdict;
  }

  /** @param refusal Why it could not be purged by itself; undefined where it was. */
  repurged(refusal: RepurgeRefusal | undefined): void {
    this.#refusal = refusal;
    if (refusal !== undefined) return;
    this.#repurges += 1;
    this.#awaitsRepurge = true;
  }

  /** From now on the plan that was sent once more counts. */
  forgetRepurges(): void {
    this.#awaitsRepurge = false;
  }

  /** undefined where it was never asked. */
  result(): CheckResult | undefined {
    if (this.#verdict === undefined) return undefined;
    return {
      check: this.check,
      from: this.from,
      verdict: this.#verdict,
      tries: this.#tries,
      repurges: this.#repurges,
      refusal: this.#refusal,
      msToFresh: this.#msToFresh,
      note: this.#note,
    };
  }
}

/** Whether Cloudflare says itself that the content was stale, whatever the check is judged by. */
function isServedStale({ cacheStatus }: CacheFacts): boolean {
  return cacheStatus === 'STALE' || cacheStatus === 'UPDATING';
}
