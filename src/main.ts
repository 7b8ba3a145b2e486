import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { systemClock } from './clock.ts';
import { createUndiciTransport } from './cloudflare/undici-transport.ts';
import { run } from './run.ts';
import { createActionsRunner } from './workflow/actions-runner.ts';

// The runner ends a cancelled step with SIGINT, then SIGTERM, then kills it.
const cancelled = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => cancelled.abort());
}

const workspace = process.env['GITHUB_WORKSPACE'] || process.cwd();
const temporaryFolder = process.env['RUNNER_TEMP'] || tmpdir();

const succeeded = await run({
  environment: process.env,
  runner: createActionsRunner(process.stdout),
  clock: systemClock,
  random: Math.random,
  cancelled: cancelled.signal,
  readFile: (path) => createReadStream(resolve(workspace, path)),
  writeReportFile: async (pieces) => {
    const path = join(temporaryFolder, `purge-cloudflare-cache-${randomUUID()}.json`);
    await writeFile(path, pieces);
    return path;
  },
  createTransport: createUndiciTransport,
});
process.exitCode = succeeded ? 0 : 1;
