import type { EdgeBehaviour } from './edge-behaviour.ts';
import {
  cacheKey,
  type EdgeAddress,
  lowerNames,
  toVisitorHost,
  toVisitorUrl,
} from './edge-cache-key.ts';
import type { Purge } from './purge-endpoint.ts';
import { urlOf } from './purge-items.ts';

/** What a purge looks at. */
export type PurgeCandidate = {
  readonly key: string;
  readonly url: URL;
  /** In lower case. */
  readonly tags: readonly string[];
};

/** Tells of one cached reply whether a purge covers it. */
export type PurgeScope = (candidate: PurgeCandidate) => boolean;

/** What a purge covers in this cache. https://developers.cloudflare.com/cache/how-to/purge-cache/ */
export function readPurgeScope(
  purge: Purge,
  behaviour: Pick<EdgeBehaviour, 'keyHeaders' | 'zoneIds' | 'environmentId'>,
  address: EdgeAddress,
): PurgeScope {
  const { zoneIds, environmentId, keyHeaders } = behaviour;
  const elsewhere =
    zoneIds?.includes(purge.zoneId) === false ||
    (purge.environmentId !== undefined && purge.environmentId !== environmentId);
  if (elsewhere) return () => false;
  switch (purge.kind) {
    case 'everything':
      return () => true;
    case 'urls': {
      const keys = purge.items.map((item) => {
        const headers = typeof item === 'string' ? {} : (item.headers ?? {});
        const url = toVisitorUrl(urlOf(item), address);
        return url && cacheKey(url, lowerNames(headers), keyHeaders);
      });
      return ({ key }) => keys.includes(key);
    }
    case 'tags': {
      const purged = new Set(purge.items.map((tag) => tag.toLowerCase()));
      return ({ tags }) => tags.some((tag) => purged.has(tag));
    }
    case 'hosts': {
      const hosts = purge.items.map((host) => toVisitorHost(host, address));
      return ({ url }) => hosts.includes(url.hostname);
    }
    case 'prefixes': {
      const prefixes = purge.items.map((prefix) => readPrefix(prefix, address));
      return ({ url }) => prefixes.some((prefix) => prefix(url));
    }
  }
}

/** A path is compared as text: `/bar` covers `/bar`, `/bar/` and `/barn`. */
function readPrefix(prefix: string, address: EdgeAddress): (url: URL) => boolean {
  const slash = prefix.indexOf('/');
  const host = toVisitorHost(slash < 0 ? prefix : prefix.slice(0, slash), address);
  const path = slash < 0 ? '' : prefix.slice(slash);
  return (url) => url.hostname === host && url.pathname.startsWith(path);
}
