import { describe, expect, test } from 'vitest';
import { compareEntries } from '../../../src/changed/compare-entries.ts';
import { readTree, type TreeEntry } from '../../../src/changed/tree.ts';
import { file, folder, hash } from './fake-github.ts';

const link: TreeEntry = { path: 'x', kind: 'link', hash: '1' };
const submodule: TreeEntry = { path: 'x', kind: 'submodule', hash: '1' };

test('files that are added, changed, removed; the others are left out', () => {
  const base = [file('same', '1'), file('changed', '1'), file('removed', '1')];
  const head = [file('added', '1'), file('changed', '2'), file('same', '1')];
  expect(compareEntries('', base, head)).toEqual({
    files: [
      { path: 'added', change: 'added' },
      { path: 'changed', change: 'changed' },
      { path: 'removed', change: 'removed' },
    ],
    folders: [],
    unclear: undefined,
  });
});

test('folders are to be looked into where their hashes differ', () => {
  const base = [folder('same', '1'), folder('changed', '1'), folder('removed', '1')];
  const head = [folder('added', '1'), folder('changed', '2'), folder('same', '1')];
  expect(compareEntries('a/b', base, head).folders).toEqual([
    { path: 'a/b/added', base: undefined, head: '1' },
    { path: 'a/b/changed', base: '1', head: '2' },
    { path: 'a/b/removed', base: '1', head: undefined },
  ]);
});

test('a file where a folder was, and a folder where a file was', () => {
  const changes = compareEntries(
    '',
    [folder('a', '1'), file('b', '2')],
    [file('a', '3'), folder('b', '4')],
  );
  expect(changes).toEqual({
    files: [
      { path: 'a', change: 'added' },
      { path: 'b', change: 'removed' },
    ],
    folders: [
      { path: 'a', base: '1', head: undefined },
      { path: 'b', base: undefined, head: '4' },
    ],
    unclear: undefined,
  });
});

describe('what URLs cannot tell', () => {
  const other = { hash: '2' };

  test.each<[string, TreeEntry[], TreeEntry[]]>([
    ['a new link', [], [link]],
    ['a changed link', [link], [{ ...link, ...other }]],
    ['a removed link', [link], []],
    ['a link where a file was, of the same bytes', [file('x', '1')], [link]],
    ['a new sub-module', [], [submodule]],
    ['a changed sub-module', [submodule], [{ ...submodule, ...other }]],
    ['a folder where a sub-module was', [submodule], [folder('x', '1')]],
    ['a name that is not UTF-8', [], [file('gr\uFFFDn', '1')]],
  ])('%s', (_, base, head) => {
    expect(compareEntries('', base, head).unclear).toEqual(expect.any(String));
  });

  test('is none where it stays as it is', () => {
    const entries = [link, { ...submodule, path: 'y' }, file('gr\uFFFDn', '1')];
    expect(compareEntries('', entries, entries)).toEqual({
      files: [],
      folders: [],
      unclear: undefined,
    });
  });
});

describe('a tree is read', () => {
  const entry = { path: 'a', mode: '100644', type: 'blob', sha: hash(1) };

  test('whatever its modes', () => {
    const tree = [
      entry,
      { ...entry, path: 'b', mode: '100755' },
      { ...entry, path: 'c', mode: '120000' },
      { ...entry, path: 'd', mode: '040000', type: 'tree' },
      { ...entry, path: 'e', mode: '160000', type: 'commit' },
    ];
    expect(readTree({ tree, truncated: true })).toEqual({
      entries: ['file', 'file', 'link', 'folder', 'submodule'].map((kind, index) => ({
        path: 'abcde'[index],
        kind,
        hash: hash(1),
      })),
      isCut: true,
    });
  });

  test.each([
    undefined,
    [],
    { tree: {} },
    { tree: [{ ...entry, type: 'tag' }] },
    { tree: [{ ...entry, path: '' }] },
    { tree: [entry, { ...entry, sha: 'x' }] },
  ])('only where all of it is understood: %j', (json) => {
    expect(readTree(json)).toBeUndefined();
  });
});
