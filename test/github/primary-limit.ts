import type { Reply } from '../cloudflare/envelope.ts';
import { refuse } from './reply.ts';

/**
 * The primary limit: so many requests a window, whatever they ask.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export type LimitOptions = {
  /** Default: 1,000, what a workflow's token has in an hour. */
  readonly requests?: number;
  /** Default: an hour. The end is told in whole seconds, so take no less than two. */
  readonly windowMs?: number;
  /** Both are documented. Default: 403. */
  readonly status?: 403 | 429;
};

export type PrimaryLimit = {
  /** Counts a request: a refusal, or undefined, and the headers that go with either. */
  readonly admit: () => { readonly refusal?: Reply; readonly headers: Reply['headers'] };
};

/** A limit of which nothing is used up. The clock tells milliseconds since 1970. */
export function createPrimaryLimit(options: LimitOptions, clock: () => number): PrimaryLimit {
  const { requests = 1000, windowMs = 3_600_000, status = 403 } = options;
  let endsAt = 0;
  let used = 0;

  return {
    admit: () => {
      // GitHub tells the end in whole seconds, and keeps to it.
      if (clock() >= endsAt) {
        endsAt = Math.ceil((clock() + windowMs) / 1000) * 1000;
        used = 0;
      }
      const admitted = used < requests;
      if (admitted) used += 1;
      const headers = {
        'x-ratelimit-limit': String(requests),
        'x-ratelimit-remaining': String(requests - used),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(endsAt / 1000),
        'x-ratelimit-resource': 'core',
      };
      if (admitted) return { headers };
      return { refusal: refuse(status, 'API rate limit exceeded for installation.'), headers };
    },
  };
}
