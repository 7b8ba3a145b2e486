import type { Clock } from '../clock.ts';
import type { RateLimitHeaders } from './retry.ts';

/** What an answer means for the gate and its quotas. */
export type GateSignal = 'accepted' | 'rate-limited' | 'nothing';

/** Less than this of a request is an error of floating point. */
const negligible = 1e-6;

/** Between refusals closer than this, and with fewer accepted requests, no pace can be made out. */
const shortestStretchMs = 500;
const fewestAccepted = 5;

/**
 * What is left of one limit of the account, and how fast it comes back: told by the headers of the
 * answers, or learned from refusals where there are none. Between two refusals that both found
 * nothing left, exactly as much was accepted as came back.
 */
export class Quota {
  readonly #clock: Clock;
  /** Whether the limit counts a request's items, or the request as one. */
  #countsItems: boolean;
  /** What was left at a time; undefined where nothing is known. */
  #left: number | undefined;
  #leftAt = 0;
  #perMs: number | undefined;
  #resetMs: number | undefined;
  #underWay = { requests: 0, items: 0 };
  #refusedAt: number | undefined;
  #acceptedSinceRefusal = 0;

  /** @param countsItems What Cloudflare documents for this limit; headers may prove it otherwise. */
  constructor(clock: Clock, countsItems: boolean) {
    this.#clock = clock;
    this.#countsItems = countsItems;
  }

  /** Whole milliseconds until there is enough for one more request, as far as is known; 0: it may go. */
  waitMs(items: number): number {
    if (this.#left === undefined) return 0;
    const { requests, items: itemsUnderWay } = this.#underWay;
    const needed = this.#cost(items) + (this.#countsItems ? itemsUnderWay : requests);
    const missing = needed - this.#leftNow(this.#left);
    if (missing <= negligible) return 0;
    // Whole milliseconds: added to a clock's reading, a tiny fraction of one would be lost.
    return Math.ceil(this.#perMs === undefined ? this.#resetMs || 1_000 : missing / this.#perMs);
  }

  /** Whether it is known how fast the quota comes back, and not only when it is whole again. */
  get hasRate(): boolean {
    return this.#perMs !== undefined;
  }

  /** Forgets what is left: the next answer says it anew. */
  forget(): void {
    this.#left = undefined;
  }

  start(items: number): void {
    this.#underWay = {
      requests: this.#underWay.requests + 1,
      items: this.#underWay.items + items,
    };
  }

  /** Takes in how a request ended. */
  end(items: number, signal: GateSignal, limit: RateLimitHeaders): void {
    this.#underWay = {
      requests: this.#underWay.requests - 1,
      items: this.#underWay.items - items,
    };
    if (signal === 'accepted') this.#accept(items, limit);
    else if (signal === 'rate-limited') this.#refuse(items);
    if (limit.quota && limit.windowMs) this.#perMs = limit.quota / limit.windowMs;
  }

  #accept(items: number, { remaining, quota, resetMs }: RateLimitHeaders): void {
    this.#acceptedSinceRefusal += this.#cost(items);
    if (remaining === undefined) {
      if (this.#left !== undefined) this.#set(this.#leftNow(this.#left) - this.#cost(items));
      return;
    }
    this.#learnUnit(items, remaining, quota);
    this.#set(remaining);
    this.#resetMs = resetMs;
  }

  #refuse(items: number): void {
    this.#learnRate(items);
    if (this.#perMs === undefined) this.forget();
    else this.#set(0);
  }

  #learnRate(items: number): void {
    const now = this.#clock.now();
    const sinceMs =
      this.#refusedAt === undefined ? Number.POSITIVE_INFINITY : now - this.#refusedAt;
    // Refusals of one burst come together, with an accepted request in between now and then.
    if (sinceMs < shortestStretchMs || this.#acceptedSinceRefusal === 0) return;
    const cost = this.#cost(items);
    if (this.#refusedAt !== undefined && this.#acceptedSinceRefusal >= fewestAccepted * cost) {
      // One request more than was accepted, so that the pace is tried upwards and never sticks.
      this.#perMs = (this.#acceptedSinceRefusal + cost) / sinceMs;
    }
    this.#refusedAt = now;
    this.#acceptedSinceRefusal = 0;
  }

  /**
   * Headers may count requests where the limit counts items: whichever explains better how much is
   * left after one more request.
   */
  #learnUnit(items: number, remaining: number, quota: number | undefined): void {
    const before = this.#left === undefined ? quota : this.#leftNow(this.#left);
    if (before === undefined || items < 10) return;
    this.#countsItems = Math.abs(before - items - remaining) < Math.abs(before - 1 - remaining);
  }

  #set(left: number): void {
    this.#left = left;
    this.#leftAt = this.#clock.now();
  }

  #leftNow(left: number): number {
    return left + (this.#perMs ?? 0) * (this.#clock.now() - this.#leftAt);
  }

  #cost(items: number): number {
    return this.#countsItems ? items : 1;
  }
}
