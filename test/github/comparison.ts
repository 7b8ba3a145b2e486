import { askGit, runGit } from './git.ts';

/** What differs between two commits, the way the compare endpoint sees it: from where they part. */
export type Comparison = {
  readonly mergeBase: string;
  /** On the head's side alone, oldest first. */
  readonly ahead: readonly string[];
  /** How many are on the base's side alone. */
  readonly behind: number;
  readonly files: readonly ChangedFile[];
};

export type ChangedFile = {
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly path: string;
  readonly previousPath?: string;
  /** Of the blob that is there now, or that was. */
  readonly sha: string;
};

/** Compares two commits, given by their hashes; undefined where their histories never met. */
export async function compareCommits(
  dir: string,
  base: string,
  head: string,
): Promise<Comparison | undefined> {
  const found = await askGit(dir, ['merge-base', base, head]);
  const mergeBase = found.stdout.toString().trim();
  if (mergeBase === '') return undefined;
  const [ahead, behind, raw] = await Promise.all([
    runGit(dir, ['rev-list', '--reverse', `${base}..${head}`]),
    runGit(dir, ['rev-list', '--count', `${head}..${base}`]),
    runGit(dir, ['diff', '--raw', '-z', '--no-abbrev', '--find-renames', mergeBase, head]),
  ]);
  return {
    mergeBase,
    ahead: ahead.split('\n').filter(Boolean),
    behind: Number(behind),
    files: readRaw(raw),
  };
}

// ":<mode> <mode> <object> <object> <status>\0<path>\0", with a second path where it was renamed:
// https://git-scm.com/docs/git-diff#_raw_output_format
function readRaw(raw: string): readonly ChangedFile[] {
  const fields = raw.split('\0').values();
  const files: ChangedFile[] = [];
  for (const field of fields) {
    if (field === '') continue;
    const [, , before = '', after = '', letter = ''] = field.split(' ');
    const path = fields.next().value ?? '';
    if (letter.startsWith('R')) {
      const renamed = fields.next().value ?? '';
      files.push({ status: 'renamed', path: renamed, previousPath: path, sha: after });
    } else if (letter === 'A') files.push({ status: 'added', path, sha: after });
    else if (letter === 'D') files.push({ status: 'removed', path, sha: before });
    else files.push({ status: 'modified', path, sha: after });
  }
  return files;
}
