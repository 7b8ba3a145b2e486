import { folderHash, type TreeEntry } from './tree.ts';

/** A file that is not what it was. */
export interface FileChange {
  /** Below the folder that is served. */
  readonly path: string;
  readonly change: 'added' | 'changed' | 'removed';
}

/** A folder that is not what it was; only one side where it is new or gone. */
export interface FolderChange {
  readonly path: string;
  readonly base: string | undefined;
  readonly head: string | undefined;
}

export interface EntryChanges {
  readonly files: readonly FileChange[];
  readonly folders: readonly FolderChange[];
  /** What cannot be turned into URLs, in words; undefined where nothing of that kind changed. */
  readonly unclear: string | undefined;
}

/**
 * Compares what stands in a folder before and now. The right to execute a file is no change of it: the
 * bytes are the same.
 */
export function compareEntries(
  folder: string,
  base: readonly TreeEntry[],
  head: readonly TreeEntry[],
): EntryChanges {
  const files: FileChange[] = [];
  const folders: FolderChange[] = [];
  let unclear: string | undefined;
  for (const [name, before, now] of pairUp(base, head)) {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (before?.hash === now?.hash && before?.kind === now?.kind) continue;
    unclear ??= findUnclear(path, before, now);
    const file = compareFiles(isFile(before), isFile(now));
    if (file !== undefined) files.push({ path, change: file });
    if (before?.kind === 'folder' || now?.kind === 'folder') {
      folders.push({ path, base: folderHash(before), head: folderHash(now) });
    }
  }
  return { files, folders, unclear };
}

function* pairUp(
  base: readonly TreeEntry[],
  head: readonly TreeEntry[],
): Generator<[name: string, before: TreeEntry | undefined, now: TreeEntry | undefined]> {
  const before = new Map(base.map((entry) => [entry.path, entry]));
  for (const entry of head) {
    yield [entry.path, before.get(entry.path), entry];
    before.delete(entry.path);
  }
  for (const entry of before.values()) yield [entry.path, entry, undefined];
}

function compareFiles(before: boolean, now: boolean): FileChange['change'] | undefined {
  if (before && now) return 'changed';
  if (now) return 'added';
  return before ? 'removed' : undefined;
}

function isFile(entry: TreeEntry | undefined): boolean {
  return entry?.kind === 'file';
}

const unclearKinds = { link: 'a symbolic link', submodule: 'a sub-module' } as const;

function findUnclear(
  path: string,
  ...sides: readonly (TreeEntry | undefined)[]
): string | undefined {
  // GitHub writes JSON, which is Unicode: what stands there is not what the file is called.
  if (path.includes('\uFFFD')) return `the name of ${path} is not UTF-8`;
  for (const entry of sides) {
    if (entry?.kind === 'link' || entry?.kind === 'submodule') {
      return `${path} is or was ${unclearKinds[entry.kind]}, whose files lie elsewhere`;
    }
  }
  return undefined;
}
