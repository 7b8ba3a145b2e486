import { tmpdir } from 'node:os';
import { styleText } from 'node:util';
import { runAction, type Step, type StepRun } from '../../test/action/run-action.ts';
import type { Cloudflare } from '../../test/cloudflare/server.ts';
import { showLog } from './show-log.ts';
import { showSummary } from './show-summary.ts';
import { writeStepYaml } from './step-yaml.ts';
import { indent } from './text-layout.ts';

/** Where a step runs, and how wide it is shown. */
export interface Stage {
  /** The Cloudflare on loopback, undefined where the real one answers. */
  readonly cloudflare: Cloudflare | undefined;
  readonly width: number;
}

/** Runs a step as the runner would, and prints all that people see of it. */
export async function showStep(step: Step, { cloudflare, width }: Stage): Promise<StepRun> {
  const inner = width - margin.length;
  printPart('The step in the workflow', writeStepYaml(step.with ?? {}));
  const before = cloudflare?.requests.length ?? 0;
  const apiUrl = cloudflare === undefined ? {} : { 'api-url': cloudflare.apiUrl };
  const run = await runAction({
    ...step,
    with: { ...apiUrl, ...step.with },
    // Where the report is kept: the folder of a run is removed with the run.
    env: { RUNNER_TEMP: tmpdir(), ...step.env },
  });
  printPart('The log', showLog(run.log, inner));
  if (cloudflare !== undefined) {
    printPart('What the API received', describeRequests(cloudflare, before));
  }
  const outputs = Object.entries(run.outputs).map(([name, value]) => `${name}: ${value}`);
  printPart('The outputs', outputs.join('\n'));
  if (run.summary !== '') printPart('The job summary', showSummary(run.summary, inner));
  console.log(
    run.exitCode === 0
      ? styleText('green', 'Exit code 0: the step succeeded.\n')
      : styleText('red', `Exit code ${run.exitCode}: the step failed.\n`),
  );
  return run;
}

/** Prints the title of a chapter. */
export function printTitle(title: string, width: number): void {
  const line = '━'.repeat(Math.max(3, width - title.length - 4));
  console.log(styleText(['cyan', 'bold'], `━━ ${title} ${line}\n`));
}

const margin = '  ';

function printPart(title: string, text: string): void {
  console.log(styleText('cyan', title));
  // Wrapped already, and a table must not be wrapped again.
  console.log(`${indent(text, margin, Number.POSITIVE_INFINITY)}\n`);
}

function describeRequests({ requests }: Cloudflare, from: number): string {
  const lines = requests
    .slice(from)
    .map(({ method, path, status }) => `${method} ${path} → HTTP ${status ?? 'without an answer'}`);
  return lines.length === 0 ? 'nothing' : lines.join('\n');
}
