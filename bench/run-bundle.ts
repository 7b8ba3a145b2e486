import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface BundleRun {
  readonly exitCode: number | null;
  readonly ms: number;
  readonly outputs: string;
  /** Highest resident memory of the process, in MiB; undefined where the system does not tell. */
  readonly peakMiB: number | undefined;
}

/** Runs the built action once with inputs, as the runner does; what it prints is thrown away. */
export async function runBundle(
  inputs: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
  variables: Readonly<Record<string, string>> = {},
): Promise<BundleRun> {
  const home = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const output = join(home, 'output');
    const summary = join(home, 'summary.md');
    for (const [path, content] of Object.entries({ output: '', 'summary.md': '', ...files })) {
      await writeFile(join(home, path), content);
    }
    const inputVariables = Object.entries(inputs).map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      value,
    ]);
    const env = {
      ...variables,
      ...Object.fromEntries(inputVariables),
      GITHUB_WORKSPACE: home,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: home,
    };
    const started = performance.now();
    const child = spawn(process.execPath, [resolve('dist/index.js')], { env, stdio: 'ignore' });
    let peakMiB: number | undefined;
    const watch = setInterval(() => {
      void readPeakMiB(child.pid).then((peak) => {
        peakMiB = peak ?? peakMiB;
      });
    }, 50);
    const exitCode = await new Promise<number | null>((settle, reject) => {
      child.on('error', reject);
      child.on('exit', settle);
    });
    const ms = performance.now() - started;
    clearInterval(watch);
    return { exitCode, ms, outputs: await readFile(output, 'utf8'), peakMiB };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
async function readPeakMiB(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
