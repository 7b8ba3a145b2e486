import type { GitHub, Page } from '../../../src/changed/github.ts';
import type { Tree, TreeEntry } from '../../../src/changed/tree.ts';

/** A GitHub that answers only what a test gives it; anything else is a question too many. */
export function fakeGitHub(answers: Partial<GitHub>): GitHub {
  const unasked = (name: string) => async () => {
    throw new Error(`nobody should ask for ${name}`);
  };
  return {
    findCommit: unasked('findCommit'),
    findRepository: unasked('findRepository'),
    hasReference: unasked('hasReference'),
    readTree: unasked('readTree'),
    findWorkflow: unasked('findWorkflow'),
    listRuns: unasked('listRuns'),
    listDeployments: unasked('listDeployments'),
    findProgress: unasked('findProgress'),
    listReleases: unasked('listReleases'),
    listTags: unasked('listTags'),
    ...answers,
  };
}

export function found<T>(value: T): { readonly kind: 'found'; readonly value: T } {
  return { kind: 'found', value };
}

/** A list that fits on one page. */
export function page<T>(...entries: readonly T[]) {
  return async () => found<Page<T>>({ entries, isLast: true });
}

export const notFound = { kind: 'not-found' } as const;
export const notAllowed = { kind: 'not-allowed', status: 403, said: 'HTTP 403 "No"' } as const;

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

/** Answers from trees, and keeps what was asked, as `hash` or `hash deep`. */
export function treesOf(trees: Trees, deepLimit = Number.POSITIVE_INFINITY) {
  const asked: string[] = [];
  const readTree: GitHub['readTree'] = async (of, deep) => {
    asked.push(deep ? `${of} deep` : of);
    const entries = trees[of];
    if (entries === undefined) return notFound;
    const all = deep ? [...readDeep(trees, of, '')] : entries;
    const isCut = deep && all.length > deepLimit;
    return found<Tree>({ entries: isCut ? all.slice(0, deepLimit) : all, isCut });
  };
  return { asked, github: fakeGitHub({ readTree }) };
}

function* readDeep(trees: Trees, of: string, prefix: string): Generator<TreeEntry> {
  for (const entry of trees[of] ?? []) {
    yield { ...entry, path: prefix + entry.path };
    if (entry.kind === 'folder') yield* readDeep(trees, entry.hash, `${prefix}${entry.path}/`);
  }
}
