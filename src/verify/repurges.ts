import type { Clock } from '../clock.ts';
import type { RequestOutcome } from '../purge/outcome.ts';

/** One purge of a checked URL by itself. */
export interface Repurge {
  readonly url: string;
  readonly outcome: RequestOutcome;
}

/** Why a URL could not be purged by itself. */
export type RepurgeRefusal =
  | { readonly kind: 'outside' }
  /** The names of the zones could not be looked up, so nobody knows where it belongs. */
  | { readonly kind: 'unknown-zone' }
  | { readonly kind: 'not-accepted'; readonly outcome: RequestOutcome };

/** What came of purging URLs by themselves, by URL. */
export type RepurgeResults = ReadonlyMap<string, RequestOutcome | RepurgeRefusal>;

/** URLs that are found stale within this time go in one request. */
const gatherMs = 50;

/** Purges checked URLs by themselves, and remembers when. */
export class Repurges {
  /** All of them, in the order of sending. */
  readonly done: Repurge[] = [];
  readonly #clock: Clock;
  readonly #stop: AbortSignal;
  readonly #purge: (urls: readonly string[]) => Promise<RepurgeResults>;
  readonly #purgedAt = new Map<string, number>();
  readonly #refusals = new Map<string, RepurgeRefusal>();
  #planSentAt = Number.NEGATIVE_INFINITY;
  #gathered = new Set<string>();
  /** When the URLs that are gathered have been purged. */
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(
    clock: Clock,
    stop: AbortSignal,
    purge: (urls: readonly string[]) => Promise<RepurgeResults>,
  ) {
    this.#clock = clock;
    this.#stop = stop;
    this.#purge = purge;
  }

  /** When a URL was purged by itself last, on the clock's scale. */
  purgedAt(url: string): number | undefined {
    return this.#purgedAt.get(url);
  }

  /** From now on the plan that was sent once more counts; what was refused still is. */
  planWasSent(sentAt: number): void {
    this.#purgedAt.clear();
    this.#planSentAt = sentAt;
  }

  /**
   * Purges a URL, unless that was done since it was asked for, by itself or with the whole plan: the
   * runner and the probes may find the same stale. What was refused once is not tried again.
   * @returns Why it was not purged; undefined where it was.
   */
  async purgeAgain(url: string, askedAt: number): Promise<RepurgeRefusal | undefined> {
    const purgedAt = this.#purgedAt.get(url) ?? this.#planSentAt;
    if (purgedAt <= askedAt && !this.#refusals.has(url)) {
      this.#gathered.add(url);
      this.#next ??= this.#purgeNext(this.#last);
      this.#last = this.#next;
      await this.#next;
    }
    return this.#refusals.get(url);
  }

  async #purgeNext(last: Promise<void>): Promise<void> {
    await last;
    await this.#clock.sleep(gatherMs, this.#stop);
    const urls = [...this.#gathered];
    this.#gathered = new Set();
    this.#next = undefined;
    for (const [url, result] of await this.#purge(urls)) this.#remember(url, result);
  }

  #remember(url: string, result: RequestOutcome | RepurgeRefusal): void {
    if ('kind' in result) {
      this.#refusals.set(url, result);
      return;
    }
    this.done.push({ url, outcome: result });
    if (result.result.kind === 'accepted') {
      this.#purgedAt.set(url, result.sentAt ?? this.#clock.now());
    } else this.#refusals.set(url, { kind: 'not-accepted', outcome: result });
  }
}
