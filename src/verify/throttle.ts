import type { Clock } from '../clock.ts';
import type { VisitReply } from './visit.ts';

/** A page of each is held, and sites limit their visitors. */
const mostAtOnce = 10;

const firstBackoffMs = 2_000;
const longestBackoffMs = 30_000;
/** So that checks that were refused together do not come back together. */
const jitter = 0.25;

/** Respects the limits of sites: what answers 429 is requested later, and fewer pages at once. */
export class Throttle {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #openAt = new Map<string, number>();
  readonly #backoffMs = new Map<string, number>();
  #atOnce = mostAtOnce;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** How many requests may be under way. */
  get atOnce(): number {
    return this.#atOnce;
  }

  /** How long the site of a URL is to be left alone, in milliseconds; 0 if it is not. */
  waitMs(url: string): number {
    return Math.max(0, (this.#openAt.get(new URL(url).origin) ?? 0) - this.#clock.now());
  }

  /**
   * Takes a response into account.
   * @see https://www.rfc-editor.org/rfc/rfc6585#section-4
   */
  learn(url: string, reply: VisitReply): void {
    if (reply.kind !== 'reply') return;
    const { origin } = new URL(url);
    const told = /^\s*(\d{1,7})\s*$/.exec(reply.headers['retry-after'] ?? '')?.[1];
    if (reply.status !== 429 && (reply.status !== 503 || told === undefined)) {
      this.#backoffMs.delete(origin);
      return;
    }
    // Responses that come while the site is left alone were requested before.
    if (this.waitMs(url) > 0) return;
    const backoffMs = this.#backoffMs.get(origin) ?? firstBackoffMs;
    this.#backoffMs.set(origin, Math.min(backoffMs * 2, longestBackoffMs));
    const waitMs = told === undefined ? backoffMs : Number(told) * 1000;
    this.#openAt.set(origin, this.#clock.now() + waitMs * (1 + jitter * this.#random()));
    this.#atOnce = Math.max(1, Math.floor(this.#atOnce / 2));
  }
}
