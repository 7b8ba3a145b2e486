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
  /** The time from the first signal to the end, where the step was canceled. */
  readonly cancelMs?: number;
}

/**
 * Ends a step as the runner 2.336.0 does when its job is canceled: SIGINT, after 7.5 s SIGTERM, and
 * after 2.5 s more it is killed.
 * @see https://github.com/actions/runner/blob/v2.336.0/src/Runner.Sdk/ProcessInvoker.cs
 * @param signal The signal to begin with; self-hosted machines that shut down send SIGTERM.
 */
export type Cancel = (signal?: 'SIGINT' | 'SIGTERM') => void;

/** The time that the first signal has. */
export const firstSignalMs = 7_500;
const secondSignalMs = 2_500;

/** Runs the action in an environment, to its end. */
export type Launch = (
  step: Pick<Step, 'onStart' | 'onLine'> & { readonly nodeOptions: readonly string[] | undefined },
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
) => Promise<Exit>;

/** Runs Node on `dist/index.js`, with no other environment than the one given. */
export const runBundle: Launch = ({ nodeOptions = [], onStart, onLine }, env, cwd) =>
  new Promise((settle, reject) => {
    const child = spawn(process.execPath, [...nodeOptions, bundle], { cwd, env });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    if (onLine) createInterface({ input: child.stdout }).on('line', onLine);
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    let canceledAt: number | undefined;
    const timers: NodeJS.Timeout[] = [];
    child.on('close', (exitCode) => {
      for (const timer of timers) clearTimeout(timer);
      settle({
        exitCode,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
        ...(canceledAt !== undefined && { cancelMs: performance.now() - canceledAt }),
      });
    });
    onStart?.((signal = 'SIGINT') => {
      canceledAt ??= performance.now();
      child.kill(signal);
      timers.push(setTimeout(() => child.kill('SIGTERM'), firstSignalMs));
      timers.push(setTimeout(() => child.kill('SIGKILL'), firstSignalMs + secondSignalMs));
    });
  });
