import type { FileChange } from './compare-entries.ts';
import { compareTrees, mostUrls, type TreeComparison, tooManyUrls } from './compare-trees.ts';
import { FolderReader } from './folder-reader.ts';
import type { GitHub } from './github.ts';

/**
 * Compares a commit with several others: a file has changed where it differs from any of them. Each
 * folder is read once, whatever commits have it.
 * @param names The folders that lead to the one that is compared.
 */
export async function compareCommits(
  names: readonly string[],
  { bases, head }: { readonly bases: readonly string[]; readonly head: string },
  github: GitHub,
): Promise<TreeComparison> {
  const reader = new FolderReader(github);
  const files = new Map<string, FileChange>();
  let hasFolder = false;
  for (const base of bases) {
    const compared = await compareTrees(names, { base, head }, reader);
    if (compared.kind === 'no-folder') continue;
    if (compared.kind !== 'compared') return compared;
    hasFolder = true;
    for (const file of compared.files) if (!files.has(file.path)) files.set(file.path, file);
    if (files.size > mostUrls) return { kind: 'unclear', why: tooManyUrls };
  }
  return hasFolder ? { kind: 'compared', files: [...files.values()] } : { kind: 'no-folder' };
}
