import fc from 'fast-check';
import type { Change } from '../github/fast-import.ts';

/** A file of a random history. */
interface File {
  readonly content: string;
  readonly executable: boolean;
}

/** Files by their paths. */
export type Tree = ReadonlyMap<string, File>;

/** One step in the making of a tree. Numbers stand for files or earlier trees, by remainder. */
type Edit =
  | { readonly kind: 'write'; readonly path: string; readonly file: File }
  | { readonly kind: 'delete'; readonly which: number }
  | { readonly kind: 'delete-folder'; readonly which: number }
  | { readonly kind: 'rename'; readonly which: number; readonly path: string }
  | { readonly kind: 'change-mode'; readonly which: number }
  | { readonly kind: 'roll-back'; readonly which: number };

// Few, so that files, folders and renames meet each other; each is there for a reason.
const names = [
  'index.html',
  'page.html',
  'page',
  'app.js',
  'a',
  'b',
  'with space',
  '100%',
  '%41',
  'a#b',
  'a?b=c',
  'größe',
  'gro\u0308ße',
  'me@example.com',
  'a+b,c(d)',
  '😀.png',
  '*',
  'back\\slash',
  '日本',
  '..a',
  '-rf',
  'x.HTML',
  'index.html.br',
];

const path = fc
  .array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
  .map((segments) => segments.join('/'));
// Few contents, so that files become what they were before, or what others are.
const file = fc.record({
  content: fc.constantFrom('one', 'two', 'three', ''),
  executable: fc.boolean(),
});
const which = fc.nat(1000);

const write = fc.record({ kind: fc.constant('write' as const), path, file });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: write },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete-folder' as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename' as const), which, path }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('change-mode' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('roll-back' as const), which }) },
);

const some = <T>(arbitrary: fc.Arbitrary<T>, minLength: number, maxLength: number) =>
  fc.array(arbitrary, { minLength, maxLength, size: 'max' });

/** The trees of a random history, one a commit. */
export const histories: fc.Arbitrary<readonly Tree[]> = fc
  .tuple(some(write, 3, 20), some(some(edit, 1, 12), 1, 4))
  .map(([first, later]) => {
    const trees: Tree[] = [];
    for (const edits of [first, ...later]) {
      const start = trees.at(-1) ?? new Map();
      trees.push(edits.reduce((tree, one: Edit) => change(tree, one, trees), start));
    }
    return trees;
  });

function change(tree: Tree, one: Edit, earlier: readonly Tree[]): Tree {
  if (one.kind === 'roll-back') return earlier[one.which % earlier.length] ?? tree;
  if (one.kind === 'write') return put(tree, one.path, one.file);
  const [chosen, content] = [...tree][one.which % tree.size] ?? [];
  if (chosen === undefined || content === undefined) return tree;
  switch (one.kind) {
    case 'delete':
      return without(tree, (name) => name === chosen);
    case 'delete-folder': {
      const folder = chosen.replace(/[^/]+$/, '');
      return without(tree, (name) => name.startsWith(folder));
    }
    case 'rename':
      return put(
        without(tree, (name) => name === chosen),
        one.path,
        content,
      );
    case 'change-mode':
      return put(tree, chosen, { ...content, executable: !content.executable });
  }
}

// A file where a folder is takes the folder's place, and the other way round.
function put(tree: Tree, at: string, content: File): Tree {
  const rest = without(
    tree,
    (name) => name === at || name.startsWith(`${at}/`) || at.startsWith(`${name}/`),
  );
  return new Map([...rest, [at, content]]);
}

function without(tree: Tree, isGone: (path: string) => boolean): Tree {
  return new Map([...tree].filter(([name]) => !isGone(name)));
}

/** A tree as a commit takes it. */
export function filesOf(tree: Tree): Readonly<Record<string, Change>> {
  return Object.fromEntries(
    [...tree].map(([name, { content, executable }]) => [
      name,
      executable ? { content, executable } : content,
    ]),
  );
}

/** All folders of some trees, and '' for their root. */
export function foldersOf(trees: readonly Tree[]): readonly string[] {
  const paths = trees.flatMap((tree) => [...tree.keys()]);
  const folders = paths.flatMap((name) => {
    const segments = name.split('/').slice(0, -1);
    return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
  });
  return ['', ...new Set(folders)];
}
