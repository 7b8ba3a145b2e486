import { canRead } from './given-secrets.ts';
import type { StepRun } from './run-action.ts';
import { firstSignalMs } from './run-bundle.ts';

/** What a step left behind besides its run. */
export interface Traces {
  /** What GitHub masks whatever the step does. */
  readonly secrets: readonly string[];
  readonly stderr: string;
  /** The summary before the runner masks it. */
  readonly rawSummary: string;
  readonly reportText: string;
  /** `GITHUB_ENV`, `GITHUB_STATE` and `GITHUB_PATH`, one after the other. */
  readonly otherFiles: string;
}

/** Throws unless everything holds that is true of every step, whatever a scenario is about. */
export function holdTruths(run: StepRun, traces: Traces): void {
  const broken = Object.entries(findTruths(run, traces)).filter(([, holds]) => !holds);
  if (broken.length === 0) return;
  const names = broken.map(([truth]) => `- ${truth}`).join('\n');
  throw new Error(`Not true of this step:\n${names}\n\n${traces.stderr}\n${run.log}`);
}

function findTruths(run: StepRun, traces: Traces) {
  const { log, exitCode, outputs, summary, report, masks, cancelMs } = run;
  const { secrets, stderr, rawSummary, reportText, otherFiles } = traces;
  const said = log.replaceAll(/^::add-mask::.*$/gm, '');
  const written = [said, stderr, rawSummary, reportText, ...Object.values(outputs)].join('\n');
  const annotations = run.annotations.flatMap(({ message, properties }) => [
    message,
    ...Object.values(properties),
  ]);
  const shown = [...run.lines, ...run.groups, ...run.debug, ...annotations, summary].join('\n');
  // After an exception that nobody caught, the step also tells what it has done.
  const isBroken = run.errors.some((error) => error.startsWith('Unexpected error'));
  return {
    'nothing stands on standard error': stderr === '',
    'every mask comes before every other line': !/^(?!::add-mask::).+\n(?:.*\n)*::add-mask::/m.test(
      log,
    ),
    'no secret is written anywhere': !secrets.some((secret) => canRead(written, secret)),
    'nobody can read what is masked': !masks.some((secret) => canRead(shown, secret)),
    'only the commands of this action are given': run.otherCommands.length === 0,
    'no file but those for outputs and summary is written': otherFiles === '',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    'the log has no control characters': !/[\x00-\x09\x0b-\x1f\x7f-\x9f]/.test(log),
    'the log has no stack trace': !/^\s+at .*:\d+:\d+\)?$/m.test(log),
    'there is one error where the step fails, else none':
      exitCode === null || isBroken || run.errors.length === (exitCode === 0 ? 0 : 1),
    'there are at most five warnings': run.warnings.length <= 5,
    'the summary fits into 1 MiB': Buffer.byteLength(summary) < 1024 * 1024,
    'the first signal ends a canceled step': cancelMs === undefined || cancelMs < firstSignalMs,
    'report and outputs count alike':
      report === undefined ||
      (outputs['purged'] === String(report.counts.purged) &&
        outputs['unpurged'] === String(report.counts.unpurged) &&
        outputs['requests'] === String(report.counts.requests)),
    'the report says whether the step failed':
      report === undefined || exitCode === null || isBroken || report.failed === (exitCode !== 0),
  };
}
