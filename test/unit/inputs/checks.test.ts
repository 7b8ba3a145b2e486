import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Check, describeQuotes, readChecks, readPlaces } from '../../../src/inputs/checks.ts';
import { giveSource } from '../given-inputs.ts';

const mebibyte = new Uint8Array(1024 * 1024);

function sha256(...pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

/** Files by their paths, in pieces. */
const files: Readonly<Record<string, readonly Uint8Array[]>> = {
  'dist/app.js': [Buffer.from('let a'), Buffer.from(' = 1;')],
  'a file.txt': [Buffer.from('x')],
  empty: [],
  'ten MiB': Array(10).fill(mebibyte),
  'more than ten MiB': [...Array(10).fill(mebibyte), Buffer.from('x')],
};

const codes: Readonly<Record<string, string>> = { folder: 'EISDIR', locked: 'EACCES', bad: 'EIO' };

async function read(text: string) {
  const opened: string[] = [];
  const readFile = async function* (path: string): AsyncGenerator<Uint8Array> {
    opened.push(path);
    const pieces = files[path];
    if (pieces === undefined) {
      throw Object.assign(new Error('no'), { code: codes[path] ?? 'ENOENT' });
    }
    yield* pieces;
  };
  const source = giveSource(readFile);
  const checks = await readChecks(text, source);
  return { checks, faults: source.faults, opened };
}

const appJs = {
  kind: 'equals',
  path: 'dist/app.js',
  sha256: sha256(Buffer.from('let a = 1;')),
  bytes: 10,
};

describe('a line', () => {
  test.each([
    ['https://a.example', 'https://a.example/', { kind: 'status' }],
    ['HTTPS://A.Example/B?c=d', 'https://a.example/B?c=d', { kind: 'status' }],
    ['https://a.example/?', 'https://a.example/?', { kind: 'status' }],
    ['https://a.example/b#top', 'https://a.example/b', { kind: 'status' }],
    ['https://a.example/ contains 4f2a9c1', undefined, { kind: 'contains', text: '4f2a9c1' }],
    [
      '\thttps://a.example/ \t contains   two  words # and all ',
      undefined,
      { kind: 'contains', text: 'two  words # and all' },
    ],
    ['https://a.example/ contains equals x', undefined, { kind: 'contains', text: 'equals x' }],
    ['https://a.example/ contains "x"', undefined, { kind: 'contains', text: '"x"' }],
    ['https://a.example/ equals dist/app.js', undefined, appJs],
    [
      'https://a.example/ equals a file.txt',
      undefined,
      { kind: 'equals', path: 'a file.txt', sha256: sha256(Buffer.from('x')), bytes: 1 },
    ],
    [
      'https://a.example/ equals empty',
      undefined,
      { kind: 'equals', path: 'empty', sha256: sha256(), bytes: 0 },
    ],
    [
      'https://a.example/ equals ten MiB',
      undefined,
      {
        kind: 'equals',
        path: 'ten MiB',
        sha256: sha256(...Array<Uint8Array>(10).fill(mebibyte)),
        bytes: 10 * 1024 * 1024,
      },
    ],
  ])('%o', async (line, url, expectation) => {
    expect(await read(line)).toMatchObject({
      checks: [{ url: url ?? 'https://a.example/', expectation }],
      faults: [],
    });
  });

  test.each([
    ['www.example.com', 'is not an absolute URL'],
    ['ftp://a.example/', 'has another scheme'],
    ['https://a.example/*', 'has a wildcard'],
    ['https://u:p@a.example/', 'has a user name or password'],
    ['contains x', 'is not an absolute URL'],
    ['https://a.example/ holds x', 'has "holds" where `contains` or `equals` belongs'],
    ['https://a.example/ Contains x', 'has "Contains" where'],
    ['https://a.example/ https://b.example/', 'has "https://b.example/" where'],
    ['https://a.example/ contains', 'has nothing after `contains`'],
    ['https://a.example/ equals ', 'has nothing after `equals`'],
    ['https://a.example/ equals none', 'names a file that does not exist'],
    ['https://a.example/ equals folder', 'names a file that is a folder'],
    ['https://a.example/ equals locked', 'may not be read'],
    ['https://a.example/ equals bad', 'cannot be read (EIO)'],
    ['https://a.example/ equals more than ten MiB', 'names a file that has more than 10 MiB'],
  ])('%o is a fault', async (line, problem) => {
    expect(await read(line)).toMatchObject({
      checks: [],
      faults: [
        {
          place: { line: 1 },
          item: line.trim(),
          problem: expect.stringContaining(problem),
        },
      ],
    });
  });
});

test('blank lines and comments are skipped, with any line break, and still counted', async () => {
  const { checks, faults } = await read(
    '\r\n# note\r\n  https://a.example/ contains x\r\n\n  # more\rnope\nhttps://b.example/\r\n',
  );
  expect(checks.map(({ url }) => url)).toEqual(['https://a.example/', 'https://b.example/']);
  expect(faults).toMatchObject([{ place: { line: 6 }, item: 'nope' }]);
});

test('every fault is reported, and the good checks are read all the same', async () => {
  const { checks, faults } = await read('x\nhttps://a.example/\ny');
  expect(checks).toHaveLength(1);
  expect(faults.map(({ place }) => place)).toEqual([{ line: 1 }, { line: 3 }]);
});

test('a check that stands there again counts once; one of another kind does not', async () => {
  const { checks } = await read(
    'https://a.example\nhttps://A.example/#x\nhttps://a.example/ contains x\nhttps://a.example/  contains  x',
  );
  expect(checks.map(({ expectation }) => expectation.kind)).toEqual(['status', 'contains']);
});

test('a file that is expected at several addresses is read once', async () => {
  const { checks, opened } = await read(
    'https://a.example/ equals dist/app.js\nhttps://b.example/ equals dist/app.js',
  );
  expect(checks).toHaveLength(2);
  expect(opened).toEqual(['dist/app.js']);
});

test('nothing is no check', async () => {
  expect(await read('')).toEqual({ checks: [], faults: [], opened: [] });
});

test.each([
  ['"release 2"', 1],
  ["'release 2'", 1],
  ['release "2"', 0],
  ['"', 0],
])('quotes around a text, %s, are pointed out', (text, count) => {
  const check: Check = { url: 'https://a.example/', expectation: { kind: 'contains', text } };
  expect(describeQuotes([check])).toHaveLength(count);
});

function readFrom(text: string) {
  const source = giveSource();
  return { places: readPlaces(text, source), faults: source.faults };
}

describe('places', () => {
  test.each([
    ['Germany', ['Germany']],
    [
      ' Germany , Tokyo,US+Comcast\nAWS+eu-west-1',
      ['Germany', 'Tokyo', 'US+Comcast', 'AWS+eu-west-1'],
    ],
    ['# Europe\nSão Paulo\n\n  New   York ,', ['São Paulo', 'New York']],
    ['tokyo, Tokyo', ['Tokyo']],
    [
      "AS13335, Provence-Alpes-Côte d'Azur, AT&T",
      ['AS13335', "Provence-Alpes-Côte d'Azur", 'AT&T'],
    ],
    ['', []],
  ])('%j', (text, places) => {
    expect(readFrom(text)).toEqual({ places, faults: [] });
  });

  test.each([
    'Ger<many',
    'a"b',
    '::error::x',
    'x'.repeat(101),
    '+US',
    '{}',
    'a\u0007b',
    'DE+AS1+AS2+AS3+AS4',
    'a*',
  ])('%j is none', (text) => {
    expect(readFrom(`Tokyo, ${text}`)).toMatchObject({
      places: ['Tokyo'],
      faults: [{ item: text }],
    });
  });

  test('are 50 at most', () => {
    const names = Array.from({ length: 51 }, (_, n) => `AS${n}`);
    expect(readFrom(names.slice(1).join()).faults).toEqual([]);
    expect(readFrom(names.join()).faults).toMatchObject([{ problem: 'names 51 places' }]);
  });
});
