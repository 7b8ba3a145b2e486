/** One piece of a list, still unchecked, with the place where it stands. */
export interface ListEntry {
  readonly value: unknown;
  readonly unit: 'line' | 'item';
  /** Of the line or item, from 1. */
  readonly number: number;
}

/** Whether a comma parts items (it cannot stand in a tag, host or prefix) or may be part of one. */
export type CommaRule = 'separates' | 'may stand in a URL';

/** A comma ends a URL before a new URL and at the end; it is legal inside one. */
const commaBetweenUrls = /,(?=https?:\/\/|$)/i;

/** Text that ends nowhere, which would be held as a whole. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError';
}

/**
 * Characters in a line, or in a JSON array: two million URLs of usual length. V8's longest string has
 * four times as many.
 */
const longestText = 128 * 1024 * 1024;

/**
 * Parts the text of a list into its items, piece by piece, so that a list of a million is never held
 * as text. Text that starts with `[` is a JSON array; otherwise items are parted by white space and
 * commas, and lines that start with `#` are comments.
 */
export class ListSplitter {
  readonly #commas: CommaRule;
  #form: 'unknown' | 'JSON' | 'lines' = 'unknown';
  /** Text that may go on in the next piece: all of it for JSON, else the line that has no end yet. */
  #rest: string[] = [];
  #restLength = 0;
  #lineNumber = 0;
  /** Lines that start with `#`. */
  comments = 0;
  #hasComma = false;
  /** The first text between commas that has spaces in it. */
  #spaced: string | undefined;

  constructor(commas: CommaRule) {
    this.#commas = commas;
  }

  /** What was most likely meant as one item: `blog post`, in a list with commas. */
  get brokenItem(): string | undefined {
    return this.#hasComma ? this.#spaced : undefined;
  }

  /**
   * Takes the next piece and gives the items of all lines that have ended.
   * @throws TooLongError
   */
  *push(piece: string): Generator<ListEntry> {
    if (this.#form === 'unknown' && piece.trim() !== '') {
      // A byte order mark counts as white space here.
      this.#form = piece.trimStart().startsWith('[') ? 'JSON' : 'lines';
    }
    const end = this.#form === 'JSON' ? -1 : findLastLineEnd(piece);
    if (end < 0) {
      this.#keep(piece);
      return;
    }
    const text = this.#rest.join('') + piece.slice(0, end + 1);
    this.#rest = [];
    this.#restLength = 0;
    this.#keep(piece.slice(end + 1));
    yield* this.#splitLines(text, false);
  }

  /**
   * Gives what is left after the last piece.
   * @throws SyntaxError where the text starts as a JSON array and is none.
   */
  *end(): Generator<ListEntry> {
    const text = this.#rest.join('');
    this.#rest = [];
    if (this.#form === 'JSON') yield* splitJsonArray(text);
    else yield* this.#splitLines(text, true);
  }

  #keep(text: string): void {
    this.#restLength += text.length;
    if (this.#restLength > longestText) {
      const what = this.#form === 'JSON' ? 'is a JSON array' : 'has a line';
      throw new TooLongError(`${what} of more than 128 MiB`);
    }
    this.#rest.push(text);
  }

  *#splitLines(text: string, isEnd: boolean): Generator<ListEntry> {
    for (const line of linesOf(text, isEnd)) {
      this.#lineNumber += 1;
      if (line.trimStart().startsWith('#')) {
        this.comments += 1;
        continue;
      }
      for (const value of this.#splitLine(line)) {
        if (value !== '') yield { value, unit: 'line', number: this.#lineNumber };
      }
    }
  }

  #splitLine(line: string): readonly string[] {
    // Most lines of a long list hold one item.
    if (!/[\s,]/.test(line)) return [line];
    if (this.#commas !== 'separates') return splitUrls(line);
    this.#hasComma ||= line.includes(',');
    this.#spaced ??= line
      .split(',')
      .map((part) => part.trim())
      .find((part) => /\s/.test(part));
    return line.split(/[\s,]+/);
  }
}

/** Where the last line of a piece ends; a line break of two characters may be parted by its end. */
function findLastLineEnd(piece: string): number {
  const returned = piece.length < 2 ? -1 : piece.lastIndexOf('\r', piece.length - 2);
  return Math.max(piece.lastIndexOf('\n'), returned);
}

function* splitJsonArray(text: string): Generator<ListEntry> {
  // trimStart takes a byte order mark away, which JSON does not allow.
  const values: unknown = JSON.parse(text.trimStart());
  if (!Array.isArray(values)) throw new SyntaxError('not an array');
  for (const [index, value] of values.entries()) {
    yield { value, unit: 'item', number: index + 1 };
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

/** The lines of a text; what stands after the last line break is one only at the end. */
export function* linesOf(text: string, isEnd = true): Generator<string> {
  const lines = text.split(/\r\n?|\n/);
  yield* isEnd ? lines : lines.slice(0, -1);
}
