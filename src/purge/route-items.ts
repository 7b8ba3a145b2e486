import type { ReportFault } from '../inputs/input-faults.ts';
import { type ItemList, type ItemLists, noItems, type UrlItem, urlOf } from '../inputs/items.ts';
import { ListPacker } from '../inputs/packed-list.ts';
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
    urls: [...lists.urls].filter((item) => hostOfUrl(item) !== host),
    hosts: [...lists.hosts].filter((item) => item.toLowerCase() !== host),
    prefixes: [...lists.prefixes].filter((prefix) => hostOfPrefix(prefix) !== host),
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
  const route = <T extends UrlItem>(
    input: 'urls' | 'hosts' | 'prefixes',
    items: ItemList<T>,
    hostOf: (item: T) => string,
    textOf: (item: T) => string,
  ): Map<string, ItemList<T>> => {
    const routed = new Map<string, ListPacker<T>>();
    for (const item of items) {
      const host = hostOf(item);
      const zone = longestFirst.find(({ name }) => isInZone(host, name));
      if (zone === undefined) {
        report({ input, item: textOf(item), problem: `is in none of the zones ${known}` });
        continue;
      }
      const list = routed.get(zone.id) ?? new ListPacker();
      routed.set(zone.id, list);
      list.add(item);
    }
    return new Map([...routed].map(([id, list]) => [id, list.toList()]));
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
  const outside: string[] = [];
  const look = (host: string, item: string): void => {
    if (!isInZone(host, zoneName)) outside.push(item);
  };
  for (const item of lists.urls) look(hostOfUrl(item), urlOf(item));
  for (const host of lists.hosts) look(host.toLowerCase(), host);
  for (const prefix of lists.prefixes) look(hostOfPrefix(prefix), prefix);
  return outside;
}
