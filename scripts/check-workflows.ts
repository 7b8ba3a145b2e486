/**
 * Looks for mistakes in the workflows, the recipes and `action.yml`: actionlint (with shellcheck for what is in
 * `run:`), and zizmor, which knows what has been attacked, in its strictest persona.
 *
 *     npm run check:workflows
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractRecipes } from './tools/extract-recipes.ts';
import { toolPath } from './tools/tool-path.ts';

const workflows = globSync(['.github/workflows/*.yml', 'test/workflow/*.yml']);
const actionlintOptions = ['-shellcheck', toolPath('shellcheck'), '-pyflakes', ''];

run('actionlint', ...actionlintOptions, ...workflows);
// Those of the documents as well, but not by zizmor: they name commits by a word.
const folder = mkdtempSync(join(tmpdir(), 'recipes-'));
run('actionlint', ...actionlintOptions, ...extractRecipes(folder));
rmSync(folder, { recursive: true });
run(
  'zizmor',
  ...['--persona', 'auditor', '--strict-collection'],
  // It looks up nothing, so that the same files give the same findings everywhere.
  '--offline',
  ...['.github', 'action.yml', 'test/workflow/setup-node-stand-in', ...workflows],
);

function run(name: Parameters<typeof toolPath>[0], ...parameters: readonly string[]): void {
  const { status, error } = spawnSync(toolPath(name), parameters, { stdio: 'inherit' });
  if (error) throw error;
  console.log(status === 0 ? `${name}: no findings` : `${name}: failed with ${status}`);
  if (status !== 0) process.exitCode = 1;
}
