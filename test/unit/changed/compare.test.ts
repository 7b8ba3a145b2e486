import { describe, expect, test } from 'vitest';
import { compareCommits } from '../../../src/changed/compare.ts';
import type { TreeEntry } from '../../../src/changed/github-data.ts';
import { file, folder, type Trees, treesOf } from './fake-github.ts';

const signs = { added: '+', changed: '~', removed: '-' };

/** What differs between `c1` (and `c0`) and `c2`, as `+path`, `-path`, `~path`. */
async function compare(
  trees: Trees,
  { root = [], longest, bases = ['c1'] }: Options = {},
): Promise<{ asked: readonly string[]; told: readonly string[] | undefined }> {
  const { asked, readTree } = treesOf(trees, longest);
  const files = await compareCommits(root, { bases, head: 'c2' }, { readTree });
  const told = files?.map(({ path, change }) => signs[change] + path).toSorted();
  return { asked, told };
}

interface Options {
  readonly root?: readonly string[];
  readonly longest?: number;
  readonly bases?: readonly string[];
}

describe('files', () => {
  test('that are added, changed, removed, in any folder; both commits are read once, whole', async () => {
    const { asked, told } = await compare({
      c1: [file('same', '1'), folder('changed', 'x1'), folder('gone', 'g'), folder('equal', 'e')],
      c2: [folder('changed', 'x2'), folder('new', 'n'), file('same', '1'), folder('equal', 'e')],
      x1: [file('a', '1'), file('b', '1')],
      x2: [file('a', '1'), file('b', '2')],
      g: [file('c', '1')],
      n: [folder('deep', 'd')],
      d: [file('f', '1')],
      e: [file('y', '1')],
    });
    expect(told).toEqual(['+new/deep/f', '-gone/c', '~changed/b']);
    expect(asked).toEqual(['c1 deep', 'c2 deep']);
  });

  test('in place of a folder, and a folder in place of a file', async () => {
    const { told } = await compare({
      c1: [folder('a', 'f1'), file('b', '2')],
      c2: [file('a', '3'), folder('b', 'f2')],
      f1: [file('x', '1')],
      f2: [file('y', '1')],
    });
    expect(told).toEqual(['+a', '+b/y', '-a/x', '-b']);
  });

  test('that differ from any of several commits, each of which is read once', async () => {
    const trees: Trees = {
      c0: [file('a', '0'), file('b', '2'), file('c', '1')],
      c1: [file('a', '2'), file('b', '1')],
      c2: [file('a', '2'), file('b', '2'), file('c', '2')],
    };
    const { asked, told } = await compare(trees, { bases: ['c1', 'c0'] });
    expect(told).toEqual(['+c', '~a', '~b']);
    expect(asked).toEqual(['c1 deep', 'c2 deep', 'c0 deep']);
  });
});

describe('what URLs cannot cover', () => {
  const link: TreeEntry = { path: 'x', kind: 'link', hash: '1' };
  const submodule: TreeEntry = { path: 'x', kind: 'submodule', hash: '1' };
  const other = { hash: '2' };

  test.each<[string, TreeEntry[], TreeEntry[], RegExp]>([
    ['a new link', [], [link], /symbolic link/],
    ['a changed link', [link], [{ ...link, ...other }], /symbolic link/],
    ['a removed link', [link], [], /symbolic link/],
    ['a link in place of a file of the same bytes', [file('x', '1')], [link], /symbolic link/],
    ['a new submodule', [], [submodule], /submodule/],
    ['a changed submodule', [submodule], [{ ...submodule, ...other }], /submodule/],
    ['a folder in place of a submodule', [submodule], [folder('x', 'f')], /submodule/],
    ['a name that is not UTF-8', [], [file('gr\uFFFDn', '1')], /UTF-8/],
  ])('%s', async (_, c1, c2, why) => {
    await expect(compare({ c1, c2, f: [] })).rejects.toThrow(why);
  });

  test('does no harm if it stays as it is', async () => {
    const same = [link, { ...submodule, path: 'y' }, file('gr\uFFFDn', '1')];
    expect((await compare({ c1: same, c2: [...same, file('z', '1')] })).told).toEqual(['+z']);
  });

  test('is more than 10,000 files', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => file(`f${index}`, '1'));
    await expect(compare({ c1: [], c2: many })).rejects.toThrow('10,000');
    expect((await compare({ c1: [], c2: many.slice(1) })).told).toHaveLength(10_000);
  });
});

describe('a tree that GitHub cuts', () => {
  test('is read folder by folder, and only where it differs', async () => {
    const { asked, told } = await compare(
      {
        c1: [folder('same', 's'), folder('changed', 'x1')],
        c2: [folder('same', 's'), folder('changed', 'x2'), folder('new', 'n')],
        s: [file('a', '1'), file('b', '1')],
        x1: [file('c', '1')],
        x2: [file('c', '2')],
        n: [file('d', '1')],
      },
      { longest: 3 },
    );
    expect(told).toEqual(['+new/d', '~changed/c']);
    expect(asked.toSorted()).toEqual(
      ['c1', 'c1 deep', 'c2', 'c2 deep', 'n deep', 'x1 deep', 'x2 deep'].toSorted(),
    );
  });

  test('is read so even if GitHub cuts only one side', async () => {
    const few = [folder('x', 'x1')];
    const many = [folder('x', 'x2'), file('y', '1')];
    const contents: Trees = { x1: [file('a', '1')], x2: [file('a', '2'), file('b', '1')] };
    const grown = await compare({ c1: few, c2: many, ...contents }, { longest: 3 });
    expect(grown.told).toEqual(['+x/b', '+y', '~x/a']);
    const shrunk = await compare({ c1: many, c2: few, ...contents }, { longest: 3 });
    expect(shrunk.told).toEqual(['-x/b', '-y', '~x/a']);
  });

  test.each<[string, Trees]>([
    // No git repository has such a tree.
    ['itself', { c1: [folder('x', 'c1'), folder('y', 'c1')], c2: [folder('x', 'c2')] }],
    // This one is possible: 2^40 paths of 40 trees.
    [
      'each other twice',
      Object.fromEntries(
        ['1', '2'].flatMap((side) =>
          Array.from({ length: 40 }, (_, depth) => [
            depth === 0 ? `c${side}` : `${side} ${depth}`,
            ['x', 'y'].map((name) => folder(name, `${side} ${depth + 1}`)),
          ]),
        ),
      ),
    ],
  ])('and whose folders contain %s ends', async (_, trees) => {
    await expect(compare(trees, { longest: 1 })).rejects.toThrow('too many folders');
  });
});

describe('root', () => {
  const trees: Trees = {
    c1: [folder('a', 'a1'), file('z', '1')],
    c2: [folder('a', 'a2'), file('z', '2')],
    a1: [folder('b', 'b1'), file('x', '1')],
    a2: [folder('b', 'b2'), file('x', '2')],
    b1: [file('y', '1')],
    b2: [file('y', '2')],
  };

  test('is walked down to, and its paths start there', async () => {
    const { asked, told } = await compare(trees, { root: ['a', 'b'] });
    expect(told).toEqual(['~y']);
    expect(asked).toEqual(['c1', 'c2', 'a1', 'a2', 'b1 deep', 'b2 deep']);
    expect((await compare(trees, { root: ['a'] })).told).toEqual(['~b/y', '~x']);
  });

  test('is not read if it is the same folder', async () => {
    const equal: Trees = { c1: [folder('a', 'a1')], c2: [folder('a', 'a1'), file('z', '1')] };
    const { asked, told } = await compare(equal, { root: ['a'] });
    expect([told, asked]).toEqual([[], ['c1', 'c2']]);
  });

  test.each([['q'], ['a', 'q'], ['a', 'x']])('%s/%s is in neither commit', async (...root) => {
    expect((await compare(trees, { root })).told).toBeUndefined();
  });

  test('is looked for even if the folders above it are equal', async () => {
    const equal: Trees = { c1: [folder('a', 'a1')], c2: [folder('a', 'a1')], a1: [] };
    expect((await compare(equal, { root: ['a', 'q'] })).told).toBeUndefined();
  });

  test('in one commit only is all added, or all removed', async () => {
    const added: Trees = { c1: [], c2: [folder('a', 'a2')], a2: [file('x', '1')] };
    expect((await compare(added, { root: ['a'] })).told).toEqual(['+x']);
    const removed: Trees = { c1: [folder('a', 'a1')], c2: [], a1: [file('x', '1')] };
    expect((await compare(removed, { root: ['a'] })).told).toEqual(['-x']);
  });

  test('behind a link is not looked for', async () => {
    const linked: Trees = { c1: [{ path: 'a', kind: 'link', hash: '1' }], c2: [] };
    await expect(compare(linked, { root: ['a', 'b'] })).rejects.toThrow('on the way to `root`');
  });
});

test('a commit that is missing is named; the head first', async () => {
  await expect(compare({ c2: [] })).rejects.toMatchObject({ name: 'MissingCommit', sha: 'c1' });
  await expect(compare({ c1: [] })).rejects.toMatchObject({ name: 'MissingCommit', sha: 'c2' });
  await expect(compare({})).rejects.toMatchObject({ name: 'MissingCommit', sha: 'c2' });
});
