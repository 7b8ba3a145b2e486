import {
  mostItemsPerRequest,
  type PurgeContent,
  type PurgeRequest,
  type Zone,
  type ZoneEnvironment,
} from '../cloudflare/request.ts';
import type { Method } from '../inputs/inputs.ts';
import { itemKinds, type Selection } from '../inputs/items.ts';

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

function splitItems<T>(items: readonly T[], size: number): (readonly T[])[] {
  const batches: (readonly T[])[] = [];
  for (let start = 0; start < items.length; start += size) {
    batches.push(items.slice(start, start + size));
  }
  return batches;
}

function filterItems<T>(items: readonly T[], keep: (place: number) => boolean): T[] {
  return items.filter((_, place) => keep(place));
}
