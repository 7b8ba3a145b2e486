import type { PurgeContent } from '../cloudflare/request.ts';
import { urlOf } from '../inputs/items.ts';
import type { RequestOutcome } from '../purge/outcome.ts';
import { isInZone } from '../purge/targets.ts';

/**
 * When the request was sent that covered a URL, on the clock's scale: the last one that names it, its
 * host or a prefix of it. Tags do not tell which URLs they cover: then the first request counts.
 * @returns undefined where nothing was accepted.
 */
export function findPurgeTime(
  url: string,
  outcomes: readonly RequestOutcome[],
): number | undefined {
  const accepted = outcomes.filter(({ result }) => result.kind === 'accepted');
  const target = new URL(url);
  const covering = accepted.filter(
    ({ request: { zone, content } }) =>
      (zone.name === undefined || isInZone(target.hostname, zone.name)) && covers(content, target),
  );
  const times = (covering.length > 0 ? covering : accepted).flatMap(({ sentAt }) => sentAt ?? []);
  if (times.length === 0) return undefined;
  return covering.length > 0 ? Math.max(...times) : Math.min(...times);
}

function covers(content: PurgeContent, url: URL): boolean {
  switch (content.kind) {
    case 'everything':
      return true;
    case 'urls':
      return [...content.items].some((item) => urlOf(item) === url.href);
    case 'hosts':
      return [...content.items].some((host) => host.toLowerCase() === url.hostname);
    case 'prefixes':
      return [...content.items].some((prefix) => hasPrefix(url, prefix));
    case 'tags':
      return false;
  }
}

/** Hosts have no case, and stand in prefixes as the workflow spells them. */
function hasPrefix({ hostname, pathname }: URL, prefix: string): boolean {
  const slash = prefix.indexOf('/');
  const host = slash < 0 ? prefix : prefix.slice(0, slash);
  return hostname === host.toLowerCase() && pathname.startsWith(prefix.slice(host.length));
}
