import { type GitHub, GitHubError } from '../../../src/changed/github.ts';
import type { Tree, TreeEntry } from '../../../src/changed/github-data.ts';

/** A GitHub that answers only what a test gives it; anything else is a question too many. */
export function fakeGitHub(answers: Partial<GitHub>): GitHub {
  const unasked = (name: string) => () => {
    throw new Error(`nobody should ask for ${name}`);
  };
  return {
    findCommit: unasked('findCommit'),
    checkRepository: unasked('checkRepository'),
    hasReference: unasked('hasReference'),
    readTree: unasked('readTree'),
    findWorkflow: unasked('findWorkflow'),
    listRuns: unasked('listRuns'),
    listDeployments: unasked('listDeployments'),
    listStatuses: unasked('listStatuses'),
    listReleases: unasked('listReleases'),
    listTags: unasked('listTags'),
    ...answers,
  };
}

/** A list of these pages. */
export async function* pages<T>(...all: readonly (readonly T[])[]): AsyncGenerator<readonly T[]> {
  yield* all;
}

export function reject(kind: GitHubError['kind']): () => never {
  return () => {
    throw new GitHubError(kind, 'says no');
  };
}

/** A commit's hash that can be told from others: `hash(1)` is `1111…`. */
export function hash(digit: number | string): string {
  return String(digit).repeat(40).slice(0, 40);
}

/** Folders by their hashes, each with its entries. */
export type Trees = Readonly<Record<string, readonly TreeEntry[]>>;

export function file(path: string, content: string): TreeEntry {
  return { path, kind: 'file', hash: content };
}

export function folder(path: string, content: string): TreeEntry {
  return { path, kind: 'folder', hash: content };
}

/** Answers from trees, cut where a recursive one is longer, and keeps what was asked: `hash deep`. */
export function treesOf(trees: Trees, longest = Number.POSITIVE_INFINITY) {
  const asked: string[] = [];
  const readTree = async (of: string, recursive: boolean): Promise<Tree> => {
    asked.push(recursive ? `${of} deep` : of);
    const entries = trees[of];
    if (entries === undefined) throw new GitHubError('not-found', 'answered HTTP 404');
    if (!recursive) return { entries, isCut: false };
    const all: TreeEntry[] = [];
    for (const entry of readDeep(trees, of, '')) {
      if (all.length === longest) return { entries: all, isCut: true };
      all.push(entry);
    }
    return { entries: all, isCut: false };
  };
  return { asked, readTree };
}

function* readDeep(trees: Trees, of: string, prefix: string): Generator<TreeEntry> {
  for (const entry of trees[of] ?? []) {
    yield { ...entry, path: prefix + entry.path };
    if (entry.kind === 'folder') yield* readDeep(trees, entry.hash, `${prefix}${entry.path}/`);
  }
}
