import type { IncomingHttpHeaders } from 'node:http';
import type { EdgeBehaviour } from './edge-behaviour.ts';
import { type Purge, urlOf } from './purge-endpoint.ts';

/** Where an edge is, and what it stands for. */
export type EdgeAddress = {
  readonly port: number;
  /** What visitors' URLs begin with: `https` behind a TLS front. */
  readonly scheme: 'http' | 'https';
  /** The hosts that it serves; the first is meant by its own address. */
  readonly hosts: readonly [string, ...string[]];
};

const ownNames: readonly string[] = ['127.0.0.1', 'localhost'];

/**
 * The visitor's URL that is meant by a URL: `http://127.0.0.1:PORT/app.js`, in a purge as in a visit,
 * stands for `http://www.example.com/app.js`. Undefined where it is no URL.
 */
export function toVisitorUrl(url: string, address: EdgeAddress): URL | undefined {
  const parsed = URL.parse(url);
  if (parsed === null) return undefined;
  if (parsed.port === String(address.port)) {
    // In this order: `https` with the port of `http` would lose it.
    parsed.port = '';
    parsed.protocol = address.scheme;
    parsed.hostname = toVisitorHost(parsed.hostname, address);
  }
  return parsed;
}

/** The same for a host, as in a purge by host or prefix, which know no ports. */
export function toVisitorHost(host: string, { hosts }: EdgeAddress): string {
  const lowerCase = host.toLowerCase();
  return ownNames.includes(lowerCase) ? hosts[0] : lowerCase;
}

/**
 * The cache key: the whole URL, with the values of the headers that a custom cache key adds. A purge
 * has to name those as well, or it is of another key.
 * https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-single-file/
 */
export function cacheKey(
  url: URL,
  headers: Readonly<IncomingHttpHeaders>,
  keyHeaders: readonly string[],
): string {
  const values = keyHeaders.map((name) => `${name}: ${String(headers[name] ?? '')}`);
  return [url.href, ...values].join('\n');
}

/** What Cloudflare adds to a visitor's request before it makes a key of it. */
export function addVisitorHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const agent = headers['user-agent'] ?? '';
  const device = /ipad|tablet/i.test(agent) ? 'tablet' : /mobi/i.test(agent) ? 'mobile' : 'desktop';
  return { 'cf-device-type': device, 'cf-ipcountry': 'DE', ...headers };
}

/** Names in lower case, as a visitor's request has them. */
function lowerNames(headers: Readonly<Record<string, string>>): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

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
  { keyHeaders }: Pick<EdgeBehaviour, 'keyHeaders'>,
  address: EdgeAddress,
): PurgeScope {
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
