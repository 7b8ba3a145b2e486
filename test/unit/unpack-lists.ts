import type { ItemLists, Selection } from '../../src/inputs/items.ts';

/** The same lists as arrays, which tests can compare. */
export function unpackLists({ urls, tags, hosts, prefixes }: ItemLists) {
  return { urls: [...urls], tags: [...tags], hosts: [...hosts], prefixes: [...prefixes] };
}

/** The same selection with arrays. */
export function unpackSelection(selection: Selection): Selection {
  return selection.kind === 'everything'
    ? selection
    : { kind: selection.kind, lists: unpackLists(selection.lists) };
}
