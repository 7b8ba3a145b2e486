import { countOf, inline } from '../text.ts';
import { decodeText, outOfTime } from './files.ts';
import type { ItemRules } from './items.ts';
import { InputProblem, type InputSource, linesOf } from './problem.ts';

/** The items of one input in its order, each once. */
export interface ReadList<T> {
  readonly items: readonly T[];
  readonly repeats: number;
  /** Items with a fault; what cannot be read at all counts as one. */
  readonly faulty: number;
  /** What may be meant in another way, in words that go on after the name of the input. */
  readonly warnings: readonly string[];
}

export const fileForm = 'the path of a text file with the list, relative to the workspace';

type ListReader<T> = (text: string, source: InputSource) => Promise<ReadList<T>>;

/** Makes the reader of an input that is a list. */
export function readListText<T>(rules: ItemRules<T>): ListReader<T> {
  return (text, source) => readPieces(rules, [text], source);
}

/** Makes the reader of an input that may name a file with a list. */
export function readListFile<T>(rules: ItemRules<T>): ListReader<T> {
  return async (path, source) =>
    path === ''
      ? { items: [], repeats: 0, faulty: 0, warnings: [] }
      : readPieces(rules, decodeText(source.readFile(path)), source, path);
}

/** After so many items, signals and timers get their turn: checking a million takes seconds. */
const itemsPerTurn = 10_000;

async function readPieces<T>(
  { kind, form, check, keyOf }: ItemRules<T>,
  pieces: Iterable<string> | AsyncIterable<string>,
  { signal, report }: InputSource,
  path?: string,
): Promise<ReadList<T>> {
  const splitter = new ListSplitter(kind !== 'urls');
  const items: T[] = [];
  const seen = new Set<string>();
  let repeats = 0;
  let faulty = 0;
  const take = ({ value, ...place }: ListEntry): void => {
    try {
      const item = check(value);
      const key = keyOf(item);
      if (seen.has(key)) repeats += 1;
      else items.push(item);
      seen.add(key);
    } catch (error) {
      if (!(error instanceof InputProblem)) throw error;
      faulty += 1;
      const file = path === undefined ? {} : { file: path };
      const item = typeof value === 'string' ? value : describeValue(value);
      report({ place: { ...file, ...place }, item, problem: error.message, accepted: form });
    }
  };
  const takeAll = async (entries: Iterable<ListEntry>): Promise<void> => {
    let untilTurn = itemsPerTurn;
    for (const entry of entries) {
      take(entry);
      untilTurn -= 1;
      if (untilTurn > 0) continue;
      untilTurn = itemsPerTurn;
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new InputProblem(outOfTime, fileForm);
    }
  };
  try {
    for await (const piece of pieces) await takeAll(splitter.push(piece));
    await takeAll(splitter.end());
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
    faulty += 1;
    const item = path === undefined ? {} : { item: path };
    report({ ...item, problem: error.message, accepted: error.accepted ?? fileForm });
  }
  const warnings = kind === 'tags' ? describeSlips(splitter, items.length) : [];
  return { items, repeats, faulty, warnings };
}

/** JSON as it was given; arrays and objects that are nested too deeply only by their form. */
function describeValue(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return Array.isArray(value) ? '[…]' : '{…}';
  }
}

/** What a list of tags lost or split, since tags are words that people make up. */
function describeSlips({ brokenItem, comments }: ListSplitter, count: number): string[] {
  return [
    ...(brokenItem === undefined
      ? []
      : [
          `"${inline(brokenItem, 100)}" is read as several tags, because spaces separate items as commas do. A cache tag cannot have spaces: use another character in its place, here and in the Cache-Tag header`,
        ]),
    ...(comments === 0 || count > 0
      ? []
      : [
          `empty, since lines that start with # are comments (${countOf(comments, 'line')}). Tags that start with # belong in a JSON array: ["#1", "#2"]`,
        ]),
  ];
}

/**
 * Characters in a line, or in a JSON array: two million URLs of usual length. V8's longest string has
 * four times as many.
 */
const longestText = 128 * 1024 * 1024;

/** One piece of a list, still unchecked, and where it is. */
export interface ListEntry {
  readonly value: unknown;
  readonly line?: number;
  readonly item?: number;
}

/** A comma ends a URL before a new URL and at the end; it is legal inside one. */
const commaBetweenUrls = /,(?=https?:\/\/|$)/i;

/**
 * Separates the text of a list into its items, piece by piece, so that a list of a million is never
 * held as text. Text that starts with `[` is a JSON array; otherwise items are separated by white
 * space and commas, and lines that start with `#` are comments.
 */
export class ListSplitter {
  /** Whether a comma always separates: it cannot be in a tag, host or prefix. */
  readonly #commasSeparate: boolean;
  #form: 'unknown' | 'JSON' | 'lines' = 'unknown';
  /** Text that may go on in the next piece: all of it for JSON, else the line that has no end yet. */
  #rest: string[] = [];
  #restLength = 0;
  #line = 0;
  /** Comments that look like a tag, such as `#1`. */
  comments = 0;
  #hasComma = false;
  /** The first text between commas that has spaces in it. */
  #spaced: string | undefined;

  constructor(commasSeparate: boolean) {
    this.#commasSeparate = commasSeparate;
  }

  /** What was most likely meant as one item: `blog post`, in a list with commas. */
  get brokenItem(): string | undefined {
    return this.#hasComma ? this.#spaced : undefined;
  }

  /** Takes the next piece and gives the items of all lines that have ended. */
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
    const lines = linesOf(this.#takeRest() + piece.slice(0, end + 1));
    this.#keep(piece.slice(end + 1));
    yield* this.#splitLines(lines.slice(0, -1));
  }

  /** Gives what is left after the last piece. */
  *end(): Generator<ListEntry> {
    const text = this.#takeRest();
    if (this.#form === 'JSON') yield* splitJsonArray(text);
    else yield* this.#splitLines(linesOf(text));
  }

  #keep(text: string): void {
    this.#restLength += text.length;
    if (this.#restLength > longestText) {
      const what = this.#form === 'JSON' ? 'is a JSON array' : 'has a line';
      throw new InputProblem(`${what} of more than 128 MiB`, 'one item on each line');
    }
    this.#rest.push(text);
  }

  #takeRest(): string {
    const text = this.#rest.join('');
    this.#rest = [];
    this.#restLength = 0;
    return text;
  }

  *#splitLines(lines: readonly string[]): Generator<ListEntry> {
    for (const line of lines) {
      this.#line += 1;
      const start = line.trimStart().slice(0, 2);
      if (start.startsWith('#')) {
        if (/^#[^\s#]/.test(start)) this.comments += 1;
        continue;
      }
      for (const value of this.#splitLine(line)) {
        if (value !== '') yield { value, line: this.#line };
      }
    }
  }

  #splitLine(line: string): readonly string[] {
    // Most lines of a long list hold one item.
    if (!/[\s,]/.test(line)) return [line];
    if (!this.#commasSeparate) return splitUrls(line);
    this.#hasComma ||= line.includes(',');
    this.#spaced ??= line
      .split(',')
      .map((part) => part.trim())
      .find((part) => /\s/.test(part));
    return line.split(/[\s,]+/);
  }
}

/** Where the last line of a piece ends; a line break of two characters may be split by its end. */
function findLastLineEnd(piece: string): number {
  const returned = piece.length < 2 ? -1 : piece.lastIndexOf('\r', piece.length - 2);
  return Math.max(piece.lastIndexOf('\n'), returned);
}

function* splitJsonArray(text: string): Generator<ListEntry> {
  for (const [index, value] of parseJsonArray(text).entries()) yield { value, item: index + 1 };
}

function parseJsonArray(text: string): readonly unknown[] {
  try {
    // trimStart takes a byte order mark away, which JSON does not allow.
    const values: unknown = JSON.parse(text.trimStart());
    if (Array.isArray(values)) return values;
    throw new SyntaxError('not an array');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InputProblem(
      `starts with [ but is not valid JSON (${error.message})`,
      'a JSON array, or items separated by spaces or line breaks',
    );
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
