import type { Plan } from './account.ts';
import { type Reply, refuse } from './envelope.ts';
import type { PurgeContent } from './purge-body.ts';
import { planLimits, type Rate } from './purge-limits.ts';
import { type Clock, createTokenBucket, type TokenBucket } from './token-bucket.ts';

/**
 * The rate limits of purging, shared by `purge_cache`, `invalidate_cache`, all zones and all
 * connections of an account.
 * https://developers.cloudflare.com/cache/how-to/purge-cache/#availability-and-limits
 * https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
export type LimitOptions = {
  /** Instead of the account's plan. */
  readonly plan?: Plan;
  /** How many times faster than real the limits run: with 60, a minute takes a second. */
  readonly timeScale?: number;
  /** `retry-after` on a refusal. Default: true. Not documented for purging itself. */
  readonly retryAfter?: boolean;
  /** `ratelimit` and `ratelimit-policy` on every reply. Default: true. As above. */
  readonly ratelimitHeaders?: boolean;
  /** What a refusal looks like. 971 is often seen with HTTP 200, 1115 with the text of 1134. */
  readonly refusal?: { readonly status: number; readonly code: number };
  /** Limits all requests of a token as well: see api-limit.ts. Default: false. */
  readonly wholeApi?: boolean;
};

type Headers = Readonly<Record<string, string>>;

export type RateLimit = {
  /** Counts a purge: a refusal, or undefined, and the headers that go with either. */
  readonly admit: (content: PurgeContent) => {
    readonly refusal?: Reply;
    readonly headers: Headers;
  };
};

/** The limits of one account, idle so far. */
export function createRateLimit(accountPlan: Plan, options: LimitOptions, clock: Clock): RateLimit {
  const {
    plan = accountPlan,
    timeScale = 1,
    retryAfter = true,
    ratelimitHeaders = true,
    refusal = { status: 429, code: 1134 },
  } = options;
  const { requests, urls } = planLimits[plan];
  const requestBucket = createTokenBucket(requests, clock, timeScale);
  const urlBucket = createTokenBucket(urls, clock, timeScale);

  return {
    admit: (content) => {
      const byUrl = content.kind === 'urls';
      const [bucket, rate] = byUrl ? [urlBucket, urls] : [requestBucket, requests];
      const cost = byUrl ? content.items.length : 1;
      const admitted = bucket.take(cost);
      const headers = ratelimitHeaders ? describeBucket(bucket, rate, timeScale) : {};
      if (admitted) return { headers };
      return {
        refusal: refuse(refusal.status, { code: refusal.code, message: messageOf(refusal.code) }),
        headers: retryAfter
          ? { ...headers, 'retry-after': wholeSeconds(bucket.msUntil(cost)) }
          : headers,
      };
    },
  };
}

function messageOf(code: number): string {
  const wait = 'Please wait and consider throttling your request speed';
  return code === 971 ? wait : `Unable to purge, rate limit reached. ${wait}`;
}

function describeBucket(bucket: TokenBucket, rate: Rate, timeScale: number): Headers {
  const remaining = bucket.remaining();
  const wait = wholeSeconds(bucket.msUntil(remaining === 0 ? 1 : rate.burst));
  const window = wholeSeconds((rate.burst / rate.perSecond / timeScale) * 1000);
  return {
    ratelimit: `"default";r=${remaining};t=${wait}`,
    'ratelimit-policy': `"default";q=${rate.burst};w=${window}`,
  };
}

function wholeSeconds(ms: number): string {
  return String(Math.ceil(ms / 1000));
}
