import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readActionInputs } from './action-metadata.ts';
import { findOtherSecrets } from './given-secrets.ts';
import { holdTruths } from './hold-truths.ts';
import { runBundle } from './run-bundle.ts';
import { parseLog, type RunnerLog } from './runner-log.ts';
import { parseOutputs } from './runner-outputs.ts';

/** What a workflow gives a step, and what the machine is like. */
export interface Step {
  /** `with:` of the step. An input that `action.yml` does not declare is an error. */
  readonly with?: Readonly<Record<string, string>>;
  /**
   * Environment of the job; undefined takes a variable away that the runner would set. Relative
   * paths in it are below the workspace.
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Files in the workspace, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** The payload of the event that started the run. */
  readonly event?: unknown;
  /** Called with a function that signals the process, as the runner does when a job is cancelled. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
  /** Called with each line of the log, commands and all, when it comes. */
  readonly onLine?: (line: string) => void;
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

/**
 * Runs the built action the way GitHub's runner runs it: Node on `dist/index.js`, a clean environment,
 * every declared input present, files for outputs and summary. Nothing of the action is imported.
 * Whatever a scenario is about, `holdTruths` looks at what came of it as well.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Worker/Handlers/NodeScriptActionHandler.cs
 */
export async function runAction(step: Step): Promise<StepRun> {
  const home = await mkdtemp(join(tmpdir(), 'action-run-'));
  try {
    const { workspace, temp, commandFiles, eventFile } = await layOut(home, step);
    const env = {
      ...runnerEnvironment,
      ...commandFiles,
      GITHUB_EVENT_PATH: eventFile,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
      // The machine's own temporary folder, for when RUNNER_TEMP is taken away.
      TMPDIR: temp,
      TEMP: temp,
      TMP: temp,
      ...inputVariables(step.with ?? {}),
      ...step.env,
    };
    const started = performance.now();
    const { exitCode, stdout, stderr } = await runBundle(step, env, workspace);
    const ms = performance.now() - started;
    if (process.env['SHOW_STEPS']) process.stderr.write(`\n${stdout}${stderr}exit ${exitCode}\n`);

    const outputs = parseOutputs(await readIfThere(commandFiles.GITHUB_OUTPUT));
    const summary = await readIfThere(commandFiles.GITHUB_STEP_SUMMARY);
    const reportText = outputs['report'] ? await readIfThere(outputs['report']) : '';
    const { GITHUB_ENV, GITHUB_STATE, GITHUB_PATH } = commandFiles;
    const others = await Promise.all([GITHUB_ENV, GITHUB_STATE, GITHUB_PATH].map(readIfThere));
    const report = reportText === '' ? undefined : (JSON.parse(reportText) as Report);
    const run = { ...parseLog(stdout), exitCode, outputs, summary, report, ms };
    const token = step.with?.['token'] || step.env?.['CLOUDFLARE_API_TOKEN'] || '';
    const otherSecrets = findOtherSecrets(step.with ?? {});
    holdTruths(run, { token, otherSecrets, stderr, reportText, otherFiles: others.join('') });
    return run;
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

interface Layout {
  readonly workspace: string;
  readonly temp: string;
  readonly eventFile: string;
  readonly commandFiles: Readonly<Record<(typeof commandFileNames)[number], string>>;
}

const commandFileNames = [
  'GITHUB_OUTPUT',
  'GITHUB_STEP_SUMMARY',
  'GITHUB_ENV',
  'GITHUB_STATE',
  'GITHUB_PATH',
] as const;

async function layOut(home: string, { files = {}, event = {} }: Step): Promise<Layout> {
  const workspace = join(home, 'workspace');
  const temp = join(home, 'temp');
  const eventFile = join(home, 'event.json');
  const commandFiles = {
    GITHUB_OUTPUT: join(home, 'output'),
    GITHUB_STEP_SUMMARY: join(home, 'summary.md'),
    GITHUB_ENV: join(home, 'env'),
    GITHUB_STATE: join(home, 'state'),
    GITHUB_PATH: join(home, 'path'),
  };
  await mkdir(workspace);
  await mkdir(temp);
  await writeFile(eventFile, JSON.stringify(event));
  for (const name of commandFileNames) await writeFile(commandFiles[name], '');
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), content);
  }
  return { workspace, temp, eventFile, commandFiles };
}

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

async function readIfThere(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
