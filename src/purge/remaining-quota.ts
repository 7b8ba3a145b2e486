import type { RateLimitHeaders } from '../cloudflare/rate-limit-headers.ts';
import type { GateSignal } from './gate.ts';

/**
 * What the `ratelimit` header of the last answer says is left. The header does not say whether it
 * counts requests or, for URLs, items: that is learned from how fast it falls.
 */
export class RemainingQuota {
  #remaining: number | undefined;
  #resetMs: number | undefined;
  #countsItems = false;

  /** Whether what is left, less what is under way, is enough for one more request. */
  covers(items: number, requestsUnderWay: number, itemsUnderWay: number): boolean {
    if (this.#remaining === undefined) return true;
    return this.#countsItems
      ? this.#remaining - itemsUnderWay >= items
      : this.#remaining - requestsUnderWay >= 1;
  }

  /** Takes in an answer. */
  update(items: number, signal: GateSignal, limit: RateLimitHeaders): void {
    // A refusal shuts the gate by itself; what it says is left holds only until the gate opens again.
    if (signal === 'rate-limited') this.#remaining = undefined;
    if (signal === 'rate-limited' || limit.remaining === undefined) return;
    if (signal === 'accepted') this.#learnUnit(items, limit.remaining, limit.quota);
    this.#remaining = limit.remaining;
    this.#resetMs = limit.resetMs;
  }

  /** When there is more, and forgets what was left: the next answer says it anew. */
  takeResetMs(): number | undefined {
    this.#remaining = undefined;
    return this.#resetMs;
  }

  #learnUnit(items: number, remaining: number, quota: number | undefined): void {
    const before = this.#remaining ?? quota;
    if (before === undefined || items < 10) return;
    const fallen = before - remaining;
    // Answers may overtake each other and the quota refills, so half a request's items are enough.
    if (fallen >= items / 2) this.#countsItems = true;
    else if (fallen >= 0 && fallen <= 2) this.#countsItems = false;
  }
}
