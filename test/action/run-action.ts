import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { readActionInputs } from './action-metadata.ts';
import { parseLog, type RunnerLog } from './runner-log.ts';
import { parseOutputs } from './runner-outputs.ts';

/** What a workflow gives a step, and what the machine is like. */
export interface Step {
  /** `with:` of the step. An input that `action.yml` does not declare is an error. */
  readonly with?: Readonly<Record<string, string>>;
  /** Environment of the job; undefined takes a variable away that the runner would set. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Files in the workspace, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Called with a function that signals the process, as the runner does when a job is cancelled. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
  /** Flags for Node itself. */
  readonly nodeOptions?: readonly string[];
}

/** What came of the step. */
export interface StepRun extends RunnerLog {
  readonly exitCode: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The JSON report, undefined where none was written. */
  readonly report: Report | undefined;
  readonly ms: number;
}

/** The parts of the report that scenarios look at. */
export interface Report {
  readonly result: string;
  readonly failed: boolean;
  readonly counts: {
    readonly purged: number;
    readonly unpurged: number;
    readonly requests: number;
  };
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  readonly plan: readonly { method: string; path: string; body: Record<string, unknown> }[];
  readonly requests: readonly Record<string, unknown>[];
  readonly unpurged: readonly { items: readonly string[]; cause: string; seen?: string }[];
}

const bundle = resolve('dist/index.js');

/**
 * Runs the built action the way GitHub's runner runs it: Node on `dist/index.js`, a clean environment,
 * every declared input present, files for outputs and summary. Nothing of the action is imported.
 *
 * Whatever a scenario is about, the harness holds that nothing stands on standard error and that the
 * token is masked before anything else is said and shows up nowhere.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Worker/Handlers/NodeScriptActionHandler.cs
 */
export async function runAction(step: Step): Promise<StepRun> {
  const home = await mkdtemp(join(tmpdir(), 'action-run-'));
  const workspace = join(home, 'workspace');
  const files = {
    GITHUB_OUTPUT: join(home, 'output'),
    GITHUB_STEP_SUMMARY: join(home, 'summary.md'),
    GITHUB_ENV: join(home, 'env'),
    GITHUB_STATE: join(home, 'state'),
    GITHUB_PATH: join(home, 'path'),
  };
  try {
    await mkdir(workspace);
    await mkdir(join(home, 'temp'));
    for (const path of Object.values(files)) await writeFile(path, '');
    for (const [path, content] of Object.entries(step.files ?? {})) {
      await mkdir(dirname(join(workspace, path)), { recursive: true });
      await writeFile(join(workspace, path), content);
    }
    const env = {
      ...runnerEnvironment,
      ...files,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: join(home, 'temp'),
      ...inputVariables(step.with ?? {}),
      ...step.env,
    };
    const started = performance.now();
    const { exitCode, stdout, stderr } = await runNode(step, env, workspace);
    const ms = performance.now() - started;
    const outputs = parseOutputs(await readIfThere(files.GITHUB_OUTPUT));
    const summary = await readIfThere(files.GITHUB_STEP_SUMMARY);
    const reportText = outputs['report'] ? await readIfThere(outputs['report']) : '';
    holdTruths(step, { stdout, stderr, summary, reportText, outputs });
    const report = reportText === '' ? undefined : (JSON.parse(reportText) as Report);
    return { ...parseLog(stdout), exitCode, outputs, summary, report, ms };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

const runnerEnvironment = {
  PATH: process.env['PATH'],
  // Windows finds neither its libraries nor its temporary folder without these.
  SYSTEMROOT: process.env['SYSTEMROOT'],
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTOR: 'octocat',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REPOSITORY: 'octo-org/octo-repo',
  GITHUB_SHA: '4f2a9c1d5e6b7a8c9d0e1f2a3b4c5d6e7f8a9b0c',
};

function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const declared = readActionInputs();
  const unknown = Object.keys(inputs).filter((name) => !declared.has(name));
  if (unknown.length > 0) throw new Error(`action.yml declares no input ${unknown.join(', ')}`);
  return Object.fromEntries(
    [...declared].map(([name, fallback]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      inputs[name] ?? fallback,
    ]),
  );
}

function runNode(
  step: Step,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [...(step.nodeOptions ?? []), bundle], { cwd, env });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) =>
      settle({
        exitCode,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
    step.onStart?.((signal) => child.kill(signal));
  });
}

interface Traces {
  readonly stdout: string;
  readonly stderr: string;
  readonly summary: string;
  readonly reportText: string;
  readonly outputs: Readonly<Record<string, string>>;
}

function holdTruths(step: Step, traces: Traces): void {
  if (traces.stderr !== '') throw new Error(`the action wrote to standard error: ${traces.stderr}`);
  const token = step.with?.['token'] || step.env?.['CLOUDFLARE_API_TOKEN'] || '';
  if (token.length < 4) return;
  const said = traces.stdout.replaceAll(/^::add-mask::.*$/gm, '');
  for (const [where, text] of Object.entries({ ...traces, stdout: said })) {
    if (JSON.stringify(text).includes(token)) throw new Error(`the token stands in ${where}`);
  }
  if (!/^::add-mask::/.test(traces.stdout)) throw new Error('something was said before the mask');
}

async function readIfThere(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
