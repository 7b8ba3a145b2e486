/**
 * Writes the workflows of docs/recipes.md as files, for programs that look at workflows.
 *
 *     node scripts/extract-recipes.ts FOLDER    writes FOLDER/.github/workflows/*.yml
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRecipes } from '../test/docs/recipe-files.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name a folder');

// actionlint finds workflows that are called by `./` only below a folder with `.git`.
mkdirSync(join(folder, '.git'), { recursive: true });
for (const { path, text } of readRecipes()) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(file);
}
