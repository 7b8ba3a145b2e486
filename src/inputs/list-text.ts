/** One piece of a list, still unchecked, with the place where it stands. */
export interface ListEntry {
  readonly value: unknown;
  readonly place: string;
}

/** Whether a comma parts items (it cannot stand in a tag, host or prefix) or may be part of one. */
export type CommaRule = 'separates' | 'may stand in a URL';

const byteOrderMark = '\uFEFF';

/** A comma ends a URL before a new URL and at the end; it is legal inside one. */
const commaBetweenUrls = /,(?=https?:\/\/|$)/i;

/**
 * Parts the text of a list into its items. Text that starts with `[` is a JSON array; otherwise
 * items are parted by white space and commas, and lines that start with `#` are comments.
 * @throws SyntaxError where the text starts as a JSON array and is none.
 */
export function* splitList(text: string, commas: CommaRule): Generator<ListEntry> {
  const plain = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  if (plain.trimStart().startsWith('[')) yield* splitJsonArray(plain);
  else yield* splitLines(plain, commas);
}

function* splitJsonArray(text: string): Generator<ListEntry> {
  const values: unknown = JSON.parse(text);
  if (!Array.isArray(values)) throw new SyntaxError('not an array');
  for (const [index, value] of values.entries()) {
    yield { value, place: `item ${index + 1}` };
  }
}

function* splitLines(text: string, commas: CommaRule): Generator<ListEntry> {
  let number = 0;
  for (const line of linesOf(text)) {
    number += 1;
    if (line.trimStart().startsWith('#')) continue;
    for (const value of commas === 'separates' ? line.split(/[\s,]+/) : splitUrls(line)) {
      if (value !== '') yield { value, place: `line ${number}` };
    }
  }
}

function splitUrls(line: string): string[] {
  const pieces = line.split(/\s+/).flatMap((piece) => piece.split(commaBetweenUrls));
  return pieces.map(trimCommas);
}

/** A loop, since a pattern would take quadratic time on a line of many commas. */
function trimCommas(text: string): string {
  let start = 0;
  let end = text.length;
  while (text[start] === ',') start += 1;
  while (end > start && text[end - 1] === ',') end -= 1;
  return text.slice(start, end);
}

/** A generator, so that a file of a million lines is never held a second time as an array. */
export function* linesOf(text: string): Generator<string> {
  const lineBreak = /\r\n?|\n/g;
  let start = 0;
  for (const match of text.matchAll(lineBreak)) {
    yield text.slice(start, match.index);
    start = match.index + match[0].length;
  }
  yield text.slice(start);
}
