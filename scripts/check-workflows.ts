/**
 * Looks for mistakes in the workflows and in `action.yml`: actionlint (with shellcheck for what is in
 * `run:`), and zizmor, which knows what has been attacked, in its strictest persona.
 *
 *     npm run check:workflows
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { toolPath } from './tools/tool-path.ts';

const workflows = globSync(['.github/workflows/*.yml', 'test/workflow/*.yml']);

run('actionlint', '-shellcheck', toolPath('shellcheck'), '-pyflakes', '', ...workflows);
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
