/** What one purge names; a whole zone is no item. */
export const itemKinds = ['urls', 'tags', 'hosts', 'prefixes'] as const;

export type ItemKind = (typeof itemKinds)[number];

/** A URL whose cache key depends on request headers. */
export interface UrlWithHeaders {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A URL as Cloudflare takes it. A bare string where there are no headers: a list may have a million. */
export type UrlItem = string | UrlWithHeaders;

/** Items in order, as an array has them, or in less memory. */
export interface ItemList<T> extends Iterable<T> {
  readonly length: number;
  /** The same items in lists of their own, where the list is held in parts. */
  readonly parts?: readonly ItemList<T>[];
}

export interface ItemLists {
  readonly urls: ItemList<UrlItem>;
  readonly tags: ItemList<string>;
  readonly hosts: ItemList<string>;
  readonly prefixes: ItemList<string>;
}

/** What to purge. Everything together with a list cannot be written. */
export type Selection =
  | { readonly kind: 'everything' }
  | { readonly kind: 'items'; readonly lists: ItemLists };

export const noItems: ItemLists = { urls: [], tags: [], hosts: [], prefixes: [] };

/** How many items there are in all lists. */
export function countItems(lists: ItemLists): number {
  return itemKinds.reduce((sum, kind) => sum + lists[kind].length, 0);
}

/** The URL of an item, with or without headers. */
export function urlOf(item: UrlItem): string {
  return typeof item === 'string' ? item : item.url;
}
