import type { PurgeContent, PurgeRequest } from '../../src/cloudflare/request.ts';
import type { UrlItem } from '../../src/inputs/items.ts';

/** A purge request of a zone. */
export function requestFor(content: PurgeContent, zone = 'zone-1'): PurgeRequest {
  return { zone: { id: zone }, method: 'purge', content };
}

/** A request with so many tags; no two tags of one plan are equal where the prefixes differ. */
export function tagRequest(count: number, prefix = 't', zone = 'zone-1'): PurgeRequest {
  const items = Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
  return requestFor({ kind: 'tags', items }, zone);
}

/** The items of a request as text; everything of a zone counts as one. */
export function itemsOf({ zone, content }: PurgeRequest): string[] {
  if (content.kind === 'everything') return [`everything of ${zone.id}`];
  return Array.from<UrlItem, string>(content.items, (item) =>
    typeof item === 'string' ? item : JSON.stringify(item),
  );
}
