import type { Plan } from './account.ts';
import { type Reply, refuse } from './envelope.ts';
import type { PurgeContent, PurgeKind } from './purge-endpoint.ts';
import { type Clock, createTokenBucket, type TokenBucket } from './token-bucket.ts';

/**
 * How much may be purged, per account and plan.
 * https://developers.cloudflare.com/cache/how-to/purge-cache/#availability-and-limits (2026-09-29)
 */

export type Rate = {
  readonly perSecond: number;
  /** What an idle account may do at once: the capacity of its token bucket. */
  readonly burst: number;
};

export type PlanLimits = {
  /** Tags, hosts, prefixes, everything: counted by request. */
  readonly requests: Rate;
  /** Counted by URL: a moving average, taken here as a bucket of one second. */
  readonly urls: Rate;
  readonly maxItems: { readonly urls: number; readonly others: number };
};

export const planLimits: Readonly<Record<Plan, PlanLimits>> = {
  free: {
    requests: { perSecond: 5 / 60, burst: 25 },
    urls: { perSecond: 800, burst: 800 },
    maxItems: { urls: 100, others: 100 },
  },
  pro: {
    requests: { perSecond: 5, burst: 25 },
    urls: { perSecond: 1500, burst: 1500 },
    maxItems: { urls: 100, others: 100 },
  },
  business: {
    requests: { perSecond: 10, burst: 50 },
    urls: { perSecond: 1500, burst: 1500 },
    maxItems: { urls: 100, others: 100 },
  },
  enterprise: {
    requests: { perSecond: 50, burst: 500 },
    urls: { perSecond: 3000, burst: 3000 },
    maxItems: { urls: 500, others: 100 },
  },
};

/**
 * The least time in which a plan accepts so much, from a full bucket: the burst at once, the rest
 * at the rate. `count` is URLs for the kind `urls`, requests for all others. `timeScale` is how
 * many times faster than real the limits run.
 */
export function leastPossibleMs(
  count: number,
  kind: PurgeKind,
  plan: Plan,
  timeScale: number = 1,
): number {
  const { perSecond, burst } = kind === 'urls' ? planLimits[plan].urls : planLimits[plan].requests;
  return (Math.max(0, count - burst) / perSecond / timeScale) * 1000;
}

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
  /** All requests of a token in five minutes, which Cloudflare limits to 1,200. Default: no limit. */
  readonly wholeApi?: number;
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

/**
 * The limit of the API at large: so many requests in five minutes; a breach blocks everything for
 * the next five. https://developers.cloudflare.com/fundamentals/api/reference/limits/ (2026-09-29)
 */
const windowMs = 5 * 60 * 1000;

type Usage = { readonly startedAt: number; readonly requests: number };

/** Counts a request of a token: a refusal, or undefined. */
export type ApiLimit = (token: string) => Reply | undefined;

/** The limit for every token, none used so far. */
export function createApiLimit(maxRequests: number, clock: Clock, timeScale: number): ApiLimit {
  const scaledWindow = windowMs / timeScale;
  const usages = new Map<string, Usage>();
  const blockedUntil = new Map<string, number>();

  function countAt(token: string, now: number): number {
    const usage = usages.get(token);
    const current =
      usage && now - usage.startedAt < scaledWindow ? usage : { startedAt: now, requests: 0 };
    const requests = current.requests + 1;
    usages.set(token, { startedAt: current.startedAt, requests });
    return requests;
  }

  return (token) => {
    const now = clock();
    const until = blockedUntil.get(token) ?? now;
    if (until > now) return blocked(until - now);
    if (countAt(token, now) <= maxRequests) return undefined;
    blockedUntil.set(token, now + scaledWindow);
    usages.delete(token);
    return blocked(scaledWindow);
  };
}

function blocked(ms: number): Reply {
  const { headers, ...reply } = refuse(429, {
    code: 971,
    message: 'Please wait and consider throttling your request speed',
  });
  return { ...reply, headers: { ...headers, 'retry-after': String(Math.ceil(ms / 1000)) } };
}
