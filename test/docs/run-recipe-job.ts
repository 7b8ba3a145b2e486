import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runAction, type StepRun } from '../action/run-action.ts';
import { type Job, ownAction, type Values, type WorkflowStep } from './recipe-files.ts';
import { type Machine, runScript, writeCommands } from './run-recipe-script.ts';

/** What a job of a recipe finds. */
export interface JobWorld {
  /** What its expressions stand for, without `${{ }}`; outputs of its own steps are known. */
  readonly expressions: Readonly<Record<string, string>>;
  /** Variables that the runner sets. */
  readonly variables: Readonly<Record<string, string>>;
  /** Scripts in place of commands that it calls by name or as `./NAME`. */
  readonly commands: Readonly<Record<string, string>>;
  /** What the checkout brings, by path. Default: nothing. */
  readonly checkout?: Readonly<Record<string, string>>;
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
  readonly purges: readonly PurgeStep[];
  /** Standard error of steps that failed. */
  readonly failures: readonly string[];
  /** Outputs of its own steps, as `steps.ID.outputs.NAME`. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly files: ReadonlyMap<string, string>;
}

export interface PurgeStep {
  /** With their expressions worked out. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly run: StepRun;
}

/**
 * Runs the steps of a job: Bash as GitHub's runner starts it, this action by its bundle, and the
 * checkout. Other actions do nothing. It knows no expressions but those it is told.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
 */
export async function runRecipeJob(job: Job, world: JobWorld): Promise<JobRun> {
  const home = await mkdtemp(join(tmpdir(), 'recipe-'));
  const machine: Machine = { workspace: join(home, 'workspace'), bin: join(home, 'bin'), home };
  const purges: PurgeStep[] = [];
  const failures: string[] = [];
  const outputs: Record<string, string> = {};
  try {
    await writeCommands([machine.workspace, machine.bin], world.commands);
    await checkOut(job, machine.workspace, world);
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
        const inputs = resolve(step.with, expressions);
        const run = await runAction({
          with: { ...inputs, ...world.way.with },
          env: { ...world.way.env, ...env },
          files: Object.fromEntries(files),
        });
        purges.push({ inputs, run });
      }
    }
    return { purges, failures, outputs, files: await readFiles(machine.workspace) };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
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

/** At the beginning, as every recipe does. */
async function checkOut({ steps = [] }: Job, folder: string, world: JobWorld): Promise<void> {
  if (!steps.some(({ uses }) => uses?.startsWith('actions/checkout@'))) return;
  for (const [path, text] of Object.entries(world.checkout ?? {})) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
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
