import type { Visit } from './edge-cache.ts';
import type { CachePolicy } from './edge-cache-policy.ts';
import type { OriginAnswer } from './edge-origin-fetch.ts';
import type { PurgeCandidate } from './edge-purge.ts';

/** A reply in the cache. */
export type CachedReply = PurgeCandidate & {
  /** Where it is kept: its key, with the headers that it varies by. */
  readonly slot: string;
  readonly answer: OriginAnswer;
  readonly policy: Extract<CachePolicy, { kind: 'kept' }>;
  readonly keptAt: number;
  readonly invalidatedAt?: number;
  /** How it came here: asked again in the background, or by another visitor. */
  readonly visit: Visit;
};

/** Puts a reply together with its tags, which visitors do not see. */
export function keepReply(reply: Omit<CachedReply, 'url' | 'tags'>): CachedReply {
  // https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/
  const tags = (reply.answer.headers['cache-tag'] ?? '').toLowerCase().split(/[\s,]+/);
  return { ...reply, url: reply.visit.url, tags: tags.filter((tag) => tag !== '') };
}

/** Whether it may be served without asking the origin. */
export function isFresh(cached: CachedReply, now: number): boolean {
  return staleForMs(cached, now) < 0;
}

/** Since when it is stale; less than 0 while it is fresh. */
export function staleForMs({ keptAt, policy, invalidatedAt }: CachedReply, now: number): number {
  const expiresAt = keptAt + policy.lifetimeMs;
  return now - Math.min(expiresAt, invalidatedAt ?? expiresAt);
}

/**
 * Whole seconds, rounded down, and what a cache at the origin had counted before: RFC 9111, 4.2.3.
 * Whether Cloudflare takes that off the lifetime is not documented; here it does not.
 */
export function ageOf({ answer, keptAt }: CachedReply, now: number): number {
  const inherited = Number(answer.headers['age'] ?? 0);
  return Math.floor((now - keptAt) / 1000) + (Number.isFinite(inherited) ? inherited : 0);
}

/** Headers for a conditional request; none where the origin gave no validator. */
export function validatorsOf({ answer }: CachedReply): Readonly<Record<string, string>> {
  const { etag, 'last-modified': lastModified } = answer.headers;
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}
