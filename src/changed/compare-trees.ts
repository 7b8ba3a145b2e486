import type { Answer, Unanswered } from './answer.ts';
import type { EntryChanges, FileChange, FolderChange } from './compare-entries.ts';
import { findRoot } from './find-root.ts';
import type { FolderReader } from './folder-reader.ts';

/** The files that differ between two commits, or why that cannot be told. */
export type TreeComparison =
  | { readonly kind: 'compared'; readonly files: readonly FileChange[] }
  /** The folder that is served is in neither commit. */
  | { readonly kind: 'no-folder' }
  /** GitHub does not have one of the commits, or the token may not know. */
  | { readonly kind: 'no-commit'; readonly sha: string }
  /** URLs cannot tell it all, in words. */
  | { readonly kind: 'unclear'; readonly why: string }
  | Unanswered;

/**
 * From so many folders on, all are read at once: a token of a workflow has 1,000 requests an hour.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#primary-rate-limit-for-github_token-in-github-actions
 */
const manyFolders = 40;

/** More changes than these are not purged one by one: 100 requests to Cloudflare, without variants. */
export const mostUrls = 10_000;

export const tooManyUrls = 'more than 10,000 URLs have changed';

/**
 * Compares the trees of two commits from a folder down. Histories are not looked at, so that a
 * roll-back or a force-push gives the right files as well.
 * @param names The folders that lead to the one that is compared.
 */
export async function compareTrees(
  names: readonly string[],
  commits: { readonly base: string; readonly head: string },
  reader: FolderReader,
): Promise<TreeComparison> {
  const [base, head] = await Promise.all([reader.read(commits.base), reader.read(commits.head)]);
  if (head.kind === 'not-found') return { kind: 'no-commit', sha: commits.head };
  if (base.kind === 'not-found') return { kind: 'no-commit', sha: commits.base };
  const root = await findRoot(names, commits, reader.read);
  if (root.kind !== 'found') return root;
  if (root.value.kind !== 'folders') return root.value;
  const { base: before, head: now } = root.value;
  if (before === now) return { kind: 'compared', files: [] };
  return compareFolders({ path: '', base: before, head: now }, reader);
}

/** Reads only folders whose hashes differ, level by level. */
async function compareFolders(root: FolderChange, reader: FolderReader): Promise<TreeComparison> {
  let files: readonly FileChange[] = [];
  let level: readonly FolderChange[] = [root];
  let mayReadWhole = true;
  while (level.length > 0) {
    if (mayReadWhole && level.length > manyFolders) {
      const whole = await reader.compareWhole(root);
      if (whole.kind !== 'found') return whole;
      if (whole.value !== undefined) return addUp([], [whole.value]);
      mayReadWhole = false;
    }
    const compared = allFound(await Promise.all(level.map((folder) => reader.compare(folder))));
    if (compared.kind !== 'found') return compared;
    const soFar = addUp(files, compared.value);
    if (soFar.kind !== 'compared') return soFar;
    files = soFar.files;
    level = compared.value.flatMap((changes) => changes.folders);
  }
  return { kind: 'compared', files };
}

function addUp(
  known: readonly FileChange[],
  compared: readonly EntryChanges[],
): Extract<TreeComparison, { kind: 'compared' | 'unclear' }> {
  const why = compared.find(({ unclear }) => unclear !== undefined)?.unclear;
  if (why !== undefined) return { kind: 'unclear', why };
  const files = [...known, ...compared.flatMap((changes) => changes.files)];
  // Each file has a URL at least.
  return files.length > mostUrls
    ? { kind: 'unclear', why: tooManyUrls }
    : { kind: 'compared', files };
}

function allFound<T>(answers: readonly Answer<T>[]): Answer<readonly T[]> {
  const values: T[] = [];
  for (const answer of answers) {
    if (answer.kind !== 'found') return answer;
    values.push(answer.value);
  }
  return { kind: 'found', value: values };
}
