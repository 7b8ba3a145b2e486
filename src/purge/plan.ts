import { mostItemsPerRequest } from '../cloudflare/limits.ts';
import type { PurgeContent, PurgeRequest, Zone, ZoneEnvironment } from '../cloudflare/request.ts';
import { type ItemList, itemKinds, type Selection } from '../inputs/items.ts';
import type { Method } from '../inputs/settings.ts';

/** What is purged in one zone. */
export interface ZoneTarget {
  readonly zone: Zone;
  readonly environment?: ZoneEnvironment;
  readonly selection: Selection;
}

/** All requests of a purge, in the order of zones, kinds and items. Nothing is lost, none too large. */
export function planRequests(targets: readonly ZoneTarget[], method: Method): PurgeRequest[] {
  return targets.flatMap(({ zone, environment, selection }) =>
    contentsOf(selection).map((content) => ({
      zone,
      ...(environment === undefined ? {} : { environment }),
      method,
      content,
    })),
  );
}

function contentsOf(selection: Selection): PurgeContent[] {
  if (selection.kind === 'everything') return [{ kind: 'everything' }];
  const { lists } = selection;
  return itemKinds.flatMap((kind) => {
    const content: PurgeContent =
      kind === 'urls' ? { kind, items: lists.urls } : { kind, items: lists[kind] };
    return splitContent(content, mostItemsPerRequest[kind]);
  });
}

/** The same request in parts of at most `size` items. */
export function splitRequest(request: PurgeRequest, size: number): PurgeRequest[] {
  return splitContent(request.content, size).map((content) => ({ ...request, content }));
}

/** The same request with those items only whose places are to be kept. */
export function filterRequest(
  request: PurgeRequest,
  keep: (place: number) => boolean,
): PurgeRequest {
  const { content } = request;
  if (content.kind === 'everything') return request;
  // Written twice, since only so does the compiler know which items belong to which kind.
  return content.kind === 'urls'
    ? { ...request, content: { kind: content.kind, items: filterItems(content.items, keep) } }
    : { ...request, content: { kind: content.kind, items: filterItems(content.items, keep) } };
}

function splitContent(content: PurgeContent, size: number): PurgeContent[] {
  if (content.kind === 'everything') return [content];
  return content.kind === 'urls'
    ? splitItems(content.items, size).map((items) => ({ kind: content.kind, items }))
    : splitItems(content.items, size).map((items) => ({ kind: content.kind, items }));
}

/** Parts of a list that are not too large stay as they are: a million items are not copied. */
function splitItems<T>(items: ItemList<T>, size: number): ItemList<T>[] {
  if (items.parts !== undefined) return items.parts.flatMap((part) => splitItems(part, size));
  if (items.length <= size) return items.length === 0 ? [] : [items];
  const all = [...items];
  const batches: ItemList<T>[] = [];
  for (let start = 0; start < all.length; start += size) {
    batches.push(all.slice(start, start + size));
  }
  return batches;
}

function filterItems<T>(items: ItemList<T>, keep: (place: number) => boolean): T[] {
  return [...items].filter((_, place) => keep(place));
}
