import type { PurgeRequest, Zone } from '../cloudflare/request.ts';
import { type UrlItem, urlOf } from '../inputs/items.ts';
import { countOf } from '../text.ts';

/** A zone by its name where it is known, else by its ID. */
export function nameZone({ id, name }: Zone): string {
  return name ?? id;
}

/** Zone, and environment where there is one. */
export function nameScope({ zone, environment }: PurgeRequest): string {
  return environment === undefined
    ? nameZone(zone)
    : `${nameZone(zone)}, environment ${environment.name ?? environment.id}`;
}

/** An item as people read it: a URL with its headers behind it. */
export function nameItem(item: UrlItem): string {
  if (typeof item === 'string') return item;
  const headers = Object.entries(item.headers).map(([name, value]) => `${name}: ${value}`);
  return `${urlOf(item)} (${headers.join('; ')})`;
}

const singulars = { urls: 'URL', tags: 'tag', hosts: 'host', prefixes: 'prefix' } as const;
const plurals = { urls: 'URLs', tags: 'tags', hosts: 'hosts', prefixes: 'prefixes' } as const;

/** `3 hosts`, `everything` */
export function nameAmount(kind: PurgeRequest['content']['kind'], count: number): string {
  return kind === 'everything' ? 'everything' : countOf(count, singulars[kind], plurals[kind]);
}

/** The items of a request as people read them. */
export function nameItems({ content }: PurgeRequest): string[] {
  return content.kind === 'everything'
    ? ['everything']
    : Array.from<UrlItem, string>(content.items, nameItem);
}
