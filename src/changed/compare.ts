import { type GitHub, GitHubError } from './github.ts';
import type { Tree, TreeEntry } from './github-data.ts';

/** A file that is not what it was. */
export interface FileChange {
  /** Below the folder that is served. */
  readonly path: string;
  readonly change: 'added' | 'changed' | 'removed';
}

/** Why single files cannot be named. The message is shown as it is. */
export class NotComparable extends Error {
  override readonly name = 'NotComparable';
}

/** GitHub does not have a commit, or the token may not know of it. */
export class MissingCommit extends Error {
  override readonly name = 'MissingCommit';
  readonly sha: string;

  constructor(sha: string) {
    super(sha);
    this.sha = sha;
  }
}

/** More changes than these are not purged one by one: 100 requests to Cloudflare, without variants. */
export const mostUrls = 10_000;

export const tooManyUrls = 'more than 10,000 URLs have changed';

/**
 * How much is compared of two commits: ten million entries, or a thousand folders that GitHub cuts (a
 * workflow's token has 1,000 requests an hour). Cut folders can be listed as part of each other, and
 * such a comparison would never end.
 */
const mostWork = 10_000_000;
const workPerFolder = 10_000;

/**
 * Compares the trees of a commit and of several others: a file has changed if it differs from any of
 * them. Histories do not matter, so a rollback or a force-push gives the right files as well.
 * @param root Names of the folders that lead to the one that is served.
 * @returns undefined if no commit has that folder.
 */
export async function compareCommits(
  root: readonly string[],
  { bases, head }: { readonly bases: readonly string[]; readonly head: string },
  github: Pick<GitHub, 'readTree'>,
): Promise<readonly FileChange[] | undefined> {
  const read = createReader(github);
  const files = new Map<string, FileChange>();
  let hasRoot = false;
  for (const base of bases) {
    const [before, now] = await findRoots(root, [base, head], read);
    if (before === undefined && now === undefined) continue;
    hasRoot = true;
    await new Comparison(files, read).compare('', before, now);
  }
  return hasRoot ? [...files.values()] : undefined;
}

type ReadTree = GitHub['readTree'];

/** Reads each folder once, whatever commits have it. */
function createReader(github: Pick<GitHub, 'readTree'>): ReadTree {
  const trees = new Map<string, Promise<Tree>>();
  return (hash, recursive) => {
    const key = `${hash} ${recursive}`;
    const tree = trees.get(key) ?? github.readTree(hash, recursive);
    trees.set(key, tree);
    return tree;
  };
}

/** Walks from both commits down to the folder that is served; undefined on a side that lacks it. */
async function findRoots(
  root: readonly string[],
  commits: readonly [string, string],
  read: ReadTree,
): Promise<readonly [string | undefined, string | undefined]> {
  // A missing head is named first. Without a root, all of the commit is read anyway.
  const trees = await Promise.allSettled(commits.map((sha) => read(sha, root.length === 0)));
  for (const index of [1, 0]) {
    const tree = trees[index];
    if (tree?.status !== 'rejected') continue;
    const isMissing = tree.reason instanceof GitHubError && tree.reason.kind === 'not-found';
    throw isMissing ? new MissingCommit(commits[index] ?? '') : tree.reason;
  }
  let pair: readonly [string | undefined, string | undefined] = commits;
  for (const [depth, name] of root.entries()) {
    const path = root.slice(0, depth + 1).join('/');
    const [base, head] = pair;
    pair = await Promise.all([
      findFolder(base, name, path, read),
      findFolder(head, name, path, read),
    ]);
  }
  return pair;
}

async function findFolder(
  parent: string | undefined,
  name: string,
  path: string,
  read: ReadTree,
): Promise<string | undefined> {
  const entries = parent === undefined ? [] : (await readWhole(parent, read)).entries;
  const entry = entries.find((candidate) => candidate.path === name);
  if (entry?.kind === 'link' || entry?.kind === 'submodule') {
    throw new NotComparable(`${path}, on the way to \`root\`, is or was a ${entry.kind}`);
  }
  return entry?.kind === 'folder' ? entry.hash : undefined;
}

/** A folder's own entries. GitHub cuts these only if a single folder has more than 100,000. */
async function readWhole(hash: string, read: ReadTree): Promise<Tree> {
  const tree = await read(hash, false);
  if (!tree.isCut) return tree;
  throw new GitHubError('unreachable', 'does not list all files of a very large folder');
}

const nothing: Tree = { entries: [], isCut: false };

/** Compares two folders, and adds the files that differ to those that are known. */
class Comparison {
  readonly #files: Map<string, FileChange>;
  readonly #read: ReadTree;
  #work = 0;
  #hasFailed = false;

  constructor(files: Map<string, FileChange>, read: ReadTree) {
    this.#files = files;
    this.#read = read;
  }

  /** Reads both recursively, and folder by folder where GitHub cuts that. */
  async compare(folder: string, base: string | undefined, head: string | undefined): Promise<void> {
    if (base === head || this.#hasFailed) return;
    this.#count(workPerFolder);
    const [before, now] = await this.#readBoth(base, head, this.#read);
    if (!before.isCut && !now.isCut) {
      this.#compareEntries(folder, before, now);
      return;
    }
    const readFolder = (hash: string): Promise<Tree> => readWhole(hash, this.#read);
    const folders = this.#compareEntries(folder, ...(await this.#readBoth(base, head, readFolder)));
    try {
      await Promise.all(folders.map((pair) => this.compare(...pair)));
    } catch (error) {
      // The others would go on reading folders that nobody needs any more.
      this.#hasFailed = true;
      throw error;
    }
  }

  #readBoth(
    base: string | undefined,
    head: string | undefined,
    read: ReadTree,
  ): Promise<[Tree, Tree]> {
    const readSide = async (hash: string | undefined): Promise<Tree> =>
      hash === undefined ? nothing : read(hash, true);
    return Promise.all([readSide(base), readSide(head)]);
  }

  /** Adds files, and returns the folders that differ. The permission to execute a file is no change. */
  #compareEntries(
    folder: string,
    base: Tree,
    head: Tree,
  ): readonly [path: string, base: string | undefined, head: string | undefined][] {
    this.#count(base.entries.length + head.entries.length);
    const folders: [string, string | undefined, string | undefined][] = [];
    for (const [name, before, now] of pairUp(base.entries, head.entries)) {
      if (before?.hash === now?.hash && before?.kind === now?.kind) continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      checkComparable(path, before, now);
      if (before?.kind === 'folder' || now?.kind === 'folder') {
        folders.push([path, folderHash(before), folderHash(now)]);
      }
      this.#add(path, before?.kind === 'file', now?.kind === 'file');
    }
    return folders;
  }

  #add(path: string, wasFile: boolean, isFile: boolean): void {
    if ((!wasFile && !isFile) || this.#files.has(path)) return;
    const change = wasFile ? (isFile ? 'changed' : 'removed') : 'added';
    this.#files.set(path, { path, change });
    // Each file has at least one URL.
    if (this.#files.size > mostUrls) throw new NotComparable(tooManyUrls);
  }

  #count(work: number): void {
    this.#work += work;
    if (this.#work > mostWork) throw new NotComparable('there are too many folders to compare');
  }
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

function folderHash(entry: TreeEntry | undefined): string | undefined {
  return entry?.kind === 'folder' ? entry.hash : undefined;
}

const elsewhere = { link: 'a symbolic link', submodule: 'a submodule' } as const;

function checkComparable(path: string, ...sides: readonly (TreeEntry | undefined)[]): void {
  // GitHub sends JSON, which is Unicode: this is not what the file is called.
  if (path.includes('\uFFFD')) throw new NotComparable(`the name of ${path} is not UTF-8`);
  for (const entry of sides) {
    if (entry?.kind === 'link' || entry?.kind === 'submodule') {
      throw new NotComparable(
        `${path} is or was ${elsewhere[entry.kind]}, whose files are elsewhere`,
      );
    }
  }
}
