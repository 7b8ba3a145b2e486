import type { Clock } from '../clock.ts';
import type { RequestOutcome } from '../purge/outcome.ts';

/** One purge of a checked URL by itself. */
export interface Repurge {
  readonly url: string;
  readonly outcome: RequestOutcome;
}

/** Purges checked URLs by themselves, and remembers when. */
export class RepurgeBook {
  readonly repurges: Repurge[] = [];
  readonly #clock: Clock;
  readonly #purge: (url: string) => Promise<RequestOutcome | undefined>;
  readonly #purgedAt = new Map<string, number>();
  readonly #refused = new Set<string>();
  readonly #underWay = new Map<string, Promise<boolean>>();

  /** @param purge Purges a URL by itself; gives undefined where that cannot be done. */
  constructor(clock: Clock, purge: (url: string) => Promise<RequestOutcome | undefined>) {
    this.#clock = clock;
    this.#purge = purge;
  }

  /** When a URL was purged by itself last, on the clock's scale. */
  purgedAt(url: string): number | undefined {
    return this.#purgedAt.get(url);
  }

  /** Forgets when, since a later purge counts; what was refused still is. */
  forgetTimes(): void {
    this.#purgedAt.clear();
  }

  /**
   * Purges a URL, unless that was done since it was asked for: the runner and the probes may find
   * the same stale. What was refused once is not tried again.
   * @returns Whether it was purged.
   */
  async purgeAgain(url: string, askedAt: number): Promise<boolean> {
    if (this.#refused.has(url)) return false;
    const purgedAt = this.#purgedAt.get(url);
    if (purgedAt !== undefined && purgedAt > askedAt) return true;
    const underWay = this.#underWay.get(url) ?? this.#purgeOnce(url);
    this.#underWay.set(url, underWay);
    try {
      return await underWay;
    } finally {
      this.#underWay.delete(url);
    }
  }

  async #purgeOnce(url: string): Promise<boolean> {
    const outcome = await this.#purge(url);
    if (outcome !== undefined) this.repurges.push({ url, outcome });
    const isAccepted = outcome?.result.kind === 'accepted';
    if (isAccepted) this.#purgedAt.set(url, outcome.sentAt ?? this.#clock.now());
    else this.#refused.add(url);
    return isAccepted;
  }
}
