import type { ReportFault } from '../inputs/input-faults.ts';
import { type ItemLists, noItems, type UrlItem, urlOf } from '../inputs/items.ts';
import type { NamedZone } from './zone-look-up.ts';

/** The host of a URL or a prefix, in lower case. Both were checked when they were read. */
function hostOfUrl(item: UrlItem): string {
  return new URL(urlOf(item)).hostname;
}

function hostOfPrefix(prefix: string): string {
  return (prefix.split('/')[0] ?? '').toLowerCase();
}

/** Whether a host is the zone's name or below it. */
export function isInZone(host: string, zoneName: string): boolean {
  return host === zoneName || host.endsWith(`.${zoneName}`);
}

/** The lists without the URLs, hosts and prefixes of one host. */
export function withoutHost(lists: ItemLists, host: string): ItemLists {
  return {
    ...lists,
    urls: lists.urls.filter((item) => hostOfUrl(item) !== host),
    hosts: lists.hosts.filter((item) => item.toLowerCase() !== host),
    prefixes: lists.prefixes.filter((prefix) => hostOfPrefix(prefix) !== host),
  };
}

/**
 * Parts lists among several zones: tags go to each, every URL, host and prefix to the longest zone
 * name that it belongs to. An item of none is reported and left out.
 */
export function routeItems(
  lists: ItemLists,
  zones: readonly NamedZone[],
  report: ReportFault,
): Map<string, ItemLists> {
  const longestFirst = [...zones].sort((a, b) => b.name.length - a.name.length);
  const known = zones.map(({ name }) => name).join(', ');
  const route = <T>(
    input: 'urls' | 'hosts' | 'prefixes',
    items: readonly T[],
    hostOf: (item: T) => string,
    textOf: (item: T) => string,
  ): Map<string, T[]> => {
    const routed = new Map<string, T[]>();
    for (const item of items) {
      const host = hostOf(item);
      const zone = longestFirst.find(({ name }) => isInZone(host, name));
      if (zone === undefined) {
        report({ input, item: textOf(item), problem: `is in none of the zones ${known}` });
        continue;
      }
      const list = routed.get(zone.id);
      if (list === undefined) routed.set(zone.id, [item]);
      else list.push(item);
    }
    return routed;
  };
  const urls = route('urls', lists.urls, hostOfUrl, urlOf);
  const hosts = route('hosts', lists.hosts, (host) => host.toLowerCase(), String);
  const prefixes = route('prefixes', lists.prefixes, hostOfPrefix, String);
  return new Map(
    zones.map(({ id }) => [
      id,
      {
        ...noItems,
        urls: urls.get(id) ?? [],
        tags: lists.tags,
        hosts: hosts.get(id) ?? [],
        prefixes: prefixes.get(id) ?? [],
      },
    ]),
  );
}

/** Items outside the one zone that is given by name: Cloudflare judges them, but they are unusual. */
export function findItemsOutside(lists: ItemLists, zoneName: string): string[] {
  return [
    ...lists.urls.filter((item) => !isInZone(hostOfUrl(item), zoneName)).map(urlOf),
    ...lists.hosts.filter((host) => !isInZone(host.toLowerCase(), zoneName)),
    ...lists.prefixes.filter((prefix) => !isInZone(hostOfPrefix(prefix), zoneName)),
  ];
}
