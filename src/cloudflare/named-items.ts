import { urlOf } from '../inputs/items.ts';
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
  const texts = content.items.map((item) => urlOf(item));
  return texts.flatMap((text, index) => {
    const error = errors.find(
      ({ pointer, message }) => pointsTo(pointer, index) || namesWhole(message, text),
    );
    return error === undefined ? [] : [{ index, error }];
  });
}

function pointsTo(pointer: string | undefined, index: number): boolean {
  return pointer !== undefined && new RegExp(`^/[a-z]+/${index}(?:/|$)`).test(pointer);
}

const before = /[\s"'`([{<,;:=]$/;
const after = /^(?:[\s"'`)\]}>,;]|[.:!?](?:\s|$)|$)/;

function namesWhole(message: string, text: string): boolean {
  for (let at = message.indexOf(text); at >= 0; at = message.indexOf(text, at + 1)) {
    const starts = at === 0 || before.test(message.slice(at - 1, at));
    if (starts && after.test(message.slice(at + text.length, at + text.length + 2))) return true;
  }
  return false;
}
