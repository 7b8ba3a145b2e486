import type { Checked } from '../text.ts';

export const rootForm = 'a folder of the repository such as `public` or `sites/www`';

/**
 * Reads the names of the folders that lead to `root`; none for the whole repository.
 * `./public/` and `public` are the same.
 */
export function readRootFolder(text: string): Checked<readonly string[]> {
  if (/^(?:\/|[a-z]:)/i.test(text)) {
    return { ok: false, problem: 'is an absolute path, but the folder is looked for in Git' };
  }
  if (text.includes('\\')) return { ok: false, problem: 'has a backslash; folders end in /' };
  const names = text.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) return { ok: false, problem: 'leads out of the repository with ..' };
  return { ok: true, value: names };
}
