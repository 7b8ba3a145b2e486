import type { PurgeRequest } from '../cloudflare/request.ts';
import { urlOf } from '../inputs/items.ts';
import { isInZone } from '../purge/targets.ts';

/** Gives those of a fixed set of URLs that a request plainly covers; of tags, nobody can tell. */
export type FindCovered = (request: PurgeRequest) => readonly string[];

/**
 * Indexes URLs once, so that a list of a million items takes one look for each item, however many
 * URLs there are.
 */
export function indexUrls(urls: Iterable<string>): FindCovered {
  const known = new Set(urls);
  const pages = [...known].map((url) => ({ url, parsed: new URL(url) }));
  const byHost = Map.groupBy(pages, ({ parsed }) => parsed.hostname);
  const sorted = pages
    .map(({ url, parsed }) => ({ url, key: parsed.hostname + parsed.pathname }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));

  const namedBy = ({ content }: PurgeRequest): string[] => {
    switch (content.kind) {
      case 'everything':
        return [...known];
      case 'urls':
        return Array.from(content.items, urlOf).filter((url) => known.has(url));
      case 'hosts':
        return [...content.items].flatMap((host) =>
          (byHost.get(host.toLowerCase()) ?? []).map(({ url }) => url),
        );
      case 'prefixes':
        return [...content.items].flatMap((prefix) => startingWith(toKey(prefix), sorted));
      case 'tags':
        return [];
    }
  };
  return (request) => {
    const { name } = request.zone;
    const named = namedBy(request);
    return name === undefined
      ? named
      : named.filter((url) => isInZone(new URL(url).hostname, name));
  };
}

/** Hosts ignore case, and a prefix has them as the workflow spells them. */
function toKey(prefix: string): string {
  const slash = prefix.indexOf('/');
  return slash < 0
    ? `${prefix.toLowerCase()}/`
    : prefix.slice(0, slash).toLowerCase() + prefix.slice(slash);
}

function startingWith(
  prefix: string,
  sorted: readonly { readonly url: string; readonly key: string }[],
): string[] {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.key ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let at = low; sorted[at]?.key.startsWith(prefix); at += 1) found.push(sorted[at]?.url ?? '');
  return found;
}

/** The URLs that a plan plainly leaves out; tags cannot show this. */
export function findLeftOut(urls: Iterable<string>, plan: readonly PurgeRequest[]): string[] {
  const left = new Set(urls);
  if (left.size === 0 || plan.some(({ content }) => content.kind === 'tags')) return [];
  const findCovered = indexUrls(left);
  for (const request of plan) for (const url of findCovered(request)) left.delete(url);
  return [...left];
}
