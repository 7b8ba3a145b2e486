import { describe, expect, test } from 'vitest';
import { compareTrees } from '../../../src/changed/compare-trees.ts';
import { FolderReader } from '../../../src/changed/folder-reader.ts';
import { file, folder, type Trees, treesOf } from './fake-github.ts';

const commits = { base: 'c1', head: 'c2' };

/** What changed, as `+path`, `-path`, `~path`; else the whole answer. */
async function compare(trees: Trees, root: readonly string[] = [], deepLimit?: number) {
  const { asked, github } = treesOf(trees, deepLimit);
  const compared = await compareTrees(root, commits, new FolderReader(github));
  const signs = { added: '+', changed: '~', removed: '-' };
  return {
    asked,
    told:
      compared.kind === 'compared'
        ? compared.files.map(({ path, change }) => signs[change] + path).toSorted()
        : compared,
  };
}

test('equal commits cost one request, equal folders two', async () => {
  const { asked, github } = treesOf({ c1: [folder('public', 'p')], p: [file('a', '1')] });
  const same = { base: 'c1', head: 'c1' };
  const compared = await compareTrees(['public'], same, new FolderReader(github));
  expect(compared).toEqual({ kind: 'compared', files: [] });
  expect(asked).toEqual(['c1']);

  const { asked: read, told } = await compare(
    {
      c1: [folder('public', 'p'), file('README.md', '1')],
      c2: [folder('public', 'p'), file('README.md', '2')],
    },
    ['public'],
  );
  expect([told, read]).toEqual([[], ['c1', 'c2']]);
});

test('only folders that differ are read, and new ones with all that is in them', async () => {
  const trees: Trees = {
    c1: [folder('same', 's'), folder('changed', 'x1'), folder('gone', 'g')],
    c2: [folder('same', 's'), folder('changed', 'x2'), folder('new', 'n')],
    x1: [file('a', '1'), file('b', '1')],
    x2: [file('a', '1'), file('b', '2')],
    g: [file('c', '1')],
    n: [folder('deep', 'd'), file('e', '1')],
    d: [file('f', '1')],
  };
  const { asked, told } = await compare(trees);
  expect(told).toEqual(['+new/deep/f', '+new/e', '-gone/c', '~changed/b']);
  expect(asked.toSorted()).toEqual(['c1', 'c2', 'g deep', 'n deep', 'x1', 'x2']);
});

test('a folder that GitHub cuts is read folder by folder', async () => {
  const trees: Trees = {
    c1: [],
    c2: [folder('new', 'n')],
    n: [folder('deep', 'd'), file('e', '1')],
    d: [file('f', '1'), file('g', '1')],
  };
  const { asked, told } = await compare(trees, [], 2);
  expect(told).toEqual(['+new/deep/f', '+new/deep/g', '+new/e']);
  expect(asked).toEqual(['c1', 'c2', 'n deep', 'n', 'd deep']);
});

describe('where very many folders differ', () => {
  const names = Array.from({ length: 60 }, (_, index) => `f${index}`);
  const trees: Trees = {
    c1: names.map((name) => folder(name, `${name} before`)),
    c2: names.map((name) => folder(name, `${name} now`)),
    ...Object.fromEntries(
      names.flatMap((name) => [
        [`${name} before`, [file('a', '1')]],
        [`${name} now`, [file('a', '2')]],
      ]),
    ),
  };
  const changed = names.map((name) => `~${name}/a`).toSorted();

  test('all are read at once', async () => {
    const { asked, told } = await compare(trees);
    expect(told).toEqual(changed);
    expect(asked).toEqual(['c1', 'c2', 'c1 deep', 'c2 deep']);
  });

  test('but where GitHub cuts that, one by one', async () => {
    const { asked, told } = await compare(trees, [], 100);
    expect(told).toEqual(changed);
    expect(asked).toHaveLength(4 + 2 * 60);
  });
});

describe('root', () => {
  const trees: Trees = {
    c1: [folder('a', 'a1')],
    c2: [folder('a', 'a2')],
    a1: [folder('b', 'b1'), file('x', '1')],
    a2: [folder('b', 'b2'), file('x', '2')],
    b1: [file('y', '1')],
    b2: [file('y', '2')],
  };

  test('is walked down to, and its paths begin there', async () => {
    expect((await compare(trees, ['a', 'b'])).told).toEqual(['~y']);
    expect((await compare(trees, ['a'])).told).toEqual(['~b/y', '~x']);
  });

  test.each([[['z']], [['a', 'z']], [['a', 'x']]])('%j is in neither commit', async (root) => {
    expect((await compare(trees, root)).told).toEqual({ kind: 'no-folder' });
  });

  test('is looked for also where the folders above it are equal', async () => {
    const equal: Trees = { c1: [folder('a', 'a1')], c2: [folder('a', 'a1')], a1: [] };
    expect((await compare(equal, ['a', 'z'])).told).toEqual({ kind: 'no-folder' });
  });

  test('in one commit only is all added, or all removed', async () => {
    const added: Trees = { c1: [], c2: [folder('a', 'a2')], a2: [file('x', '1')] };
    expect((await compare(added, ['a'])).told).toEqual(['+x']);
    const removed: Trees = { c1: [folder('a', 'a2')], c2: [], a2: [file('x', '1')] };
    expect((await compare(removed, ['a'])).told).toEqual(['-x']);
  });

  test('behind a link is not looked for', async () => {
    const linked: Trees = { c1: [{ path: 'a', kind: 'link', hash: '1' }], c2: [] };
    expect((await compare(linked, ['a', 'b'])).told).toMatchObject({ kind: 'unclear' });
  });
});

test('a commit that is missing is named; the head first', async () => {
  expect((await compare({ c2: [] })).told).toEqual({ kind: 'no-commit', sha: 'c1' });
  expect((await compare({ c1: [] })).told).toEqual({ kind: 'no-commit', sha: 'c2' });
  expect((await compare({})).told).toEqual({ kind: 'no-commit', sha: 'c2' });
});

test('over 10,000 files end it, without reading on', async () => {
  const many = Array.from({ length: 10_001 }, (_, index) => file(`f${index}`, '1'));
  const trees: Trees = { c1: [], c2: [...many, folder('more', 'm')] };
  const { asked, told } = await compare(trees);
  expect(told).toMatchObject({ kind: 'unclear', why: expect.stringContaining('10,000') });
  expect(asked).toEqual(['c1', 'c2']);
});
