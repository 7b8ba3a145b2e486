import { checkUrl } from '../inputs/check-items.ts';
import { linesOf } from '../inputs/list-splitter.ts';
import type { ReadFile } from '../inputs/text-file.ts';
import type { Checked } from '../text.ts';
import { type Check, type Expectation, nameCheck } from './check.ts';
import type { CheckInput, ReportCheckFault } from './check-fault.ts';
import { type FileContent, hashFile } from './hash-file.ts';

const checkForm = '`URL`, `URL contains some text`, or `URL equals path/of/a/file`, one a line';

/**
 * Reads one check a line; blank lines and lines that start with `#` are skipped, and a check that
 * stands there again counts once. Files are read here, so that a missing one is found in time.
 */
export async function readChecks(
  input: CheckInput,
  text: string,
  readFile: ReadFile,
  report: ReportCheckFault,
): Promise<Check[]> {
  const checks = new Map<string, Check>();
  const hashOf = rememberHashes(readFile);
  let number = 0;
  for (const line of linesOf(text)) {
    number += 1;
    const item = line.trim();
    if (item === '' || item.startsWith('#')) continue;
    const check = await readCheck(item, hashOf);
    if (check.ok) checks.set(JSON.stringify(check.value), check.value);
    else {
      const { problem } = check;
      report({ input, place: { line: number }, item, problem, accepted: checkForm });
    }
  }
  return [...checks.values()];
}

/** What is most likely a slip, though it may be meant: quotes as a shell takes them away. */
export function describeQuotes(input: CheckInput, checks: readonly Check[]): string[] {
  const quoted = checks.find(
    ({ expectation }) => expectation.kind === 'contains' && /^(["']).+\1$/s.test(expectation.text),
  );
  return quoted === undefined
    ? []
    : [`${input} ${nameCheck(quoted)}: the quotes are part of the text that is looked for`];
}

type HashOf = (path: string) => Promise<Checked<FileContent>>;

/** One file may be expected at many addresses, and is read once. */
function rememberHashes(readFile: ReadFile): HashOf {
  const hashes = new Map<string, Checked<FileContent>>();
  return async (path) => {
    const hash = hashes.get(path) ?? (await hashFile(path, readFile));
    hashes.set(path, hash);
    return hash;
  };
}

async function readCheck(line: string, hashOf: HashOf): Promise<Checked<Check>> {
  const [address, rest] = splitWord(line);
  // A fragment never leaves the browser, so an address copied from one is as good without it.
  const url = checkUrl(address.replace(/#.*$/s, ''));
  if (!url.ok) return url;
  const expectation = await readExpectation(rest, hashOf);
  return expectation.ok
    ? { ok: true, value: { url: url.value, expectation: expectation.value } }
    : expectation;
}

async function readExpectation(text: string, hashOf: HashOf): Promise<Checked<Expectation>> {
  if (text === '') return { ok: true, value: { kind: 'status' } };
  const [word, rest] = splitWord(text);
  if (word !== 'contains' && word !== 'equals') {
    return { ok: false, problem: `has "${word}" where \`contains\` or \`equals\` belongs` };
  }
  if (rest === '') {
    // An expression that gave nothing would make a check that always holds.
    return { ok: false, problem: `has nothing after \`${word}\`` };
  }
  if (word === 'contains') return { ok: true, value: { kind: 'contains', text: rest } };
  const hash = await hashOf(rest);
  return hash.ok ? { ok: true, value: { kind: 'equals', path: rest, ...hash.value } } : hash;
}

/** The first word, and what stands behind it and the white space after it. */
function splitWord(text: string): readonly [word: string, rest: string] {
  const end = text.search(/\s/);
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end).trimStart()];
}
