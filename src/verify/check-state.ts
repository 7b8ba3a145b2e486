import type { FailedMeasurement } from '../globalping/client.ts';
import type { Check } from '../inputs/checks.ts';
import type { Method } from '../inputs/inputs.ts';
import type { VisitReply } from './ask.ts';
import { judge, judgeReach, type PurgeFacts, withReason } from './judge.ts';
import type { RepurgeRefusal } from './repurge.ts';
import type { Vantage } from './verdict.ts';
import { describeKeeping, type Verdict } from './verdict.ts';

/** How one check ended, seen from one place. */
export interface CheckResult {
  readonly check: Check;
  readonly from: Vantage;
  readonly verdict: Verdict;
  /** An inconclusive response after a stale verdict, which it casts no doubt on. */
  readonly later: Verdict | undefined;
  readonly tries: number;
  readonly repurges: number;
  /** Why its URL was not purged by itself, though it was stale. */
  readonly refusal: RepurgeRefusal | undefined;
  /** From the first request to the first fresh response; undefined if none came. */
  readonly msToFresh: number | undefined;
  /** What people should know of a fresh page. */
  readonly note: string | undefined;
}

/** When a response came, on the clock's scale. */
export interface ResponseTimes {
  /** When it was requested. */
  readonly requestedAt: number;
  readonly now: number;
}

/** Time does not change these: so many equal responses in a row end the retries. */
const mostEqualResponses = 3;

/** A purge may take a second, so what is stale is requested once more before it is purged. */
const staleBeforeRepurge = 2;

/** What is known so far of one check from one place. */
export class CheckState {
  readonly check: Check;
  readonly from: Vantage;
  readonly #method: Method;
  readonly #startedAt: number;
  /** What counts: a stale verdict stays until the check is seen fresh. */
  #verdict: Verdict | undefined;
  #latest: Verdict | undefined;
  #requestedAt = 0;
  #redirectTarget: string | undefined;
  #tries = 0;
  #equalResponses = 0;
  #staleSinceSent = 0;
  #repurges = 0;
  /** Whether a purge of its own is what may make, or made, it fresh; then, whether the plan was sent since. */
  #ownPurge: 'none' | 'sent' | 'plan-sent-again' = 'none';
  #refusal: RepurgeRefusal | undefined;
  #msToFresh: number | undefined;
  #note: string | undefined;

  constructor(check: Check, from: Vantage, method: Method, startedAt: number) {
    this.check = check;
    this.from = from;
    this.#method = method;
    this.#startedAt = startedAt;
  }

  /** What counts so far. */
  get verdict(): Verdict | undefined {
    return this.#verdict;
  }

  /** What the last response said, by itself. */
  get latest(): Verdict | undefined {
    return this.#latest;
  }

  get isStale(): boolean {
    return this.#verdict?.verdict === 'stale';
  }

  /** Whether requesting it again can tell more. */
  get isOpen(): boolean {
    return this.#verdict?.verdict !== 'fresh' && this.#equalResponses < mostEqualResponses;
  }

  /** Whether it turned fresh by a purge of its own: what else was purged may be stale as well. */
  get turnedFreshByRepurge(): boolean {
    return this.#verdict?.verdict === 'fresh' && this.#ownPurge === 'sent';
  }

  /** When the response was requested that counts. */
  get requestedAt(): number {
    return this.#requestedAt;
  }

  /**
   * The URLs to purge before the next request: its own, and where it redirects to, since a purge of
   * a URL that redirects removes only the redirect. After `invalidate`, `STALE` and `UPDATING` are
   * how it works; a purge would remove what `stale-if-error` serves while the origin is down. Of a
   * page that the plan does not reach, a purge of its own would prove nothing.
   */
  get urlsToRepurge(): readonly string[] {
    const latest = this.#latest;
    if (latest?.verdict !== 'stale' || this.#staleSinceSent < staleBeforeRepurge) return [];
    const { reason, cacheStatus } = latest;
    const isServedStale = cacheStatus === 'STALE' || cacheStatus === 'UPDATING';
    if (reason.kind === 'not-reached' || (this.#method === 'invalidate' && isServedStale)) {
      return [];
    }
    const { url } = this.check;
    return this.#redirectTarget === undefined ? [url] : [url, this.#redirectTarget];
  }

  /** Judges a response. */
  judge(
    reply: VisitReply | FailedMeasurement,
    facts: Omit<PurgeFacts, 'method'>,
    { requestedAt, now }: ResponseTimes,
  ): Verdict {
    const purge = { ...facts, method: this.#method };
    const judged = judge(this.check, reply, purge);
    const verdict = this.#ownPurge === 'plan-sent-again' ? judgeReach(judged, purge) : judged;
    this.#tries += 1;
    this.#requestedAt = requestedAt;
    this.#count(verdict);
    if (!this.#isNoNews(verdict)) this.#verdict = verdict;
    this.#latest = verdict;
    const isFresh = verdict.verdict === 'fresh';
    this.#msToFresh = isFresh ? (this.#msToFresh ?? now - this.#startedAt) : undefined;
    if (reply.kind !== 'reply') return verdict;
    this.#redirectTarget = reply.url === this.check.url ? undefined : reply.url;
    if (isFresh) this.#note = describeKeeping(reply.headers);
    return verdict;
  }

  #count(verdict: Verdict): void {
    const { status, reason } = verdict;
    const before = this.#latest;
    const isEqual = before?.status === status && before?.reason.kind === reason.kind;
    if (!cannotChange(verdict)) this.#equalResponses = 0;
    else this.#equalResponses = isEqual ? this.#equalResponses + 1 : 1;
    if (verdict.verdict === 'stale') this.#staleSinceSent += 1;
    // Seen fresh, the plan reaches it; with other content, it is as if it had never been fresh.
    const isDecided = verdict.verdict !== 'inconclusive' && reason.kind !== 'not-reached';
    if (isDecided && this.#ownPurge === 'plan-sent-again') this.#ownPurge = 'none';
  }

  /** Whether it casts no doubt on a stale verdict, as it would if that was by an `Age` that means nothing. */
  #isNoNews({ verdict, reason }: Verdict): boolean {
    const isRefuted =
      this.#verdict?.reason.kind === 'cached-before' && reason.kind === 'age-of-origin';
    return this.isStale && verdict === 'inconclusive' && !isRefuted;
  }

  /** @param refusal Why it could not be purged by itself; undefined if it was. */
  repurged(refusal: RepurgeRefusal | undefined): void {
    this.#refusal = refusal;
    if (refusal !== undefined) return;
    this.#repurges += 1;
    this.#ownPurge = 'sent';
  }

  /** The whole plan was sent again: from now on, responses count by that. */
  planWasSentAgain(): void {
    const isProven = !this.turnedFreshByRepurge && this.#ownPurge !== 'plan-sent-again';
    this.#ownPurge = isProven ? 'none' : 'plan-sent-again';
    this.#staleSinceSent = 0;
    this.#equalResponses = 0;
  }

  result(): CheckResult {
    const isDoubtful = this.turnedFreshByRepurge;
    const verdict = this.#verdict ?? this.#judgeSilence();
    return {
      check: this.check,
      from: this.from,
      verdict: isDoubtful ? withReason(verdict, { kind: 'only-own-purge' }) : verdict,
      later: this.#latest === this.#verdict ? undefined : this.#latest,
      tries: this.#tries,
      repurges: this.#repurges,
      refusal: this.#refusal,
      msToFresh: isDoubtful ? undefined : this.#msToFresh,
      note: this.#note,
    };
  }

  /** No response came before the time was over. */
  #judgeSilence(): Verdict {
    const facts = { secondsSincePurge: 0, hasForeignAge: false, method: this.#method };
    return judge(this.check, tooLate, facts);
  }
}

const tooLate = { kind: 'no-reply', reason: 'timeout', code: 'verify-timeout' } as const;

/** What time cannot change; 5xx, 429, and failures of the network may pass. */
function cannotChange({ verdict, reason, status }: Verdict): boolean {
  if (reason.kind === 'not-reached') return true;
  if (verdict !== 'inconclusive' || reason.kind === 'no-answer') return false;
  return status !== undefined && status < 500 && status !== 429;
}
