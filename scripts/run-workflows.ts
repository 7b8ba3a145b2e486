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

/** Runs one workflow. Each of its jobs must succeed: where act leaves one out, it ends with success. */
function run(workflow: string): { readonly passed: number; readonly failed: number } {
  const started = performance.now();
  const text = readFileSync(workflow, 'utf8');
  const expected = nameJobs((parse(text) as { jobs: Readonly<Record<string, Job>> }).jobs);
  const { status, stdout, stderr, error } = spawnSync(toolPath('act'), parameters(workflow, text), {
    // act asks its makers for news unless told otherwise.
    env: { ...process.env, ACT_DISABLE_VERSION_CHECK: '1' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: longestMs,
  });
  const succeeded = [...stdout.matchAll(/^\[[^/]*\/(.*?)(?:-\d+)?\s*\] 🏁 {2}Job succeeded$/gm)];
  const passed = expected.filter((name) => succeeded.some(([, job]) => job === name));
  const missing = expected.filter((name) => !passed.includes(name));
  const failed = status === 0 && error === undefined ? missing.length : Math.max(missing.length, 1);
  if (failed > 0) console.log(`${stdout}\n${stderr}\n${error ?? ''}`);
  for (const name of passed) console.log(`passed: ${name}`);
  for (const name of missing) console.log(`did not succeed: ${name}`);
  for (const [line] of stdout.matchAll(/Actions run on Node .*$/gm)) console.log(line);
  console.log(`${workflow}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return { passed: passed.length, failed };
}

interface Job {
  readonly name: string;
  readonly strategy?: {
    readonly matrix: {
      readonly os?: readonly string[];
      readonly include?: readonly Readonly<Record<string, string>>[];
    };
  };
}

/** The names of all jobs, those of a matrix each by its values; of systems, only this one. */
function nameJobs(jobs: Readonly<Record<string, Job>>): string[] {
  return Object.values(jobs).flatMap(({ name, strategy }) => {
    const rows = strategy?.matrix.include ?? [{ os: 'ubuntu-latest' }];
    return rows.map((row: Readonly<Record<string, string>>) =>
      name.replace(/\$\{\{ matrix\.(\w+) \}\}/g, (_, key: string) => row[key] ?? ''),
    );
  });
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
