/**
 * Runs workflows on this machine, by act: no GitHub and no container engine.
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

const workflows = ['.github/workflows/self-test.yml', 'test/workflow/rehearse-release.yml'];

/** Actions that cannot be downloaded here. act itself stands in for actions/checkout. */
const standIns = { 'actions/setup-node': 'test/workflow/setup-node-stand-in' };

const longestMs = 5 * 60 * 1000;

const cache = mkdtempSync(join(tmpdir(), 'act-'));
try {
  const counts = workflows.map(run);
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
} finally {
  rmSync(cache, { recursive: true, force: true });
}

/** Runs one workflow, and counts its jobs. */
function run(workflow: string): { readonly passed: number; readonly failed: number } {
  const started = performance.now();
  const text = readFileSync(workflow, 'utf8');
  const { jobs } = parse(text) as { jobs: Readonly<Record<string, unknown>> };
  const { status, stdout, stderr, error } = spawnSync(toolPath('act'), parameters(workflow, text), {
    // act asks its makers for news unless told otherwise.
    env: { ...process.env, ACT_DISABLE_VERSION_CHECK: '1' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: longestMs,
  });
  const passed = stdout.match(/^\[.*\] 🏁 {2}Job succeeded$/gm) ?? [];
  // Where act leaves a job out, it still ends with success.
  const missing = Math.max(Object.keys(jobs).length - passed.length, 0);
  const failed = status === 0 && error === undefined ? missing : Math.max(missing, 1);
  console.log(failed === 0 ? passed.join('\n') : `${stdout}\n${stderr}\n${error ?? ''}`);
  console.log(`${workflow}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return { passed: passed.length, failed };
}

function parameters(workflow: string, text: string): string[] {
  return [
    'workflow_dispatch',
    ...['--workflows', workflow],
    // On this machine itself, so only the jobs for its kind: the others run on GitHub.
    ...['--platform', 'ubuntu-latest=-self-hosted', '--matrix', 'os:ubuntu-latest'],
    // It would listen on all addresses of the machine.
    '--no-cache-server',
    ...['--action-cache-path', cache],
    ...Object.entries(standIns).flatMap(([name, path]) => {
      const [pinned] = new RegExp(`${name}@[0-9a-f]{40}`).exec(text) ?? [];
      return pinned === undefined ? [] : ['--local-repository', `${pinned}=${path}`];
    }),
  ];
}
