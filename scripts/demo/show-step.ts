import { tmpdir } from 'node:os';
import { styleText } from 'node:util';
import { runAction, type Step, type StepRun } from '../../test/action/run-action.ts';
import type { DemoSite } from './demo-site.ts';
import { showLog } from './show-log.ts';
import { showSummary } from './show-summary.ts';
import { writeStepYaml } from './step-yaml.ts';
import { indent } from './text-layout.ts';
import { Timeline } from './timeline.ts';

/** Where a step runs, and how wide it is shown. */
export interface Stage {
  /** The site and the Cloudflare on loopback, undefined where the real one answers. */
  readonly site: Pick<DemoSite, 'cloudflare' | 'edge' | 'environment'> | undefined;
  readonly width: number;
  /** Called when the step starts, with what takes down what happens beside it. */
  readonly onStart?: (note: (text: string) => void) => void;
}

/** Runs a step as the runner would, and prints all that people see of it. */
export async function showStep(step: Step, stage: Stage): Promise<StepRun> {
  const inner = stage.width - margin.length;
  printPart('The step in the workflow', writeStepYaml(step.with ?? {}));
  const run = await watchStep(step, stage);
  printPart('The log', showLog(run.log, inner));
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

/** Runs a step, and prints meanwhile what the site and the API receive. */
async function watchStep(step: Step, { site, width, onStart }: Stage): Promise<StepRun> {
  // Where the report is kept: the folder of a run is removed with the run.
  const environment = { RUNNER_TEMP: tmpdir(), ...site?.environment, ...step.env };
  if (site === undefined) return await runAction({ ...step, env: environment });

  const inputs = { 'api-url': site.cloudflare.apiUrl, ...step.with };
  console.log(styleText('cyan', 'What happens meanwhile'));
  const print = (time: string, text: string): void => {
    const aside = margin + time.padStart(6);
    const lines = indent(text, ' '.repeat(aside.length + 2), width);
    console.log(aside + lines.slice(aside.length));
  };
  using timeline = new Timeline(site, print);
  timeline.note('the step starts');
  onStart?.(timeline.note);
  const run = await runAction({ ...step, with: inputs, env: environment });
  timeline.note('the step has ended');
  console.log();
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
