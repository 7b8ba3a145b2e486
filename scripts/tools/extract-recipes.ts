import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRecipes } from '../../test/docs/recipe-files.ts';

/**
 * Writes the workflows of docs/recipes.md as files below a folder, for programs that look at workflows.
 * @returns The paths of the files.
 */
export function extractRecipes(folder: string): string[] {
  // actionlint finds workflows that are called by `./` only below a folder with `.git`.
  mkdirSync(join(folder, '.git'), { recursive: true });
  return readRecipes().map(({ path, text }) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
}
