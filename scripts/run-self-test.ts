/**
 * Runs `.github/workflows/self-test.yml` on this machine, by act: no GitHub and no container engine.
 *
 *     npm run test:workflows
 *
 * What is printed while all goes well is a line a job; where something fails, all that act said.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { toolPath } from './tools/tool-path.ts';

const workflow = '.github/workflows/self-test.yml';
/** Actions that cannot be downloaded here. act itself stands in for actions/checkout. */
const standIns = { 'actions/setup-node': 'test/workflow/setup-node-stand-in' };

const text = readFileSync(workflow, 'utf8');
const { jobs } = parse(text) as { jobs: Readonly<Record<string, unknown>> };
const folder = mkdtempSync(join(tmpdir(), 'act-'));
try {
  const started = performance.now();
  const { status, stdout, error } = spawnSync(toolPath('act'), parameters(), {
    // act asks its makers for news unless told otherwise.
    env: { ...process.env, ACT_DISABLE_VERSION_CHECK: '1' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 5 * 60 * 1000,
  });
  if (error) throw error;
  const ended = stdout.match(/^\[.*\] 🏁 {2}Job (?:succeeded|failed)$/gm) ?? [];
  const failed = ended.filter((line) => line.endsWith('failed')).length;
  const passed = ended.length - failed;
  // Where act leaves a job out, it still ends with success.
  const complete = status === 0 && failed === 0 && passed >= Object.keys(jobs).length;
  console.log(complete ? ended.join('\n') : stdout);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`act ran the self-test in ${seconds} s.\n${passed} passed, ${failed} failed`);
  if (!complete) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function parameters(): string[] {
  return [
    'workflow_dispatch',
    ...['--workflows', workflow],
    // On this machine itself, so only the jobs for its kind: the others run on GitHub.
    ...['--platform', 'ubuntu-latest=-self-hosted', '--matrix', 'os:ubuntu-latest'],
    // It would listen on all addresses of the machine.
    '--no-cache-server',
    ...['--action-cache-path', folder],
    ...Object.entries(standIns).flatMap(([name, path]) => {
      const [pinned] = new RegExp(`${name}@[0-9a-f]{40}`).exec(text) ?? [];
      return pinned === undefined ? [] : ['--local-repository', `${pinned}=${path}`];
    }),
  ];
}
