import type { Clock } from '../clock.ts';
import { type GateSignal, Quota } from './quota.ts';
import type { RateLimitHeaders } from './retry.ts';
import type { Stop } from './stop.ts';

/**
 * The limits of an account: URLs are counted by URL, other purges by request; look-ups know neither.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/#availability-and-limits
 */
export type LimitName = 'urls' | 'purges' | 'look-ups';

/**
 * Requests under way at once. Enterprise's 3,000 URLs a second are 30 requests a second: at a third
 * of a second each that takes 10 connections, and more would only be refused.
 */
export const mostRequestsAtOnce = 12;

/** How much a request takes of which limit. */
export interface Load {
  readonly limit: LimitName;
  readonly items: number;
}

/** What a request needs of the gate. */
export type GateKeeper = Pick<Gate, 'enter' | 'leave' | 'shutFor' | 'opensAt'>;

const firstBackoffMs = 1_000;
const longestBackoffMs = 30_000;
const longestSleepMs = 60_000;

/**
 * The one gate that every request of the step passes, so that all of them respect the limits of one
 * account. It needs no plan to be named: it learns from what the answers say.
 *
 * The first request goes alone, and then as many at once as were accepted in a row. A refusal shuts
 * the gate for all, until `retry-after`, else `ratelimit`'s `t`, else for 1 s doubling to 30 s; after
 * that, again one goes alone. What is left of a limit, and how fast it comes back, sets the pace.
 */
export class Gate {
  readonly #clock: Clock;
  readonly #mostAtOnce: number;
  readonly #quotas: Readonly<Record<LimitName, Quota>>;
  #underWay = 0;
  #acceptedInARow = 0;
  #opensAt = Number.NEGATIVE_INFINITY;
  #backoffMs = firstBackoffMs;
  /** The last one in the queue: each looks at the gate only after the one before has passed. */
  #lastInQueue: Promise<boolean> = Promise.resolve(true);
  #change = new AbortController();

  constructor(clock: Clock, mostAtOnce = mostRequestsAtOnce) {
    this.#clock = clock;
    this.#mostAtOnce = mostAtOnce;
    this.#quotas = {
      urls: new Quota(clock, true),
      purges: new Quota(clock, false),
      'look-ups': new Quota(clock, false),
    };
  }

  /**
   * Waits until a request may be sent.
   * @returns false where the work has stopped instead, or would before the gate opens.
   */
  enter(load: Load, stop: Stop): Promise<boolean> {
    this.#lastInQueue = this.#lastInQueue.then(() => this.#pass(load, stop));
    return this.#lastInQueue;
  }

  /** Tells how the request ended that had been let in. */
  leave({ limit, items }: Load, signal: GateSignal, headers: RateLimitHeaders): void {
    this.#underWay -= 1;
    this.#quotas[limit].end(items, signal, headers);
    if (signal === 'accepted') {
      this.#backoffMs = firstBackoffMs;
      this.#acceptedInARow += 1;
    } else if (signal === 'rate-limited') {
      this.shutFor(this.#refusalWaitMs(headers));
    }
    this.#change.abort();
    this.#change = new AbortController();
  }

  /** Lets nobody in for so long, and then one alone. */
  shutFor(ms: number): void {
    this.#acceptedInARow = 0;
    this.#opensIn(ms);
  }

  /** When the gate opens again, on the clock's scale; in the past where it is open. */
  get opensAt(): number {
    return this.#opensAt;
  }

  async #pass({ limit, items }: Load, stop: Stop): Promise<boolean> {
    const quota = this.#quotas[limit];
    while (!stop.noMore.aborted) {
      const shutMs = this.#opensAt - this.#clock.now();
      const quotaMs = quota.waitMs(items);
      if (shutMs > 0) await this.#waitShut(shutMs, stop);
      else if (this.#isFull()) await this.#waitForChange(longestSleepMs, stop);
      else if (quotaMs > 0) await this.#waitForQuota(quota, quotaMs, stop);
      else {
        this.#underWay += 1;
        quota.start(items);
        return true;
      }
    }
    return false;
  }

  #isFull(): boolean {
    return this.#underWay >= Math.min(Math.max(this.#acceptedInARow, 1), this.#mostAtOnce);
  }

  async #waitShut(ms: number, stop: Stop): Promise<void> {
    if (this.#opensAt >= stop.deadline) stop.now('timeout');
    else await this.#clock.sleep(ms, stop.noMore);
  }

  /** While answers are still to come, one of them may say that there is more. */
  async #waitForQuota(quota: Quota, ms: number, stop: Stop): Promise<void> {
    if (this.#underWay > 0) {
      await this.#waitForChange(quota.hasRate ? ms : longestSleepMs, stop);
    } else if (quota.hasRate) {
      this.#opensIn(ms);
    } else {
      quota.forget();
      this.shutFor(ms);
    }
  }

  #opensIn(ms: number): void {
    this.#opensAt = Math.max(this.#opensAt, this.#clock.now() + ms);
  }

  async #waitForChange(mostMs: number, stop: Stop): Promise<void> {
    const either = AbortSignal.any([this.#change.signal, stop.noMore]);
    await this.#clock.sleep(mostMs, either);
  }

  /** A refusal that arrives while the gate is shut was sent before: it doubles nothing. */
  #refusalWaitMs(limit: RateLimitHeaders): number {
    const told = limit.retryAfterMs || limit.resetMs || 0;
    if (told > 0) return told;
    if (this.#opensAt > this.#clock.now()) return 0;
    const waitMs = this.#backoffMs;
    this.#backoffMs = Math.min(waitMs * 2, longestBackoffMs);
    return waitMs;
  }
}
