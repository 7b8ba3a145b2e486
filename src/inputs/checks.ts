import { createHash } from 'node:crypto';
import { inline, inlineItem } from '../text.ts';
import { checkUrl } from './items.ts';
import { InputProblem, type InputSource, linesOf, readLines } from './problem.ts';

/** What an address should show: that it is there and fresh, a text, or the bytes of a file. */
export type Expectation =
  | { readonly kind: 'status' }
  | { readonly kind: 'contains'; readonly text: string }
  | ({
      readonly kind: 'equals';
      /** As the workflow names the file. */
      readonly path: string;
    } & FileContent);

/** One line of `wait-for` or `verify`. */
export interface Check {
  /** As the WHATWG parser writes it, without a fragment. */
  readonly url: string;
  readonly expectation: Expectation;
}

/** `https://www.example.com/version.txt contains "4f2a9c1"`, for one line. */
export function nameCheck({ url, expectation }: Check): string {
  switch (expectation.kind) {
    case 'status':
      return inlineItem(url);
    case 'contains':
      return `${inlineItem(url)} contains "${inline(expectation.text)}"`;
    case 'equals':
      return `${inlineItem(url)} equals ${inlineItem(expectation.path)}`;
  }
}

/** Bodies are read up to here, so no file that is longer can be compared with one: 10 MiB. */
export const mostBodyBytes = 10 * 1024 * 1024;

/** What tells whether a body is a certain file, byte for byte, without holding all of it. */
export interface FileContent {
  /** In hex, of the whole file. */
  readonly sha256: string;
  /** The length of the file. */
  readonly bytes: number;
  /** Whether it is UTF-8. */
  readonly isText: boolean;
  /** For bodies of which only the beginning is known. */
  readonly beginning: Uint8Array;
}

/** A probe gives 10,000 characters, each of which may have four bytes. */
const beginningBytes = 40_000;

export const checksForm =
  '`URL`, `URL contains some text`, or `URL equals path/of/a/file`, one on each line';

/**
 * Reads one check on each line; a check that is there again counts once. Files are read here, so that
 * a missing one is found before anything is sent.
 */
export async function readChecks(
  text: string,
  { readFile, report }: Pick<InputSource, 'readFile' | 'report'>,
): Promise<Check[]> {
  const contents = new Map<string, Promise<FileContent>>();
  // One file may be expected at many addresses, and is read once.
  const hashOnce = (path: string): Promise<FileContent> => {
    const content = contents.get(path) ?? hashFile(readFile(path));
    contents.set(path, content);
    return content;
  };
  const checks = await readLines(text, report, (line) => readCheck(line, hashOnce));
  return [...new Map(checks.map((check) => [JSON.stringify(check), check])).values()];
}

/** What is most likely a slip, though it may be meant: quotes as a shell takes them away. */
export function describeQuotes(checks: readonly Check[]): string[] {
  const quoted = checks.find(
    ({ expectation }) => expectation.kind === 'contains' && /^(["']).+\1$/s.test(expectation.text),
  );
  return quoted === undefined
    ? []
    : [`${nameCheck(quoted)}: the quotes are part of the text that is looked for`];
}

async function readCheck(
  line: string,
  hash: (path: string) => Promise<FileContent>,
): Promise<Check> {
  const [address, rest] = splitWord(line);
  // A fragment never leaves the browser, so an address copied from one is as good without it.
  const url = checkUrl(address.replace(/#.*$/s, ''));
  if (rest === '') return { url, expectation: { kind: 'status' } };
  const [word, operand] = splitWord(rest);
  if (word !== 'contains' && word !== 'equals') {
    throw new InputProblem(`has "${word}" where \`contains\` or \`equals\` belongs`);
  }
  // An expression that gave nothing would make a check that always passes.
  if (operand === '') throw new InputProblem(`has nothing after \`${word}\``);
  return {
    url,
    expectation:
      word === 'contains'
        ? { kind: 'contains', text: operand }
        : { kind: 'equals', path: operand, ...(await hash(operand)) },
  };
}

/** The first word, and what comes after it and the white space behind it. */
function splitWord(text: string): readonly [word: string, rest: string] {
  const end = text.search(/\s/);
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end).trimStart()];
}

/** Hashes a file piece by piece, and stops where it is longer than any body that is read. */
async function hashFile(pieces: AsyncIterable<Uint8Array>): Promise<FileContent> {
  const hash = createHash('sha256');
  const isUtf8 = createUtf8Check();
  let beginning = Buffer.alloc(0);
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > mostBodyBytes) throw new InputProblem('has more than 10 MiB');
      hash.update(piece);
      isUtf8.add(piece);
      const missing = beginningBytes - beginning.length;
      if (missing > 0) beginning = Buffer.concat([beginning, piece.subarray(0, missing)]);
    }
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
    throw new InputProblem(`names a file that ${error.message}`);
  }
  return { sha256: hash.digest('hex'), bytes, isText: isUtf8.end(), beginning };
}

function createUtf8Check(): { add: (piece: Uint8Array) => void; end: () => boolean } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  const decode = (piece?: Uint8Array): void => {
    if (!isUtf8) return;
    try {
      decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      isUtf8 = false;
    }
  };
  return {
    add: decode,
    end: () => {
      decode();
      return isUtf8;
    },
  };
}

export const placesForm =
  "up to 50 places in Globalping's words, separated by commas or line breaks: `Germany, Tokyo, US+Comcast, AWS+eu-west-1`";

/** Globalping takes more, but each costs of its hourly limit, for each URL and each time. */
const mostPlaces = 50;
const longestPlace = 100;
/** Globalping refuses a whole measurement for a place that joins more. */
const mostFilters = 4;

/** Letters, digits, and what stands in names of cities and networks; `+` combines filters. */
const placeText = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} +\-._'’&()/:]*$/u;

/**
 * Reads `verify-from`: places that Globalping's `magic` field understands, each once.
 * @see https://globalping.io/docs/api.globalping.io#post-/v1/measurements
 */
export function readPlaces(text: string, { report }: Pick<InputSource, 'report'>): string[] {
  const parts = linesOf(text)
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.split(','))
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => part !== '');
  for (const item of parts.filter((part) => !isPlace(part))) {
    report({ item, problem: 'is no place that Globalping could know' });
  }
  const places = new Map(parts.filter(isPlace).map((part) => [part.toLowerCase(), part]));
  if (places.size > mostPlaces) report({ problem: `names ${places.size} places` });
  return [...places.values()];
}

function isPlace(text: string): boolean {
  const filters = text.split('+');
  const isSound = filters.length <= mostFilters && filters.every((filter) => filter.trim() !== '');
  return isSound && text.length <= longestPlace && placeText.test(text);
}
