import { describe, expect, test } from 'vitest';
import { itemKinds, noItems } from '../../../src/inputs/items.ts';
import { modes } from '../../../src/inputs/selection.ts';
import type { Given } from '../given-inputs.ts';
import { readInputs, settingsOf, zone } from './read-inputs.ts';

const lists = {
  urls: 'https://a.example/',
  tags: 'tag',
  hosts: 'a.example',
  prefixes: 'a.example/x',
} as const;

const environment = { GITHUB_REPOSITORY: 'o/r', GITHUB_SHA: '1'.repeat(40) };
const changed = { 'site-url': 'https://www.example.com', 'github-token': 'token-1' };

/** Reads inputs with a zone and a token, and with what `mode: changed` needs. */
function read(given: Given) {
  const needed = { zone, token: 't', ...(given.mode === 'changed' ? changed : {}) };
  return readInputs({ ...needed, ...given }, environment, { empty: ' \n' });
}

describe('mode × lists', () => {
  // What changed is purged with what is listed beside it.
  const takesAnyList = (mode: string): boolean => mode === '' || mode === 'changed';
  const matrix = ['', ...modes].flatMap((mode) => itemKinds.map((kind) => ({ mode, kind })));

  test.each(matrix)('mode "$mode" with the list $kind', async ({ mode, kind }) => {
    const { read: result, wrong } = await read({ mode, [kind]: lists[kind] });
    expect(wrong).toEqual(takesAnyList(mode) || mode === kind ? [] : [kind]);
    const selection = { kind: 'items', lists: { ...noItems, [kind]: [lists[kind]] } };
    if (result.ok) expect(result.settings.selection).toEqual(selection);
  });

  test.each(
    modes.filter((mode) => !takesAnyList(mode)),
  )('mode %s beside the file of another list is a fault, even an empty file', async (mode) => {
    const other = mode === 'tags' ? 'hosts-file' : 'tags-file';
    expect((await read({ mode, [other]: 'empty' })).wrong).toEqual([other]);
  });

  test('without a mode, everything that is listed is purged', async () => {
    const { selection } = await settingsOf(lists);
    const each = Object.fromEntries(itemKinds.map((kind) => [kind, [lists[kind]]]));
    expect(selection).toEqual({ kind: 'items', lists: each });
  });
});

test('no mode and lists, empty or faulty, ever become everything', async () => {
  for (const mode of ['', 'all', 'Everything', 'everything,urls', 'urls', 'null']) {
    for (const urls of ['', '[]', '#', '*', 'x', lists.urls]) {
      const { read: result } = await read({ mode, urls });
      if (result.ok) expect(result.settings.selection.kind).toBe('items');
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
    expect((await read(given)).read).toMatchObject({
      settings: { selection: { kind: 'items', lists: noItems } },
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
    const { selection } = await settingsOf({ urls: lists.urls, variants: 'A: 1\nA: 2' });
    expect(selection).toMatchObject({
      lists: { urls: [lists.urls, { headers: { A: '1' } }, { headers: { A: '2' } }] },
    });
  });

  test.each<Given>([
    { tags: 'a' },
    { mode: 'everything' },
    { mode: 'urls' },
  ])('variants without URLs are a warning: %j', async (given) => {
    const { warnings } = await settingsOf({ ...given, variants: 'A: 1' });
    expect(warnings).toEqual([expect.stringContaining('variants')]);
  });
});
