import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Step } from './run-action.ts';

const bundle = resolve('dist/index.js');

/** How the process of the action ended. */
export interface Exit {
  /** null where a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node on `dist/index.js`, with no other environment than the one given. */
export function runBundle(
  { nodeOptions = [], onStart, onLine }: Pick<Step, 'nodeOptions' | 'onStart' | 'onLine'>,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<Exit> {
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [...nodeOptions, bundle], { cwd, env });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    if (onLine) createInterface({ input: child.stdout }).on('line', onLine);
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) =>
      settle({
        exitCode,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
    onStart?.((signal) => child.kill(signal));
  });
}
