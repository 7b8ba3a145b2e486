import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readActionInputs } from './action-metadata.ts';
import { findSecrets } from './given-secrets.ts';
import { holdTruths } from './hold-truths.ts';
import { type Cancel, type Launch, runBundle } from './run-bundle.ts';
import { parseLog, type RunnerLog } from './runner-log.ts';
import { Masker } from './runner-masker.ts';
import { parseOutputs } from './runner-outputs.ts';

/** What a workflow gives a step, and what the machine is like. */
export interface Step {
  /** `with:` of the step. Names ignore case, and need not be in `action.yml`, as in a workflow. */
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
  /** Called with a function that cancels the job. */
  readonly onStart?: (cancel: Cancel) => void;
  /** Called with each line of the log, commands and all, when it comes. */
  readonly onLine?: (line: string) => void;
  /** Flags for Node itself, or what they are where the files of the step lie. */
  readonly nodeOptions?: readonly string[] | ((layout: Layout) => readonly string[]);
}

/** What came of the step. */
export interface StepRun extends RunnerLog {
  readonly exitCode: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  /** As it is shown: masked. */
  readonly summary: string;
  /** The JSON report, undefined where none was written. */
  readonly report: Report | undefined;
  readonly ms: number;
  /** The time from the first signal to the end, undefined where the step was not canceled. */
  readonly cancelMs: number | undefined;
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
  readonly unpurged: readonly {
    kind: string;
    items: readonly string[];
    cause: string;
    seen?: string;
  }[];
}

/**
 * Runs the built action the way GitHub's runner 2.336.0 runs it: Node on `dist/index.js`, a clean
 * environment, every declared input present and undeclared ones passed on, files for outputs and
 * summary. Nothing of the action is imported. Whatever a scenario is about, `holdTruths` looks at what
 * came of it as well.
 * @see https://github.com/actions/runner/blob/v2.336.0/src/Runner.Worker/Handlers/NodeScriptActionHandler.cs
 */
export async function runAction(step: Step, launch: Launch = runBundle): Promise<StepRun> {
  const home = await mkdtemp(join(tmpdir(), 'action-run-'));
  try {
    const layout = await layOut(home, step);
    const { workspace, temp, commandFiles, eventFile } = layout;
    const { nodeOptions, ...rest } = step;
    const flags = typeof nodeOptions === 'function' ? nodeOptions(layout) : nodeOptions;
    const env = {
      ...runnerEnvironment,
      ...commandFiles,
      GITHUB_EVENT_PATH: eventFile,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
      RUNNER_WORKSPACE: home,
      // The machine's own temporary folder, for when RUNNER_TEMP is taken away.
      TMPDIR: temp,
      TEMP: temp,
      TMP: temp,
      ...inputVariables(step.with ?? {}),
      ...step.env,
    };
    const secrets = findSecrets(env);
    const started = performance.now();
    const { exitCode, stdout, stderr, cancelMs } = await launch(
      { ...rest, nodeOptions: flags },
      env,
      workspace,
    );
    const ms = performance.now() - started;
    await noteCancellation(cancelMs);
    if (process.env['SHOW_STEPS']) process.stderr.write(`\n${stdout}${stderr}exit ${exitCode}\n`);

    const log = parseLog(stdout, secrets);
    const outputs = parseOutputs(await readIfThere(commandFiles.GITHUB_OUTPUT));
    const rawSummary = await readIfThere(commandFiles.GITHUB_STEP_SUMMARY);
    const summary = maskLines(rawSummary, [...secrets, ...log.masks]);
    const reportText = outputs['report'] ? await readIfThere(outputs['report']) : '';
    const { GITHUB_ENV, GITHUB_STATE, GITHUB_PATH } = commandFiles;
    const others = await Promise.all([GITHUB_ENV, GITHUB_STATE, GITHUB_PATH].map(readIfThere));
    const report = reportText === '' ? undefined : (JSON.parse(reportText) as Report);
    const run = { ...log, exitCode, outputs, summary, report, ms, cancelMs };
    holdTruths(run, { secrets, stderr, rawSummary, reportText, otherFiles: others.join('') });
    return run;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** The token that GitHub makes for each job: `github.token`. */
const jobToken = 'ghs_JobTokenNotARealTokenJobTokenNotAReal0';

/** What each step finds on a machine of GitHub's; no address of it is ever called. */
const runnerEnvironment = {
  PATH: process.env['PATH'],
  // Windows finds neither its libraries nor its temporary folder without these.
  SYSTEMROOT: process.env['SYSTEMROOT'],
  CI: 'true',
  ACTIONS_CACHE_SERVICE_V2: 'True',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'eyJpZCI6Ik5vdEFSZWFsSWRUb2tlbiJ9.0815',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://run-actions.githubusercontent.invalid/idtoken?api=2.0',
  ACTIONS_RESULTS_URL: 'https://results-receiver.githubusercontent.invalid/',
  ACTIONS_RUNTIME_TOKEN: 'eyJydW4iOiJOb3RBUmVhbFJ1bnRpbWVUb2tlbiJ9.4711',
  ACTIONS_RUNTIME_URL: 'https://pipelines.githubusercontent.invalid/',
  GITHUB_ACTION: 'purge',
  GITHUB_ACTION_REF: 'v1.0.0',
  GITHUB_ACTION_REPOSITORY: 'octo-org/purge-cloudflare-cache',
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTOR: 'octocat',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_JOB: 'deploy',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_NAME: 'main',
  GITHUB_REF_TYPE: 'branch',
  GITHUB_REPOSITORY: 'octo-org/octo-repo',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_RUN_ID: '4711',
  GITHUB_RUN_NUMBER: '1',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_SHA: '4f2a9c1d5e6b7a8c9d0e1f2a3b4c5d6e7f8a9b0c',
  GITHUB_WORKFLOW: 'Deploy',
  GITHUB_WORKFLOW_REF: 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main',
  RUNNER_ARCH: 'X64',
  RUNNER_ENVIRONMENT: 'github-hosted',
  RUNNER_NAME: 'GitHub Actions 1',
  RUNNER_OS: 'Linux',
};

/** Where the files of a step lie. */
export interface Layout {
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

/**
 * Inputs that `action.yml` does not declare only cost a warning of the runner's.
 * @see https://github.com/actions/runner/blob/v2.336.0/src/Runner.Worker/ActionRunner.cs
 */
function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const all = [...readActionInputs(jobToken), ...Object.entries(inputs)];
  return Object.fromEntries(
    all.map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  );
}

/** For the longest one, which `test/global-setup.ts` prints. */
async function noteCancellation(ms: number | undefined): Promise<void> {
  const { CANCELLATIONS } = process.env;
  if (ms !== undefined && CANCELLATIONS) await appendFile(CANCELLATIONS, `${ms}\n`);
}

/** The runner masks a summary line by line. */
function maskLines(text: string, secrets: readonly string[]): string {
  const masker = new Masker();
  for (const secret of secrets) masker.add(secret);
  return text
    .split('\n')
    .map((line) => masker.mask(line))
    .join('\n');
}

async function readIfThere(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
