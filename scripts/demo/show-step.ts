import { styleText } from 'node:util';
import { runAction, type Step, type StepRun } from '../../test/action/run-action.ts';
import type { DemoSite } from './demo-site.ts';
import { LogView } from './log-view.ts';
import { showSummary } from './show-summary.ts';
import { writeStepYaml } from './step-yaml.ts';
import { indent } from './text-layout.ts';
import { Timeline } from './timeline.ts';

/** Where a step runs, and how wide it is shown. */
export interface Stage {
  /** The site and the Cloudflare on loopback, undefined where the real one answers. */
  readonly site: DemoSite | undefined;
  readonly width: number;
  /** Called when the step starts, with what takes down what happens beside it. */
  readonly onStart?: (note: (text: string) => void) => void;
}

/** Runs a step as the runner would, and prints all that people see of it. */
export async function showStep(step: Step, stage: Stage): Promise<StepRun> {
  printPart('The step in the workflow', writeStepYaml(step.with ?? {}));
  const run =
    stage.site === undefined
      ? await watchLog(step, stage)
      : await watchSite(step, stage, stage.site);
  printPart('The outputs', Object.entries(run.outputs).map(describeOutput).join('\n'));
  if (run.summary !== '') {
    printPart('The job summary', showSummary(run.summary, stage.width - margin.length));
  }
  console.log(
    run.exitCode === 0
      ? styleText('green', 'Exit code 0: the step succeeded.\n')
      : styleText('red', `Exit code ${run.exitCode}: the step failed.\n`),
  );
  return run;
}

/** Runs a step, and prints its log as it comes. */
async function watchLog(step: Step, { width }: Stage): Promise<StepRun> {
  console.log(styleText('cyan', 'The log'));
  const view = new LogView(width - margin.length);
  const run = await runAction({ ...step, onLine: (line) => printLine(view.show(line)) });
  console.log();
  return run;
}

/** The same, and prints between the lines what the site and the APIs receive meanwhile. */
async function watchSite(step: Step, { width, onStart }: Stage, site: DemoSite): Promise<StepRun> {
  console.log(styleText('cyan', 'The log, and what happens meanwhile (┊)'));
  const view = new LogView(width - margin.length);
  using timeline = new Timeline(site, (time, text) => {
    const lines = indent(text, '', width - margin.length - mark.length - timeWidth).split('\n');
    const marked = lines.map((line, index) => {
      const aside = (index === 0 ? time : '').padStart(timeWidth - 2);
      return `${margin}${mark}${aside}  ${line}`;
    });
    console.log(styleText('dim', marked.join('\n')));
  });
  timeline.note('the step starts');
  onStart?.(timeline.note);
  const run = await runAction({
    ...step,
    with: { 'api-url': site.cloudflare.apiUrl, ...step.with },
    env: { ...site.environment, ...step.env },
    onLine: (line) => {
      // What the step tells has happened before.
      timeline.catchUp();
      printLine(view.show(line));
    },
  });
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
const mark = '┊ ';
const timeWidth = 8;

function printPart(title: string, text: string): void {
  console.log(styleText('cyan', title));
  printLine(text);
  console.log();
}

function printLine(text: string | undefined): void {
  // Wrapped already, and a table must not be wrapped again.
  if (text !== undefined) console.log(indent(text, margin, Number.POSITIVE_INFINITY));
}

/** The runner's temporary folder is of this run only. */
function describeOutput([name, value]: readonly [string, string]): string {
  return name === 'report' ? `${name}: ${value} (removed with the run)` : `${name}: ${value}`;
}
