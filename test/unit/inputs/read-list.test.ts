import { describe, expect, test } from 'vitest';
import { itemForms } from '../../../src/inputs/check-items.ts';
import type { InputFault } from '../../../src/inputs/input-faults.ts';
import { tagRules } from '../../../src/inputs/item-rules.ts';
import type { ItemKind, UrlItem } from '../../../src/inputs/items.ts';
import { readList } from '../../../src/inputs/read-list.ts';
import { parseHeaderLine } from '../../../src/inputs/request-headers.ts';
import { createTextFileReader, limitReading } from '../../../src/inputs/text-file.ts';
import { giveInputs } from '../given-inputs.ts';
import { expectLinearTime } from '../linear-time.ts';
import { readKind } from './read-kind.ts';

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
    const expected = { items, duplicates: 0, faulty: 0, warnings: [], faults: [] };
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
  ] as const)('%s', async (kind, text, items, duplicates) => {
    expect(await readKind(kind, { [kind]: text })).toMatchObject({ items, duplicates, faulty: 0 });
  });

  test('URLs with headers are compared by URL and headers, names without case', async () => {
    const list = [
      { url: a, headers: { 'CF-Device-Type': 'mobile', Origin: 'https://x.example' } },
      { url: a, headers: { origin: 'https://x.example', 'cf-device-type': 'mobile' } },
      { url: a, headers: { 'CF-Device-Type': 'desktop' } },
      { url: a, headers: {} },
      a,
    ];
    const { items, duplicates } = await readKind('urls', { urls: JSON.stringify(list) });
    expect(items).toEqual([list[0], list[2], a]);
    expect(duplicates).toBe(2);
  });

  test('across the input and the file, the input first', async () => {
    const { items, duplicates } = await readKind(
      'tags',
      { tags: 'a b', 'tags-file': 'f' },
      { f: 'c B d' },
    );
    expect([items, duplicates]).toEqual([['a', 'b', 'c', 'd'], 1]);
  });
});

describe('faults', () => {
  test('name the input, the place, the item and the accepted form', async () => {
    const { faults, faulty } = await readKind(
      'urls',
      { urls: `${a}\nftp://x.example`, 'urls-file': 'list.txt' },
      { 'list.txt': `# list\r\n\r\n${b} /relative` },
    );
    expect(faulty).toBe(2);
    expect(faults).toEqual([
      {
        input: 'urls',
        place: { line: 2 },
        item: 'ftp://x.example',
        problem: 'has another scheme than http or https',
        accepted: itemForms.urls,
      },
      {
        input: 'urls-file',
        place: { file: 'list.txt', line: 3 },
        item: '/relative',
        problem: 'is not an absolute URL with http:// or https://',
        accepted: itemForms.urls,
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
    const { faults, items } = await readKind('urls', { urls: text });
    expect(items).toEqual([]);
    expect(faults).toMatchObject([{ input: 'urls', place: { item: 1 }, item, problem }]);
  });

  test('JSON that is cut is one fault, and nothing of it is taken', async () => {
    const { faults, faulty, items } = await readKind('urls', { urls: `["${a}", "${b}"` });
    expect([items, faulty]).toEqual([[], 1]);
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
  const stopped = { faults: [{ problem: 'could not be read within the time of `timeout`' }] };

  test('between the items of a long list', async () => {
    const urls = JSON.stringify(Array.from({ length: 50_000 }, (_, n) => `${a}/${n}`));
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    const { items, ...read } = await readKind('urls', { urls }, {}, 1_000, stop.signal);
    expect(items.length).toBeLessThan(50_000);
    expect(read).toMatchObject(stopped);
  });

  test('where a file gives nothing', async () => {
    const stop = new AbortController();
    const readFile = limitReading(async function* () {
      yield Buffer.from('a');
      stop.abort();
      await new Promise(() => undefined);
    }, stop.signal);
    const source = { readTextFile: createTextFileReader(readFile), signal: stop.signal };
    const faults: InputFault[] = [];
    await readList(tagRules, giveInputs({ 'tags-file': 'f' }), source, (fault) =>
      faults.push(fault),
    );
    expect({ faults }).toMatchObject(stopped);
  });
});
