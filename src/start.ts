import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from './clock.ts';
import { createHttp } from './http/http.ts';
import { createFileReader } from './inputs/files.ts';
import { run } from './run.ts';
import { createActionsRunner } from './runner.ts';

/**
 * Runs the step in the real world.
 * @param cancelled Aborted when the job is canceled.
 * @returns Whether the step succeeded.
 */
export async function start(cancelled: AbortSignal): Promise<boolean> {
  // Nobody reads the log any more: no reason to fail what is being done.
  process.stdout.on('error', () => undefined);

  // Certificates are checked whatever this says, and Node would warn that they are not.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  using http = createHttp(process.env, systemClock);

  const workspace = process.env['GITHUB_WORKSPACE'] || process.cwd();
  const temporaryFolder = process.env['RUNNER_TEMP'] || tmpdir();

  return await run({
    environment: process.env,
    runner: createActionsRunner(process.stdout),
    clock: systemClock,
    random: Math.random,
    cancelled,
    readFile: createFileReader(workspace),
    writeReportFile: async (pieces) => {
      const path = join(temporaryFolder, `purge-cloudflare-cache-${randomUUID()}.json`);
      await writeFile(path, pieces);
      return path;
    },
    send: http.send,
  });
}
