import type { Method } from '../inputs/inputs.ts';
import type { ItemKind, UrlItem } from '../inputs/items.ts';
import type { ApiRequest } from './client.ts';

/** A zone with its ID; the name is there where it was looked up. */
export interface Zone {
  readonly id: string;
  readonly name?: string;
}

/**
 * A Zone Versioning environment. Production has no path of its own: it is purged through the zone.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-zone-versions/
 */
export type ZoneEnvironment =
  | { readonly id: string; readonly name?: string }
  | { readonly id?: never; readonly name: 'Production' };

/** What one request purges: exactly one kind, as the API demands. */
export type PurgeContent =
  | { readonly kind: 'everything' }
  | { readonly kind: 'urls'; readonly items: readonly UrlItem[] }
  | { readonly kind: 'tags' | 'hosts' | 'prefixes'; readonly items: readonly string[] };

/** One request to purge. */
export interface PurgeRequest {
  readonly zone: Zone;
  readonly environment?: ZoneEnvironment;
  readonly method: Method;
  readonly content: PurgeContent;
}

/**
 * Items that one request may hold. Enterprise's 500 URLs bring nothing, since URLs are limited by
 * URL and not by request, and no plan has to be named this way.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/#availability-and-limits (2026-09-29)
 */
export const mostItemsPerRequest: Readonly<Record<ItemKind, number>> = {
  urls: 100,
  tags: 100,
  hosts: 100,
  prefixes: 100,
};

/** How many items a request stands for; everything of a zone counts as one. */
export function countRequestItems({ content }: PurgeRequest): number {
  return content.kind === 'everything' ? 1 : content.items.length;
}

/**
 * Writes a purge request as the API takes it.
 * @see https://developers.cloudflare.com/api/resources/cache/methods/purge/
 */
export function toApiRequest({ zone, environment, method, content }: PurgeRequest): ApiRequest {
  const id = environment?.id;
  const scope = id === undefined ? '' : `/environments/${id}`;
  return {
    method: 'POST',
    path: `/zones/${zone.id}${scope}/${method === 'purge' ? 'purge_cache' : 'invalidate_cache'}`,
    body: toBody(content),
  };
}

function toBody(content: PurgeContent): object {
  if (content.kind === 'everything') return { purge_everything: true };
  if (content.kind !== 'urls') return { [content.kind]: content.items };
  const { items } = content;
  // The API's word for URLs is `files`. Strings and objects are two forms of it, never mixed.
  const haveHeaders = items.some((item) => typeof item !== 'string');
  return {
    files: haveHeaders
      ? items.map((item) => (typeof item === 'string' ? { url: item } : item))
      : items,
  };
}
