import type { ItemList, UrlItem } from '../inputs/items.ts';
import type { Method } from '../inputs/settings.ts';
import type { ApiRequest } from './client.ts';

/** A zone with its ID; the name is there where it was looked up. */
export interface Zone {
  readonly id: string;
  readonly name?: string;
}

/** A Zone Versioning environment with its ID. */
export interface ZoneEnvironment {
  readonly id: string;
  readonly name?: string;
}

/** What one request purges: exactly one kind, as the API demands. */
export type PurgeContent =
  | { readonly kind: 'everything' }
  | { readonly kind: 'urls'; readonly items: ItemList<UrlItem> }
  | { readonly kind: 'tags' | 'hosts' | 'prefixes'; readonly items: ItemList<string> };

/** One request to purge. */
export interface PurgeRequest {
  readonly zone: Zone;
  readonly environment?: ZoneEnvironment;
  readonly method: Method;
  readonly content: PurgeContent;
}

/** How many items a request stands for; everything of a zone counts as one. */
export function countRequestItems({ content }: PurgeRequest): number {
  return content.kind === 'everything' ? 1 : content.items.length;
}

/**
 * Writes a purge request as the API takes it.
 * @see https://developers.cloudflare.com/api/resources/cache/methods/purge/
 */
export function toApiRequest({ zone, environment, method, content }: PurgeRequest): ApiRequest {
  const scope = environment === undefined ? '' : `/environments/${environment.id}`;
  return {
    method: 'POST',
    path: `/zones/${zone.id}${scope}/${method === 'purge' ? 'purge_cache' : 'invalidate_cache'}`,
    body: toBody(content),
  };
}

function toBody(content: PurgeContent): object {
  if (content.kind === 'everything') return { purge_everything: true };
  // The API's word for URLs is `files`.
  const items = [...content.items];
  return content.kind === 'urls' ? { files: items } : { [content.kind]: items };
}
