import { describe, expect, test } from 'vitest';
import type { InputFault } from '../../../src/inputs/input-faults.ts';
import { itemKinds, noItems } from '../../../src/inputs/items.ts';
import { readSelection } from '../../../src/inputs/read-selection.ts';
import { modes } from '../../../src/inputs/settings.ts';
import { type Given, giveFiles, giveInputs } from '../given-inputs.ts';
import { unpackSelection } from '../unpack-lists.ts';

const lists = {
  urls: 'https://a.example/',
  tags: 'tag',
  hosts: 'a.example',
  prefixes: 'a.example/x',
} as const;

async function read(given: Given, files: Readonly<Record<string, string>> = { empty: ' \n' }) {
  const faults: InputFault[] = [];
  const source = { readTextFile: giveFiles(files), signal: new AbortController().signal };
  const result = await readSelection(giveInputs(given), source, (f) => faults.push(f));
  const selection = unpackSelection(result.selection);
  return { ...result, selection, faults, wrong: faults.map(({ input }) => input) };
}

describe('mode × lists', () => {
  // What changed is purged with what is listed beside it.
  const takesAnyList = (mode: string): boolean => mode === '' || mode === 'changed';
  const matrix = ['', ...modes].flatMap((mode) => itemKinds.map((kind) => ({ mode, kind })));

  test.each(matrix)('mode "$mode" with the list $kind', async ({ mode, kind }) => {
    const { selection, wrong } = await read({ mode, [kind]: lists[kind] });
    expect(wrong).toEqual(takesAnyList(mode) || mode === kind ? [] : [kind]);
    expect(selection).toEqual(
      mode === 'everything'
        ? { kind: 'everything' }
        : { kind: 'items', lists: { ...noItems, [kind]: [lists[kind]] } },
    );
  });

  test.each(
    modes.filter((mode) => !takesAnyList(mode)),
  )('mode %s beside the file of another list is a fault, even an empty file', async (mode) => {
    const other = mode === 'tags' ? 'hosts-file' : 'tags-file';
    expect((await read({ mode, [other]: 'empty' })).wrong).toEqual([other]);
  });

  test('without a mode, everything that is listed is purged', async () => {
    const { selection, asked, faults } = await read(lists);
    const each = Object.fromEntries(itemKinds.map((kind) => [kind, [lists[kind]]]));
    expect(selection).toEqual({ kind: 'items', lists: each });
    expect([asked, faults]).toEqual([4, []]);
  });
});

test('no mode and lists, empty or faulty, ever become everything', async () => {
  for (const given of ['', 'all', 'Everything', 'everything,urls', 'changed ', 'null']) {
    for (const urls of ['', '[]', '#', '*', 'x']) {
      expect((await read({ mode: given, urls })).selection.kind).toBe('items');
    }
  }
});

describe('an empty list', () => {
  test.each([
    { mode: 'urls', urls: '' },
    { mode: 'urls', urls: '[]' },
    { mode: 'urls', urls: '# nothing changed' },
    { mode: 'tags', 'tags-file': 'empty' },
  ])('is right where the mode names it: %j', async (given) => {
    expect(await read(given)).toMatchObject({
      selection: { kind: 'items', lists: noItems },
      asked: 0,
      faults: [],
    });
  });

  test.each([
    {},
    { urls: '[]' },
    { 'tags-file': 'empty' },
    { hosts: '# none' },
  ])('is a fault where no mode is set: %j', async (given) => {
    expect((await read(given)).faults).toMatchObject([
      { input: 'mode', accepted: expect.stringContaining('`mode: everything`') },
    ]);
  });
});

describe('one mistake is one fault', () => {
  test.each<[string, Given, string]>([
    ['a typo in the mode', { mode: 'everthing' }, 'mode'],
    ['a mode in capitals', { mode: 'URLs', urls: lists.urls }, 'mode'],
    ['a file that is missing', { 'urls-file': 'missing' }, 'urls-file'],
    ['JSON that is cut', { urls: '["https://a.example' }, 'urls'],
    ['a wrong item', { urls: 'a.example' }, 'urls'],
  ])('%s', async (_, given, input) => {
    expect((await read(given)).wrong).toEqual([input]);
  });
});

describe('beside the selection', () => {
  test('variants multiply URLs', async () => {
    const { selection, asked, warnings } = await read({ urls: lists.urls, variants: 'A: 1\nA: 2' });
    expect(selection).toMatchObject({
      lists: { urls: [lists.urls, { headers: { A: '1' } }, { headers: { A: '2' } }] },
    });
    expect([asked, warnings]).toEqual([3, []]);
  });

  test.each<Given>([
    { tags: 'a' },
    { mode: 'everything' },
    { mode: 'urls' },
  ])('variants without URLs are a warning: %j', async (given) => {
    const { warnings, faults } = await read({ ...given, variants: 'A: 1' });
    expect([warnings, faults]).toEqual([[expect.stringContaining('variants')], []]);
  });

  test('duplicates are told in the log', async () => {
    const { remarks } = await read({ tags: 'a A a b', hosts: lists.hosts });
    expect(remarks).toEqual([expect.stringMatching(/^tags: 2 /)]);
  });
});
