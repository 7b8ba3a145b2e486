/**
 * Looks for mistakes in the workflows and in `action.yml`: actionlint (with shellcheck for what is in
 * `run:`), and zizmor, which knows what has been attacked, in its strictest persona.
 *
 *     npm run check:workflows
 */
import { spawnSync } from 'node:child_process';
import { toolPath } from './tools/tool-path.ts';

run('actionlint', '-shellcheck', toolPath('shellcheck'), '-pyflakes', '');
run(
  'zizmor',
  ...['--persona', 'auditor', '--min-severity', 'informational'],
  // It looks up nothing, so that the same files give the same findings everywhere.
  '--offline',
  ...['--strict-collection', '.github', 'action.yml'],
);

function run(name: Parameters<typeof toolPath>[0], ...parameters: readonly string[]): void {
  const { status, error } = spawnSync(toolPath(name), parameters, { stdio: 'inherit' });
  if (error) throw error;
  console.log(status === 0 ? `${name}: no findings` : `${name}: failed with ${status}`);
  if (status !== 0) process.exitCode = 1;
}
