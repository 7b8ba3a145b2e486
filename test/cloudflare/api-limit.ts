import { type Reply, refuse } from './envelope.ts';
import type { Clock } from './token-bucket.ts';

/**
 * The limit of the API at large: 1,200 requests in five minutes; a breach blocks everything for
 * the next five. https://developers.cloudflare.com/fundamentals/api/reference/limits/ (2026-09-29)
 */
const maxRequests = 1200;
const windowMs = 5 * 60 * 1000;

type Usage = { readonly startedAt: number; readonly requests: number };

/** Counts a request of a token: a refusal, or undefined. */
export type ApiLimit = (token: string) => Reply | undefined;

/** The limit for every token, none used so far. */
export function createApiLimit(clock: Clock, timeScale: number): ApiLimit {
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
