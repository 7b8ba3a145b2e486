import { type UrlItem, urlOf } from '../inputs/items.ts';
import type { ApiError } from './failures.ts';
import type { PurgeContent } from './request.ts';

/**
 * Finds the items of a request that the errors of a response name, by their places: by a pointer such
 * as `/files/3`, or by the whole item in a message. Each place has the first error that names it.
 * Takes time in proportion to the messages: something else than Cloudflare may have written them.
 */
export function findNamedItems(
  content: PurgeContent,
  errors: readonly ApiError[],
): Map<number, ApiError> {
  const named = new Map<number, ApiError>();
  if (content.kind === 'everything') return named;
  const { kind } = content;
  // Cloudflare compares hosts and tags ignoring case.
  const keyOf = (text: string): string =>
    kind === 'hosts' || kind === 'tags' ? text.toLowerCase() : text;
  const items = Array.from<UrlItem, string>(content.items, urlOf);
  const places = Map.groupBy(items.keys(), (place) => keyOf(items[place] ?? ''));
  const find = (text: string): readonly number[] => places.get(keyOf(text)) ?? [];
  for (const error of errors) {
    const pointed = /^\/[a-z]+\/(\d+)(?:\/|$)/.exec(error.pointer ?? '')?.[1];
    const found =
      pointed === undefined ? findInMessage(error.message, find, kind) : [Number(pointed)];
    for (const place of found) {
      if (place < items.length && !named.has(place)) named.set(place, error);
    }
  }
  return named;
}

/**
 * URLs, hosts and prefixes are named as a word. Tags may be words of Cloudflare's sentences (`zone`,
 * `files`), so they only count in quotes or alone.
 */
function* findInMessage(
  message: string,
  find: (text: string) => readonly number[],
  kind: PurgeContent['kind'],
): Iterable<number> {
  if (kind !== 'tags') {
    for (const word of message.split(/\s+/)) yield* findWord(word, find);
    return;
  }
  for (const quote of ["'", '"', '`']) {
    for (const text of message.split(quote).slice(1, -1)) yield* find(text);
  }
  for (const text of listWhatIsAlone(message)) yield* find(text);
}

/** `blog`, `Unable to purge blog`, `Invalid tags: blog, news`. */
function listWhatIsAlone(message: string): string[] {
  const said = message.replace(/^unable to purge /i, '').replace(/\.$/, '');
  const afterColon = said.slice(said.lastIndexOf(': ') + 1).trim();
  const all = afterColon.split(', ');
  return all.some((text) => text.includes(' ')) ? [] : all;
}

/** A word may end with punctuation that is not part of the item. */
function findWord(word: string, find: (text: string) => readonly number[]): readonly number[] {
  const text = word.replace(/^["'`([{<]+/, '');
  for (let end = text.length; end >= text.length - 3; end -= 1) {
    const found = find(text.slice(0, end));
    if (found.length > 0) return found;
    if (!/[\s"'`>)\]},.;:!?]/.test(text.charAt(end - 1))) break;
  }
  return [];
}
