import type { Clock } from '../clock.ts';
import { mostRequestsAtOnce } from '../cloudflare/limits.ts';
import type { RateLimitHeaders } from '../cloudflare/rate-limit-headers.ts';
import { RemainingQuota } from './remaining-quota.ts';
import type { Stop } from './stop.ts';

/** What an answer means for the gate. */
export type GateSignal = 'accepted' | 'rate-limited' | 'nothing';

const firstBackoffMs = 1_000;
const longestBackoffMs = 30_000;
const longestSleepMs = 60_000;

/**
 * The one gate that every request of the step passes, so that all of them respect one limit of the
 * account. It needs no plan to be named: it learns from what the answers say.
 *
 * The first request goes alone, and then as many at once as were accepted in a row. A refusal shuts
 * the gate for all, until `retry-after`, else `ratelimit`'s `t`, else for 1 s doubling to 30 s; after
 * that, again one goes alone. Where the answers tell what is left, no more go at once than that.
 */
export class Gate {
  readonly #clock: Clock;
  readonly #stop: Stop;
  readonly #quota = new RemainingQuota();
  #requestsUnderWay = 0;
  #itemsUnderWay = 0;
  #acceptedInARow = 0;
  #shutUntil = Number.NEGATIVE_INFINITY;
  #backoffMs = firstBackoffMs;
  /** The last one in the queue: each looks at the gate only after the one before has passed. */
  #lastInQueue: Promise<boolean> = Promise.resolve(true);
  #change = new AbortController();

  constructor(clock: Clock, stop: Stop) {
    this.#clock = clock;
    this.#stop = stop;
  }

  /**
   * Waits until a request may be sent.
   * @param items How many items it has; a limit may count them.
   * @returns false where the step has stopped instead, or would before the gate opens.
   */
  enter(items: number): Promise<boolean> {
    this.#lastInQueue = this.#lastInQueue.then(() => this.#pass(items));
    return this.#lastInQueue;
  }

  /** Tells how the request ended that had been let in. */
  leave(items: number, signal: GateSignal, limit: RateLimitHeaders): void {
    this.#requestsUnderWay -= 1;
    this.#itemsUnderWay -= items;
    this.#quota.update(items, signal, limit);
    if (signal === 'accepted') {
      this.#backoffMs = firstBackoffMs;
      this.#acceptedInARow += 1;
    } else if (signal === 'rate-limited') {
      this.shutFor(this.#refusalWaitMs(limit));
    }
    this.#change.abort();
    this.#change = new AbortController();
  }

  /** Lets nobody in for so long, and then one alone. */
  shutFor(ms: number): void {
    this.#acceptedInARow = 0;
    this.#shutUntil = Math.max(this.#shutUntil, this.#clock.now() + ms);
  }

  /** When the gate opens again, on the clock's scale; in the past where it is open. */
  get shutUntil(): number {
    return this.#shutUntil;
  }

  async #pass(items: number): Promise<boolean> {
    while (!this.#stop.noMore.aborted) {
      const shutMs = this.#shutUntil - this.#clock.now();
      if (shutMs > 0) await this.#waitShut(shutMs);
      else if (this.#isBusy(items)) await this.#waitForChange();
      else if (this.#isSpent(items)) this.shutFor(this.#quota.takeResetMs() || firstBackoffMs);
      else {
        this.#requestsUnderWay += 1;
        this.#itemsUnderWay += items;
        return true;
      }
    }
    return false;
  }

  /** Whether one more has to wait for the answer to one under way. */
  #isBusy(items: number): boolean {
    const atOnce = Math.min(Math.max(this.#acceptedInARow, 1), mostRequestsAtOnce);
    if (this.#requestsUnderWay >= atOnce) return true;
    return this.#requestsUnderWay > 0 && this.#isSpent(items);
  }

  #isSpent(items: number): boolean {
    return !this.#quota.covers(items, this.#requestsUnderWay, this.#itemsUnderWay);
  }

  async #waitShut(ms: number): Promise<void> {
    if (this.#shutUntil >= this.#stop.deadline) this.#stop.now('timeout');
    else await this.#clock.sleep(ms, this.#stop.noMore);
  }

  async #waitForChange(): Promise<void> {
    const either = AbortSignal.any([this.#change.signal, this.#stop.noMore]);
    await this.#clock.sleep(longestSleepMs, either);
  }

  /** A refusal that arrives while the gate is shut was sent before: it doubles nothing. */
  #refusalWaitMs(limit: RateLimitHeaders): number {
    const told = limit.retryAfterMs || limit.resetMs || 0;
    if (told > 0) return told;
    if (this.#shutUntil > this.#clock.now()) return 0;
    const waitMs = this.#backoffMs;
    this.#backoffMs = Math.min(waitMs * 2, longestBackoffMs);
    return waitMs;
  }
}
