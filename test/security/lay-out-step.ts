import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The files of a step, where a test has to name each of them. */
export interface StepFiles extends AsyncDisposable {
  readonly workspace: string;
  readonly temp: string;
  /** `GITHUB_OUTPUT` and `GITHUB_STEP_SUMMARY`. */
  readonly output: string;
  readonly summary: string;
  /** `GITHUB_EVENT_PATH` */
  readonly event: string;
  /** What the runner sets for these files. */
  readonly env: Readonly<Record<string, string>>;
}

/** Makes a workspace with one file `tags.txt`, and what the runner gives a step to write to. */
export async function layOutStep(tags: string): Promise<StepFiles> {
  const home = await mkdtemp(join(tmpdir(), 'action-rights-'));
  const workspace = join(home, 'workspace');
  const temp = join(home, 'temp');
  const output = join(home, 'output');
  const summary = join(home, 'summary.md');
  const event = join(home, 'event.json');
  await mkdir(workspace);
  await mkdir(temp);
  await writeFile(join(workspace, 'tags.txt'), tags);
  await writeFile(output, '');
  await writeFile(summary, '');
  await writeFile(event, '{}');
  return {
    workspace,
    temp,
    output,
    summary,
    event,
    env: {
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_EVENT_PATH: event,
    },
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  };
}
