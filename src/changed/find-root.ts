import type { Answer } from './answer.ts';
import { folderHash, type TreeEntry } from './tree.ts';

/** The folder that is served on both sides; undefined where one of them has none. */
export type RootPair =
  | {
      readonly kind: 'folders';
      readonly base: string | undefined;
      readonly head: string | undefined;
    }
  /** It is on neither side. */
  | { readonly kind: 'no-folder' }
  /** The way to it leads elsewhere, in words. */
  | { readonly kind: 'unclear'; readonly why: string };

/**
 * Walks from two commits down to the folder that is served, where they are equal as well: a folder
 * that does not exist is a mistake that must be told.
 * @param read Reads what stands in a folder.
 */
export async function findRoot(
  names: readonly string[],
  commits: { readonly base: string; readonly head: string },
  read: (hash: string) => Promise<Answer<readonly TreeEntry[]>>,
): Promise<Answer<RootPair>> {
  let pair: { base: string | undefined; head: string | undefined } = commits;
  for (const [depth, name] of names.entries()) {
    const [base, head] = await Promise.all([
      findEntry(pair.base, name, read),
      findEntry(pair.head, name, read),
    ]);
    if (base.kind !== 'found') return base;
    if (head.kind !== 'found') return head;
    const path = names.slice(0, depth + 1).join('/');
    const elsewhere = [base.value, head.value].find((entry) => entry && isElsewhere(entry));
    if (elsewhere !== undefined) {
      const why = `${path}, on the way to \`root\`, is or was a ${elsewhere.kind}`;
      return { kind: 'found', value: { kind: 'unclear', why } };
    }
    pair = { base: folderHash(base.value), head: folderHash(head.value) };
    if (pair.base === undefined && pair.head === undefined) {
      return { kind: 'found', value: { kind: 'no-folder' } };
    }
  }
  return { kind: 'found', value: { kind: 'folders', ...pair } };
}

async function findEntry(
  folder: string | undefined,
  name: string,
  read: (hash: string) => Promise<Answer<readonly TreeEntry[]>>,
): Promise<Answer<TreeEntry | undefined>> {
  if (folder === undefined) return { kind: 'found', value: undefined };
  const entries = await read(folder);
  if (entries.kind !== 'found') return entries;
  return { kind: 'found', value: entries.value.find(({ path }) => path === name) };
}

function isElsewhere({ kind }: TreeEntry): boolean {
  return kind === 'link' || kind === 'submodule';
}
