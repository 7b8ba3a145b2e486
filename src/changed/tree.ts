import { readField, readHash, readText } from '../json.ts';

/** What stands in a folder, or below it where it was read with all its folders. */
export interface TreeEntry {
  /** Name, or path below the folder that was read. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'submodule';
  /** Equal where the content is; the right to execute a file is no part of it. */
  readonly hash: string;
}

export interface Tree {
  readonly entries: readonly TreeEntry[];
  /** Whether GitHub left entries out. */
  readonly isCut: boolean;
}

/**
 * Reads an answer of GitHub's tree endpoint.
 * @see https://docs.github.com/en/rest/git/trees#get-a-tree
 */
export function readTree(json: unknown): Tree | undefined {
  const list = readField(json, 'tree');
  if (!Array.isArray(list)) return undefined;
  const entries = list.map(readEntry);
  const known = entries.filter((entry) => entry !== undefined);
  return known.length === entries.length
    ? { entries: known, isCut: readField(json, 'truncated') === true }
    : undefined;
}

const kinds: Readonly<Record<string, TreeEntry['kind']>> = {
  tree: 'folder',
  commit: 'submodule',
  blob: 'file',
};

function readEntry(json: unknown): TreeEntry | undefined {
  const path = readText(json, 'path');
  const kind = kinds[readText(json, 'type') ?? ''];
  const hash = readHash(json, 'sha');
  if (path === undefined || kind === undefined || hash === undefined) return undefined;
  return { path, kind: readText(json, 'mode') === '120000' ? 'link' : kind, hash };
}

/** The hash of an entry that is a folder; undefined for all others. */
export function folderHash(entry: TreeEntry | undefined): string | undefined {
  return entry?.kind === 'folder' ? entry.hash : undefined;
}
