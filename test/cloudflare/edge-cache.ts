import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { EdgeBehaviour } from './edge-behaviour.ts';
import { cacheKey, type EdgeAddress } from './edge-cache-key.ts';
import { isEligible, readCachePolicy } from './edge-cache-policy.ts';
import {
  ageOf,
  type CachedReply,
  isFresh,
  keepReply,
  staleForMs,
  validatorsOf,
} from './edge-cached-reply.ts';
import type { OriginAnswer } from './edge-origin-fetch.ts';
import { type PurgeScope, readPurgeScope } from './edge-purge.ts';
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
