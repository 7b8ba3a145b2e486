import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadFile } from '../../../src/inputs/files.ts';
import { parseHeaderLine } from '../../../src/inputs/headers.ts';
import { type ItemKind, tagRules, type UrlItem, urlRules } from '../../../src/inputs/items.ts';
import {
  type ListEntry,
  ListSplitter,
  readListFile,
  readListText,
} from '../../../src/inputs/lists.ts';
import { giveFiles, giveSource } from '../given-inputs.ts';
import { expectLinearTime } from '../linear-time.ts';
import { readKind } from './read-inputs.ts';

const a = 'https://a.example/1';
const b = 'https://b.example/2';

describe('URLs are parted', () => {
  test.each<[string, string, readonly UrlItem[]]>([
    ['nothing', '', []],
    ['white space only', ' \n\t ', []],
    ['one', a, [a]],
    ['lines', `${a}\n${b}`, [a, b]],
    ['CRLF', `${a}\r\n${b}\r\n`, [a, b]],
    ['lone CR', `${a}\r${b}`, [a, b]],
    ['spaces', `${a}   ${b}`, [a, b]],
    ['tabs', `${a}\t${b}`, [a, b]],
    ['no-break spaces', `${a}\u00a0${b}`, [a, b]],
    ['comma and space', `${a}, ${b}`, [a, b]],
    ['comma before a new URL', `${a},${b}`, [a, b]],
    ['comma before a new URL in capitals', `${a},HTTP://b.example/2`, [a, 'http://b.example/2']],
    ['space before the comma', `${a} ,${b} , `, [a, b]],
    ['many commas', `,${a},,,${b},,`, [a, b]],
    ['comma at the end of a line', `${a},\n${b},\n`, [a, b]],
    ['comma in a URL', 'https://a.example/1,2,3?q=4,5', ['https://a.example/1,2,3?q=4,5']],
    ['a URL in a URL', `${a}?u=${b}`, [`${a}?u=${b}`]],
    ['comments', `# first\n${a}\n  # ${b}\n${b}`, [a, b]],
    ['comment after CR', `${a}\r# no\r${b}`, [a, b]],
    ['a byte order mark', `\ufeff${a}`, [a]],
    ['a byte order mark before a comment', `\ufeff# no\n${a}`, [a]],
    ['JSON', JSON.stringify([a, b]), [a, b]],
    ['JSON over lines', `\n [\r\n"${a}",\n"${b}"\n]\n`, [a, b]],
    ['an empty JSON array', '[]', []],
  ])('%s', async (_, text, items) => {
    const expected = { items, faults: [], remarks: [] };
    expect(await readKind('urls', { urls: text })).toEqual(expected);
    expect(await readKind('urls', { 'urls-file': 'f' }, { f: text })).toEqual(expected);
  });
});

test.each([
  ['tags', 'a,b', ['a', 'b']],
  ['tags', ' a , b,,c\nd\t# no comment here', ['a', 'b', 'c', 'd', '#', 'no', 'comment', 'here']],
  ['tags', '#a\nb', ['b']],
  ['tags', '["#a", "b"]', ['#a', 'b']],
  ['hosts', 'a.example,b.example c.example', ['a.example', 'b.example', 'c.example']],
  ['prefixes', 'a.example/x,b.example/y/', ['a.example/x', 'b.example/y/']],
] as const)('%s: commas separate, and %o → %j', async (kind, text, items) => {
  expect(await readKind(kind, { [kind]: text })).toMatchObject({ items, faults: [] });
});

describe('duplicates go once, with their first place and spelling', () => {
  test.each([
    ['tags', 'B a b A c', ['B', 'a', 'c'], 2],
    ['hosts', 'WWW.a.example www.A.example', ['WWW.a.example'], 1],
    ['prefixes', 'A.example/x a.example/x a.example/X', ['A.example/x', 'a.example/X'], 1],
    [
      'urls',
      'https://A.example/x https://a.example/x https://a.example/X',
      ['https://a.example/x', 'https://a.example/X'],
      1,
    ],
  ] as const)('%s', async (kind, text, items, repeats) => {
    expect(await readKind(kind, { [kind]: text })).toEqual({
      items,
      faults: [],
      remarks: [expect.stringMatching(`^${kind}: ${repeats} repetition`)],
    });
  });

  test('URLs with headers are compared by URL and headers, names without case', async () => {
    const list = [
      { url: a, headers: { 'CF-Device-Type': 'mobile', Origin: 'https://x.example' } },
      { url: a, headers: { origin: 'https://x.example', 'cf-device-type': 'mobile' } },
      { url: a, headers: { 'CF-Device-Type': 'desktop' } },
      { url: a, headers: {} },
      a,
    ];
    const { items } = await readKind('urls', { urls: JSON.stringify(list) });
    expect(items).toEqual([list[0], list[2], a]);
  });

  test('across the input and the file, the input first', async () => {
    const given = { tags: 'a b a', 'tags-file': 'f' };
    const { items, remarks } = await readKind('tags', given, { f: 'c B d' });
    expect([items, remarks]).toEqual([
      ['a', 'b', 'c', 'd'],
      ['tags: 2 repetitions left out, since each item is sent once'],
    ]);
  });
});

describe('faults', () => {
  test('name the input, the place, the item and the accepted form', async () => {
    const { faults } = await readKind(
      'urls',
      { urls: `${a}\nftp://x.example`, 'urls-file': 'list.txt' },
      { 'list.txt': `# list\r\n\r\n${b} /relative` },
    );
    expect(faults).toEqual([
      {
        input: 'urls',
        place: { line: 2 },
        item: 'ftp://x.example',
        problem: 'has another scheme than http or https',
        accepted: urlRules.form,
      },
      {
        input: 'urls-file',
        place: { file: 'list.txt', line: 3 },
        item: '/relative',
        problem: 'is not an absolute URL with http:// or https://',
        accepted: urlRules.form,
      },
    ]);
  });

  test.each([
    ['a number', '[7]', '7', 'is not a string'],
    ['null', '[null]', 'null', 'is not a string'],
    ['an empty string', '[""]', '', 'is empty'],
    ['a list', `[["${a}"]]`, `["${a}"]`, 'has "0", but only "url" and "headers" are known'],
    [
      'an unknown key',
      `[{"href":"${a}"}]`,
      `{"href":"${a}"}`,
      'has "href", but only "url" and "headers" are known',
    ],
    ['no URL', '[{"headers":{}}]', '{"headers":{}}', 'has a "url" that is not a string'],
    [
      'a wrong URL',
      '[{"url":"x"}]',
      '{"url":"x"}',
      'has a "url" that is not an absolute URL with http:// or https://',
    ],
    [
      'headers as a list',
      `[{"url":"${a}","headers":["x"]}]`,
      `{"url":"${a}","headers":["x"]}`,
      'has "headers" that are not an object',
    ],
    [
      'a header that is a number',
      `[{"url":"${a}","headers":{"X":1}}]`,
      `{"url":"${a}","headers":{"X":1}}`,
      'has no printable ASCII text as the value of X',
    ],
  ])('of JSON items: %s', async (_, text, item, problem) => {
    const { faults } = await readKind('urls', { urls: text });
    expect(faults).toMatchObject([{ input: 'urls', place: { item: 1 }, item, problem }]);
  });

  test('JSON that is cut is one fault', async () => {
    const { faults } = await readKind('urls', { urls: `["${a}", "${b}"` });
    expect(faults).toMatchObject([
      { input: 'urls', problem: expect.stringMatching(/^starts with \[ but is not valid JSON/) },
    ]);
  });

  test('a file that cannot be read', async () => {
    const { faults } = await readKind('urls', { urls: a, 'urls-file': 'missing.txt' });
    expect(faults).toMatchObject([
      { input: 'urls-file', item: 'missing.txt', problem: 'does not exist' },
    ]);
  });
});

describe('a list costs no more than its length, if it is', () => {
  test.each<[string, ItemKind, (size: number) => string]>([
    ['a line of commas', 'urls', (size) => `${a}${','.repeat(size)}x`],
    ['a line of spaces', 'tags', (size) => `a${' '.repeat(size)},b`],
    ['a word of nothing else', 'hosts', (size) => 'a'.repeat(size)],
    ['one item of many URLs', 'urls', (size) => `"${`${a}","`.repeat(size / 20)}`],
    ['one prefix of many folders', 'prefixes', (size) => `a.example${'/..'.repeat(size)}`],
    ['JSON in JSON', 'tags', (size) => `${'['.repeat(size)}${']'.repeat(size)}`],
    ['many items', 'tags', (size) => Array.from({ length: size / 20 }, (_, n) => n).join(' ')],
  ])('%s', async (_, kind, make) => {
    const read = (text: string) => readKind(kind, { [`${kind}-file`]: 'f' }, { f: text });
    await expectLinearTime(make, read, 100_000);
  });

  test('headers of one line', async () => {
    const make = (size: number) =>
      Array.from({ length: size }, (_, index) => `x-${index}: 1`).join(';');
    await expectLinearTime(make, parseHeaderLine, 10_000);
  });
});

describe('reading stops', () => {
  const stopped = [{ problem: 'could not be read within the time of `timeout`' }];

  test('between the items of a long list', async () => {
    const stop = new AbortController();
    const source = giveSource(giveFiles(), stop.signal);
    setImmediate(() => stop.abort());
    const tags = JSON.stringify(Array.from({ length: 50_000 }, (_, n) => `tag-${n}`));
    const { items } = await readListText(tagRules)(tags, source);
    expect(items.length).toBeLessThan(50_000);
    expect(source.faults).toMatchObject(stopped);
  });

  test('where a file gives nothing', async () => {
    const stop = new AbortController();
    const hang: ReadFile = async function* () {
      yield Buffer.from('a');
      stop.abort();
      await new Promise(() => undefined);
    };
    const source = giveSource(hang, stop.signal);
    await readListFile(tagRules)('f', source);
    expect(source.faults).toMatchObject(stopped);
  });
});

function split(pieces: readonly string[], commas: boolean): ListEntry[] {
  const splitter = new ListSplitter(commas);
  return [...pieces.flatMap((piece) => [...splitter.push(piece)]), ...splitter.end()];
}

test('entries have the place where they stand', () => {
  expect(split(['a b\r\n\r\n# c\rd'], true)).toEqual([
    { value: 'a', line: 1 },
    { value: 'b', line: 1 },
    { value: 'd', line: 4 },
  ]);
  expect(split(['[1, "a"]'], true)).toEqual([
    { value: 1, item: 1 },
    { value: 'a', item: 2 },
  ]);
});

test('it makes no difference in which pieces a text comes', () => {
  const texts = fc
    .array(
      fc.constantFrom(
        'a',
        'b,c',
        ',',
        ' ',
        '\n',
        '\r',
        '\r\n',
        '#',
        '\ufeff',
        'https://x/',
        '[',
        '"d"',
        ']',
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join(''));
  const rules = fc.boolean();
  const splitOrError = (pieces: readonly string[], commas: boolean): ListEntry[] | string => {
    try {
      return split(pieces, commas);
    } catch (error) {
      return error instanceof SyntaxError ? error.message : String(error);
    }
  };
  fc.assert(
    fc.property(texts, fc.array(fc.nat(40)), rules, (text, cuts, commas) => {
      const ends = [...new Set(cuts)].sort((a, b) => a - b);
      const pieces = [...ends, text.length].map((end, index) =>
        text.slice(index === 0 ? 0 : ends[index - 1], end),
      );
      fc.pre(pieces.join('') === text);
      expect(splitOrError(pieces, commas)).toEqual(splitOrError([text], commas));
    }),
    { numRuns: 1_000 },
  );
});
