import { outputNames, type Runner } from '../runner.ts';
import type { StepEnding } from '../step-result.ts';
import { inline } from '../text.ts';
import { type Account, accountFor } from './account.ts';
import { noticeChanges } from './describe-changes.ts';
import { writeReport } from './report-file.ts';
import { writeSummary } from './summary.ts';
import { logAccount } from './write-log.ts';
import { writeOutputs } from './write-outputs.ts';

/** Writes a new file in the runner's temporary folder and gives its path. */
export type WriteReportFile = (pieces: Iterable<string>) => Promise<string>;

/** Where the account of a step goes. */
export interface Audience {
  readonly runner: Runner;
  readonly writeReportFile: WriteReportFile;
  /** Whether the workflow wants a job summary. */
  readonly summary: boolean;
}

/**
 * Tells how the step ended: in the report, the outputs, the summary and the log. What cannot be
 * written is a warning, since a purge that worked is never failed by its report.
 * @returns Whether the step succeeded.
 */
export async function tell(
  { result, warnings, changes }: StepEnding,
  { runner, writeReportFile, summary }: Audience,
): Promise<boolean> {
  const told = accountFor(result);
  const account: Account = {
    ...told,
    warnings: [...told.warnings, ...warnings],
    ...(changes === undefined
      ? {}
      : { changes, notices: [...told.notices, ...noticeChanges(changes)] }),
  };
  const unwritten: string[] = [];
  const attempt = async (what: string, write: () => Promise<void>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      unwritten.push(`The ${what} could not be written: ${inline(reason)}`);
    }
  };

  let reportPath = '';
  await attempt('report', async () => {
    reportPath = await writeReportFile(writeReport(result, account));
  });
  await attempt('outputs', async () => {
    const outputs = writeOutputs(account, reportPath);
    for (const name of outputNames) runner.setOutput(name, outputs[name]);
  });
  if (summary) await attempt('summary', () => runner.addSummary(writeSummary(result, account)));

  logAccount({ ...account, warnings: [...account.warnings, ...unwritten] }, runner);
  return !account.failed;
}
