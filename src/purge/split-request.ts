import type { PurgeContent, PurgeRequest } from '../cloudflare/purge-request.ts';
import type { ItemList } from '../inputs/items.ts';

/**
 * Cuts a list into batches of at most `size` items, in order. Parts of a list that are no larger
 * stay as they are: cutting a million items makes no copy of them.
 */
export function cutIntoBatches<T>(items: ItemList<T>, size: number): ItemList<T>[] {
  if (items.parts !== undefined) return items.parts.flatMap((part) => cutIntoBatches(part, size));
  if (items.length <= size) return items.length === 0 ? [] : [items];
  const all = [...items];
  const batches: ItemList<T>[] = [];
  for (let start = 0; start < all.length; start += size) {
    batches.push(all.slice(start, start + size));
  }
  return batches;
}

/** Cuts the content of a request into contents of at most `size` items each. */
export function cutContent(content: PurgeContent, size: number): PurgeContent[] {
  if (content.kind === 'everything') return [content];
  // Said twice, since only so does the compiler know which items belong to which kind.
  return content.kind === 'urls'
    ? cutIntoBatches(content.items, size).map((items) => ({ kind: content.kind, items }))
    : cutIntoBatches(content.items, size).map((items) => ({ kind: content.kind, items }));
}

/** The same request in parts of at most `size` items. */
export function splitRequest(request: PurgeRequest, size: number): PurgeRequest[] {
  return cutContent(request.content, size).map((content) => ({ ...request, content }));
}

/** The same request in two: the items at the given places, and all others. */
export function separateItems(
  request: PurgeRequest,
  places: ReadonlySet<number>,
): { readonly taken: PurgeRequest; readonly left: PurgeRequest } {
  return {
    taken: { ...request, content: filterContent(request.content, (index) => places.has(index)) },
    left: { ...request, content: filterContent(request.content, (index) => !places.has(index)) },
  };
}

function filterContent(content: PurgeContent, keep: (index: number) => boolean): PurgeContent {
  if (content.kind === 'everything') return content;
  return content.kind === 'urls'
    ? { kind: content.kind, items: [...content.items].filter((_, index) => keep(index)) }
    : { kind: content.kind, items: [...content.items].filter((_, index) => keep(index)) };
}
