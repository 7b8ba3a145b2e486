import type { StepRun } from './run-action.ts';

/** What a step left behind besides its run. */
export interface Traces {
  readonly token: string;
  /** Of other secrets that the step was given, those that stand nowhere by chance. */
  readonly otherSecrets: readonly string[];
  readonly stderr: string;
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

function findTruths(run: StepRun, { token, otherSecrets, stderr, reportText, otherFiles }: Traces) {
  const { log, exitCode, outputs, summary, report } = run;
  const said = log.replaceAll(/^::add-mask::.*$/gm, '');
  // In the summary an underscore is a character reference, and the token has underscores.
  const readable = summary.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  const everywhere = [said, stderr, summary, readable, reportText, ...Object.values(outputs)];
  const isTold = (secret: string) => everywhere.some((text) => text.includes(secret));
  const secrets = token.split(/\s+/).filter((part) => part.length >= 8);
  return {
    'nothing stands on standard error': stderr === '',
    'the token is masked before anything else is said':
      token.trim().length < 4 || log.startsWith('::add-mask::'),
    'the token stands nowhere': !secrets.some(isTold),
    'no other secret stands anywhere': !otherSecrets.some(isTold),
    'only the commands of this action are given': run.otherCommands.length === 0,
    'no file but those for outputs and summary is written': otherFiles === '',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    'the log has no control characters': !/[\x00-\x09\x0b-\x1f\x7f-\x9f]/.test(log),
    'the log has no stack trace': !/^\s+at .*:\d+:\d+\)?$/m.test(log),
    'there is one error where the step fails, else none':
      exitCode === null || run.errors.length === (exitCode === 0 ? 0 : 1),
    'there are at most five warnings': run.warnings.length <= 5,
    'the summary fits into 1 MiB': Buffer.byteLength(summary) < 1024 * 1024,
    'report and outputs count alike':
      report === undefined ||
      (outputs['purged'] === String(report.counts.purged) &&
        outputs['unpurged'] === String(report.counts.unpurged) &&
        outputs['requests'] === String(report.counts.requests)),
    'the report says whether the step failed':
      report === undefined || exitCode === null || report.failed === (exitCode !== 0),
  };
}
