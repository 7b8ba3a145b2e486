import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from './clock.ts';
import { createHttp } from './http/http.ts';
import { createFileReader } from './inputs/files.ts';
import { run } from './run.ts';
import { createActionsRunner, type Environment, type Runner } from './runner.ts';

/**
 * Runs the step of this process.
 * @param cancelled Aborted when the job is canceled.
 * @returns Whether the step succeeded.
 */
export async function start(cancelled: AbortSignal): Promise<boolean> {
  // Nobody reads the log any more: no reason to fail what is being done.
  process.stdout.on('error', () => undefined);
  // Certificates are checked whatever this says, and Node would warn that they are not.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  return await runIn(process.env, createActionsRunner(process.stdout), cancelled);
}

/** Runs a step of any environment with the real clock, network and files. */
export async function runIn(
  environment: Environment,
  runner: Runner,
  cancelled: AbortSignal,
): Promise<boolean> {
  using http = createHttp(environment, systemClock);
  return await run({
    environment,
    runner,
    clock: systemClock,
    random: Math.random,
    cancelled,
    readFile: createFileReader(environment['GITHUB_WORKSPACE'] || process.cwd()),
    writeReportFile: async (pieces) => {
      const folder = environment['RUNNER_TEMP'] || tmpdir();
      const path = join(folder, `purge-cloudflare-cache-${randomUUID()}.json`);
      await writeFile(path, pieces);
      return path;
    },
    send: http.send,
  });
}
