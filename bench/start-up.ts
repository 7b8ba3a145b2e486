import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { purgeToken, zoneIds } from '../test/cloudflare/account.ts';
import { startCloudflare } from '../test/cloudflare/server.ts';
import { median } from './statistics.ts';

export interface StartUp {
  readonly pairs: number;
  readonly actionMs: number;
  readonly shortestMs: number;
  /** Median of the ratios pair by pair: it holds when the machine's speed drifts. */
  readonly ratio: number;
}

/**
 * Times the whole process of the action for one purge over loopback, against the shortest program
 * that makes the same call with Node's own `fetch`. Both run in turns.
 */
export async function measureStartUp(pairs: number): Promise<StartUp> {
  await using cloudflare = await startCloudflare({ record: 'counts' });
  const home = await mkdtemp(join(tmpdir(), 'start-up-'));
  const output = join(home, 'output');
  const summary = join(home, 'summary.md');
  await writeFile(output, '');
  await writeFile(summary, '');
  const action = () =>
    timeProcess(resolve('dist/index.js'), {
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: home,
      INPUT_ZONE: zoneIds.exampleCom,
      INPUT_TOKEN: purgeToken,
      INPUT_HOSTS: 'www.example.com',
      'INPUT_API-URL': cloudflare.apiUrl,
    });
  const shortest = () =>
    timeProcess(resolve('bench/shortest-purge.mjs'), {
      TOKEN: purgeToken,
      PURGE_URL: `${cloudflare.apiUrl}/zones/${zoneIds.exampleCom}/purge_cache`,
    });
  const measured: { readonly actionMs: number; readonly shortestMs: number }[] = [];
  try {
    await action();
    await shortest();
    for (let pair = 0; pair < pairs; pair += 1) {
      measured.push({ actionMs: await action(), shortestMs: await shortest() });
    }
  } finally {
    await rm(home, { recursive: true, force: true });
    // The shortest program names no User-Agent of its own, but fetch does; nothing else is unusual.
    cloudflare.takeSurprises();
  }
  return {
    pairs,
    actionMs: median(measured.map(({ actionMs }) => actionMs)),
    shortestMs: median(measured.map(({ shortestMs }) => shortestMs)),
    ratio: median(measured.map(({ actionMs, shortestMs }) => actionMs / shortestMs)),
  };
}

async function timeProcess(script: string, env: Readonly<Record<string, string>>): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [script], { env, stdio: 'ignore' });
  const exitCode = await new Promise((settle, reject) => {
    child.on('error', reject);
    child.on('exit', settle);
  });
  if (exitCode !== 0) throw new Error(`${script} ended with ${exitCode}`);
  return performance.now() - started;
}
