import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { EdgeBehaviour } from './edge-behaviour.ts';
import type { OriginAnswer } from './edge-http.ts';
import {
  cacheKey,
  type EdgeAddress,
  type PurgeCandidate,
  type PurgeScope,
  readPurgeScope,
} from './edge-purge.ts';
import type { Purge } from './purge-endpoint.ts';
import type { Clock } from './token-bucket.ts';

/** https://developers.cloudflare.com/cache/concepts/cache-responses/ */
export type CacheStatus =
  | 'HIT'
  | 'MISS'
  | 'EXPIRED'
  | 'REVALIDATED'
  | 'STALE'
  | 'UPDATING'
  | 'DYNAMIC'
  | 'BYPASS';

export type Visit = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
};

export type CacheAnswer = {
  readonly answer: OriginAnswer;
  readonly cacheStatus: CacheStatus;
};

export type EdgeCache = {
  readonly serve: (visit: Visit) => Promise<CacheAnswer>;
  readonly purge: (purge: Purge) => void;
  /** Resolves when nothing is asked for in the background any more. */
  readonly settle: () => Promise<void>;
};

export type EdgeCacheOptions = {
  readonly address: EdgeAddress;
  /** As it is now. */
  readonly behaviour: () => EdgeBehaviour;
  readonly fetch: (
    visit: Visit,
    validators: Readonly<Record<string, string>>,
  ) => Promise<OriginAnswer>;
  readonly clock: Clock;
};

/** The cache of one data centre. It knows nothing of the network. */
export function createEdgeCache(options: EdgeCacheOptions): EdgeCache {
  const { address, behaviour, fetch, clock } = options;
  const kept = new Map<string, CachedReply>();
  const purgedSlots = new Set<string>();
  const purgeCounts = new Map<string, number>();
  const scopes: PurgeScope[] = [];
  const refills = new Map<string, Promise<unknown>>();
  const fetches = new Map<string, Promise<CacheAnswer>>();
  const updates = new Map<string, Promise<unknown>>();

  async function serve(visit: Visit): Promise<CacheAnswer> {
    if (visit.method !== 'GET' || !isEligible(visit.url.href, behaviour())) {
      return { answer: await fetch(visit, {}), cacheStatus: 'DYNAMIC' };
    }
    const { keyHeaders, varyBy, collapsesRequests } = behaviour();
    const slot = cacheKey(visit.url, visit.headers, [...keyHeaders, ...varyBy]);
    await refills.get(slot);
    const cached = kept.get(slot);
    if (cached && isFresh(cached, clock())) return answerFrom(cached, 'HIT');
    if (cached && staleForMs(cached, clock()) < cached.policy.staleWhileRevalidateMs) {
      update(slot, cached);
      return answerFrom(cached, 'UPDATING');
    }
    const shared = collapsesRequests ? share(await fetches.get(slot)) : undefined;
    if (shared) return shared;
    const work = cached ? revalidate(slot, cached, visit) : fillEmpty(slot, visit);
    track(fetches, slot, work);
    return work;
  }

  // Only what may be cached is shared; else each visitor's request goes on to the origin.
  function share(fetched: CacheAnswer | undefined): CacheAnswer | undefined {
    if (!fetched || readCachePolicy(fetched.answer).kind !== 'kept') return undefined;
    const headers = { age: '0', ...fetched.answer.headers };
    return { answer: { ...fetched.answer, headers }, cacheStatus: 'HIT' };
  }

  async function fillEmpty(slot: string, visit: Visit): Promise<CacheAnswer> {
    const tiered = behaviour().tiered && purgedSlots.has(slot);
    return fill(slot, visit, await ask(visit), tiered ? 'EXPIRED' : 'MISS');
  }

  async function revalidate(slot: string, cached: CachedReply, visit: Visit): Promise<CacheAnswer> {
    const asked = await ask(visit, validatorsOf(cached));
    if (asked.answer.status === 304) {
      const answer = { ...cached.answer, headers: { ...cached.answer.headers } };
      const age = asked.answer.headers['age'];
      if (age === undefined) delete answer.headers['age'];
      else answer.headers['age'] = age;
      return fill(slot, visit, { ...asked, answer }, 'REVALIDATED');
    }
    const tolerated = staleForMs(cached, clock()) < cached.policy.staleIfErrorMs;
    if (asked.answer.status >= 500 && tolerated) return answerFrom(cached, 'STALE');
    return fill(slot, visit, asked, 'EXPIRED');
  }

  /** An answer with the number of purges before the question: it may be older than later ones. */
  async function ask(visit: Visit, validators = {}) {
    const purges = scopes.length;
    return { answer: await fetch(visit, validators), purges };
  }

  function fill(
    slot: string,
    visit: Visit,
    { answer, purges }: { readonly answer: OriginAnswer; readonly purges: number },
    cacheStatus: CacheStatus,
  ): CacheAnswer {
    const policy = readCachePolicy(answer);
    // That a status which is not kept (500) is a MISS is a guess.
    if (policy.kind === 'bypass') kept.delete(slot);
    if (policy.kind === 'bypass') return { answer, cacheStatus: 'BYPASS' };
    if (policy.kind === 'kept') {
      const key = cacheKey(visit.url, visit.headers, behaviour().keyHeaders);
      const reply = keepReply({ key, slot, visit, answer, policy, keptAt: clock() });
      const overtaken = scopes.slice(purges).some((covers) => covers(reply));
      if (!overtaken) kept.set(slot, reply);
    }
    return { answer, cacheStatus };
  }

  function answerFrom(cached: CachedReply, cacheStatus: CacheStatus): CacheAnswer {
    const headers = { ...cached.answer.headers, age: String(ageOf(cached, clock())) };
    return { answer: { ...cached.answer, headers }, cacheStatus };
  }

  function update(slot: string, cached: CachedReply): void {
    if (updates.has(slot)) return;
    const work = async () => {
      const { revalidationMs } = behaviour();
      if (revalidationMs > 0) await setTimeout(revalidationMs, undefined, { ref: false });
      await revalidate(slot, cached, cached.visit);
    };
    track(updates, slot, work());
  }

  function purge(accepted: Purge): void {
    const now = behaviour();
    const covers = readPurgeScope(accepted, now, address);
    const covered = [...kept.values()].filter(covers);
    const effective = covered.filter(({ slot }) => {
      const count = purgeCounts.get(slot) ?? 0;
      purgeCounts.set(slot, count + 1);
      return count >= now.ignoredPurges;
    });
    scopes.push(covers);
    for (const cached of effective) {
      if (accepted.method === 'invalidate') {
        kept.set(cached.slot, { ...cached, invalidatedAt: cached.invalidatedAt ?? clock() });
      } else {
        kept.delete(cached.slot);
        purgedSlots.add(cached.slot);
      }
    }
    if (!now.refillAfterPurge) return;
    for (const { slot, visit } of effective) track(refills, slot, serve(visit));
  }

  return {
    serve,
    purge,
    settle: async () => {
      while (refills.size + updates.size > 0) {
        await Promise.all([...refills.values(), ...updates.values()]);
      }
    },
  };
}

/** Keeps work in a map for as long as it lasts. */
function track<T>(map: Map<string, Promise<T>>, key: string, work: Promise<T>): void {
  const tracked = work.finally(() => {
    if (map.get(key) === tracked) map.delete(key);
  });
  map.set(key, tracked);
}

/** A reply in the cache. */
type CachedReply = PurgeCandidate & {
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
function keepReply(reply: Omit<CachedReply, 'url' | 'tags'>): CachedReply {
  // https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/
  const tags = (reply.answer.headers['cache-tag'] ?? '').toLowerCase().split(/[\s,]+/);
  return { ...reply, url: reply.visit.url, tags: tags.filter((tag) => tag !== '') };
}

/** Whether it may be served without asking the origin. */
function isFresh(cached: CachedReply, now: number): boolean {
  return staleForMs(cached, now) < 0;
}

/** Since when it is stale; less than 0 while it is fresh. */
function staleForMs({ keptAt, policy, invalidatedAt }: CachedReply, now: number): number {
  const expiresAt = keptAt + policy.lifetimeMs;
  return now - Math.min(expiresAt, invalidatedAt ?? expiresAt);
}

/**
 * Whole seconds, rounded down, and what a cache at the origin had counted before: RFC 9111, 4.2.3.
 * Whether Cloudflare takes that off the lifetime is not documented; here it does not.
 */
function ageOf({ answer, keptAt }: CachedReply, now: number): number {
  const inherited = Number(answer.headers['age'] ?? 0);
  return Math.floor((now - keptAt) / 1000) + (Number.isFinite(inherited) ? inherited : 0);
}

/** Headers for a conditional request; none where the origin gave no validator. */
function validatorsOf({ answer }: CachedReply): Readonly<Record<string, string>> {
  const { etag, 'last-modified': lastModified } = answer.headers;
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

/** Whether, and for how long, a reply is kept. */
type CachePolicy =
  | { readonly kind: 'bypass' | 'not-kept' }
  | {
      readonly kind: 'kept';
      readonly lifetimeMs: number;
      readonly staleWhileRevalidateMs: number;
      readonly staleIfErrorMs: number;
    };

// https://developers.cloudflare.com/cache/concepts/default-cache-behavior/#default-cached-file-extensions
const cachedExtensions = new Set(
  (
    '7z avi avif apk bin bmp bz2 class css csv doc docx dmg ejs eot eps exe flac gif gz ico iso jar ' +
    'jpg jpeg js mid midi mkv mp3 mp4 ogg otf pdf pict pls png ppt pptx ps rar svg svgz swf tar tif ' +
    'tiff ttf webm webp woff woff2 xls xlsx zip zst'
  ).split(' '),
);

/** Whether Cloudflare looks into its cache for a URL at all; where not, it is `DYNAMIC`. */
function isEligible(
  url: string,
  { cacheEverything }: Pick<EdgeBehaviour, 'cacheEverything'>,
): boolean {
  const { pathname } = new URL(url);
  if (cacheEverything === true || pathname === '/robots.txt') return true;
  if (cacheEverything !== false && cacheEverything.includes(pathname)) return true;
  return cachedExtensions.has(/\.([^./]+)$/.exec(pathname)?.[1]?.toLowerCase() ?? '');
}

const minuteMs = 60_000;

// https://developers.cloudflare.com/cache/how-to/configure-cache-status-code/#edge-ttl
const defaultLifetimes: ReadonlyMap<number, number> = new Map([
  [200, 120 * minuteMs],
  [206, 120 * minuteMs],
  [301, 120 * minuteMs],
  [302, 20 * minuteMs],
  [303, 20 * minuteMs],
  [404, 3 * minuteMs],
  [410, 3 * minuteMs],
]);

/**
 * Reads what the origin's headers ask for, with Origin Cache Control on, as it is on all plans but
 * Enterprise. `Expires` is not looked at.
 * https://developers.cloudflare.com/cache/concepts/cache-control/
 */
function readCachePolicy({ status, headers, complete }: OriginAnswer): CachePolicy {
  const directives = readDirectives(headers['cache-control'] ?? '');
  const maxAge = directives.get('s-maxage') ?? directives.get('max-age');
  const forbidden = ['private', 'no-store', 'no-cache'].some((name) => directives.has(name));
  if (forbidden || maxAge === 0 || headers['set-cookie'] !== undefined) return { kind: 'bypass' };
  const byStatus = defaultLifetimes.get(status);
  if (byStatus === undefined || !complete) return { kind: 'not-kept' };
  const mustRevalidate = ['must-revalidate', 'proxy-revalidate', 's-maxage'].some((name) =>
    directives.has(name),
  );
  const toleranceMs = (name: string) => (mustRevalidate ? 0 : (directives.get(name) ?? 0) * 1000);
  return {
    kind: 'kept',
    lifetimeMs: maxAge === undefined ? byStatus : maxAge * 1000,
    staleWhileRevalidateMs: toleranceMs('stale-while-revalidate'),
    staleIfErrorMs: toleranceMs('stale-if-error'),
  };
}

/** Names with their seconds; NaN never comes out, undefined where a directive has no number. */
function readDirectives(cacheControl: string): ReadonlyMap<string, number | undefined> {
  const parts = cacheControl.toLowerCase().split(',');
  return new Map(
    parts.map((part) => {
      const [name = '', value = ''] = part.trim().split('=');
      return [name, /^"?\d+"?$/.test(value) ? Number(value.replaceAll('"', '')) : undefined];
    }),
  );
}
