import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runAction, type StepRun } from '../action/run-action.ts';
import { type Job, ownAction, type Values, type WorkflowStep } from './recipe-files.ts';

/** What a job of a recipe finds. */
export interface JobWorld {
  /** What its expressions stand for, without `${{ }}`; outputs of its own steps are known. */
  readonly expressions: Readonly<Record<string, string>>;
  /** Variables that the runner sets. */
  readonly variables: Readonly<Record<string, string>>;
  /** Scripts in place of commands that it calls by name or as `./NAME`. */
  readonly commands: Readonly<Record<string, string>>;
  /** Environment and inputs that lead steps of this action to the site. */
  readonly way: {
    readonly env: Readonly<Record<string, string>>;
    readonly with: Readonly<Record<string, string>>;
  };
  /** Called before each step of this action with the files that the job has made. */
  readonly beforePurge: (files: ReadonlyMap<string, string>) => void;
}

export interface JobRun {
  /** One for each step of this action that ran. */
  readonly purges: readonly StepRun[];
  /** Standard error of steps that failed. */
  readonly failures: readonly string[];
  /** Outputs of its own steps, as `steps.ID.outputs.NAME`. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Runs the steps of a job: Bash as GitHub's runner starts it, and this action by its bundle. Other
 * actions do nothing. It knows no expressions but those it is told.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
 */
export async function runRecipeJob(job: Job, world: JobWorld): Promise<JobRun> {
  const home = await mkdtemp(join(tmpdir(), 'recipe-'));
  const machine: Machine = { workspace: join(home, 'workspace'), bin: join(home, 'bin'), home };
  const purges: StepRun[] = [];
  const failures: string[] = [];
  const outputs: Record<string, string> = {};
  try {
    await writeCommands([machine.workspace, machine.bin], world.commands);
    const jobEnv = resolve(job.env, world.expressions);
    const fromEnv = Object.entries(jobEnv).map(([name, value]) => [`env.${name}`, value]);
    for (const step of job.steps ?? []) {
      const expressions = { ...world.expressions, ...Object.fromEntries(fromEnv), ...outputs };
      if (!isDue(step, expressions, failures.length > 0)) continue;
      const env = { ...jobEnv, ...resolve(step.env, expressions) };
      if (step.run !== undefined) {
        const { failure, set } = await runScript(step.run, machine, { ...env, ...world.variables });
        if (failure !== undefined) failures.push(failure);
        for (const [name, value] of set) outputs[`steps.${step.id}.outputs.${name}`] = value;
      }
      if (step.uses === ownAction) {
        const files = await readFiles(machine.workspace);
        world.beforePurge(files);
        const run = await runAction({
          with: { ...resolve(step.with, expressions), ...world.way.with },
          env: { ...world.way.env, ...env },
          files: Object.fromEntries(files),
        });
        purges.push(run);
      }
    }
    return { purges, failures, outputs, files: await readFiles(machine.workspace) };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Folders of one job. */
interface Machine {
  readonly home: string;
  readonly workspace: string;
  readonly bin: string;
}

/** Values as the runner hands them over: text, with expressions worked out. */
export function resolve(
  values: Values | undefined,
  expressions: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      String(value).replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
        const known = expressions[expression];
        if (known === undefined) throw new Error(`no value for the expression ${expression}`);
        return known;
      }),
    ]),
  );
}

function isDue(
  { if: condition }: WorkflowStep,
  expressions: Readonly<Record<string, string>>,
  failed: boolean,
): boolean {
  return condition === undefined
    ? !failed
    : resolve({ condition }, expressions)['condition'] === 'true';
}

async function writeCommands(
  folders: readonly string[],
  commands: Readonly<Record<string, string>>,
): Promise<void> {
  for (const folder of folders) {
    await mkdir(folder, { recursive: true });
    for (const [name, script] of Object.entries(commands)) {
      await writeFile(join(folder, name), `#!/usr/bin/env bash\n${script}\n`);
      await chmod(join(folder, name), 0o755);
    }
  }
}

/** What a script set as outputs, and what it said where it failed. */
interface ScriptRun {
  readonly failure: string | undefined;
  readonly set: readonly [name: string, value: string][];
}

/** Without a `shell`, the runner stops at errors, but sets no `pipefail`. */
async function runScript(
  script: string,
  { home, workspace, bin }: Machine,
  env: Readonly<Record<string, string>>,
): Promise<ScriptRun> {
  const scriptFile = join(home, 'script.sh');
  const outputFile = join(home, 'output');
  await writeFile(scriptFile, script);
  await writeFile(outputFile, '');
  const path = `${bin}${delimiter}${process.env['PATH']}`;
  const failure = await new Promise<string | undefined>((settle, reject) => {
    const child = spawn('bash', ['-e', scriptFile], {
      cwd: workspace,
      env: { ...env, PATH: path, GITHUB_OUTPUT: outputFile },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => settle(code === 0 ? undefined : `exit ${code}: ${said}`));
  });
  return { failure, set: parseLines(await readFile(outputFile, 'utf8')) };
}

function parseLines(text: string): [string, string][] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  });
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = paths.map(async (path): Promise<[string, string]> => {
    return [path.slice(folder.length + 1), await readFile(path, 'utf8')];
  });
  return new Map(await Promise.all(files));
}
