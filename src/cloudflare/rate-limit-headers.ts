/** What the headers of an answer say about the limit; absent where they say nothing. */
export interface RateLimitHeaders {
  /** From `retry-after`: how long to send nothing. */
  readonly retryAfterMs?: number;
  /** From `ratelimit`'s `r`: how much is left now. */
  readonly remaining?: number;
  /** From `ratelimit`'s `t`: when there is more. */
  readonly resetMs?: number;
  /** From `ratelimit-policy`'s `q`: how much there is in all. */
  readonly quota?: number;
  /** From `ratelimit-policy`'s `w`: in how long the quota comes back. */
  readonly windowMs?: number;
}

/**
 * Reads `retry-after: 30`, `ratelimit: "default";r=50;t=30` and `ratelimit-policy: "burst";q=100;w=60`.
 * @see https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
export function readRateLimitHeaders(headers: Readonly<Record<string, string>>): RateLimitHeaders {
  const retryAfter = readSeconds(headers['retry-after']);
  const remaining = readParameter(headers['ratelimit'], 'r');
  const reset = readParameter(headers['ratelimit'], 't');
  const quota = readParameter(headers['ratelimit-policy'], 'q');
  const window = readParameter(headers['ratelimit-policy'], 'w');
  return {
    ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(reset === undefined ? {} : { resetMs: reset * 1000 }),
    ...(quota === undefined ? {} : { quota }),
    ...(window === undefined ? {} : { windowMs: window * 1000 }),
  };
}

/** Cloudflare sends whole seconds; a date (RFC 9110, 10.2.3) would need a clock that may be wrong. */
function readSeconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}(?:\.\d+)?$/.test(value.trim())
    ? Number(value)
    : undefined;
}

function readParameter(value: string | undefined, name: string): number | undefined {
  const match = new RegExp(`;\\s*${name}=(\\d{1,9}(?:\\.\\d+)?)`).exec(value ?? '');
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
