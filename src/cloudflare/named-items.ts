import { type UrlItem, urlOf } from '../inputs/items.ts';
import type { ApiError } from './envelope.ts';
import type { PurgeContent } from './purge-request.ts';

/** An item that an error of the API names, by its place in the request. */
export interface NamedItem {
  readonly index: number;
  readonly error: ApiError;
}

/**
 * Finds the items of a request that the errors of an answer name: by a pointer such as `/files/3`,
 * or by standing whole in a message. `a.css` is not named where the message says `a.css.map`.
 */
export function findNamedItems(content: PurgeContent, errors: readonly ApiError[]): NamedItem[] {
  if (content.kind === 'everything') return [];
  const texts = Array.from<UrlItem, string>(content.items, urlOf);
  const named = new Map<number, ApiError>();
  for (const error of errors) {
    const pointed = /^\/[a-z]+\/(\d+)(?:\/|$)/.exec(error.pointer ?? '')?.[1];
    const indexes = pointed === undefined ? findInMessage(error.message, texts) : [Number(pointed)];
    for (const index of indexes) {
      if (index < texts.length && !named.has(index)) named.set(index, error);
    }
  }
  return [...named]
    .map(([index, error]) => ({ index, error }))
    .sort((one, other) => one.index - other.index);
}

/** Ends the errors of an answer that accepted a part of a request. */
const trailerCode = 1016;

/**
 * Whether the errors of an answer tell for certain which items were refused, so that all others were
 * accepted: each names an item, and the documented trailer ends them. Anything less may mean more.
 * @see https://developers.cloudflare.com/api/resources/cache/methods/purge/
 */
export function tellsAllRefused(content: PurgeContent, errors: readonly ApiError[]): boolean {
  const telling = errors.filter(({ code }) => code !== trailerCode);
  return (
    telling.length > 0 &&
    telling.length < errors.length &&
    telling.every((error) => findNamedItems(content, [error]).length > 0)
  );
}

/** What may stand right before and after a whole item. A comma or bracket may also go on in a URL. */
const before = /(?:^|[\s"'`([{<,;:=])$/;
const after = /^(?:$|[\s"`>\]}]|[.,:;!?')]+(?:$|[\s"`>\]}]))/;

interface Place {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

function findInMessage(message: string, texts: readonly string[]): number[] {
  const places = texts.flatMap((text, index) => findWhole(message, text, index));
  const inside = (one: Place, other: Place): boolean =>
    other.start <= one.start &&
    one.end <= other.end &&
    other.end - other.start > one.end - one.start;
  return places
    .filter((place) => !places.some((other) => inside(place, other)))
    .map(({ index }) => index);
}

function findWhole(message: string, text: string, index: number): Place[] {
  const places: Place[] = [];
  for (let start = message.indexOf(text); start >= 0; start = message.indexOf(text, start + 1)) {
    const end = start + text.length;
    if (before.test(message.slice(0, start).slice(-1)) && after.test(message.slice(end, end + 8))) {
      places.push({ index, start, end });
    }
  }
  return places;
}
