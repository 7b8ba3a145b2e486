import { type Environment, outputNames, type Runner } from '../runner.ts';
import { describeError, isFailure, type StepRecord } from './record.ts';
import { writeReport } from './report-file.ts';
import { writeSummary } from './summary.ts';
import { logEnd } from './write-log.ts';
import { writeOutputs } from './write-outputs.ts';

/** Writes a new file in the runner's temporary folder and gives its path. */
export type WriteReportFile = (pieces: Iterable<string>) => Promise<string>;

/** Where the account of a step goes. */
export interface Audience {
  readonly environment: Environment;
  readonly runner: Runner;
  readonly writeReportFile: WriteReportFile;
  /** Whether the workflow wants a job summary. */
  readonly summary: boolean;
}

/**
 * Tells how the step ended: in the report, the outputs, the summary, and the log. What cannot be
 * written is a warning, since a purge that worked is never failed by its report.
 * @returns Whether the step succeeded.
 */
export async function tell(record: StepRecord, audience: Audience): Promise<boolean> {
  const { environment, runner, writeReportFile, summary } = audience;
  const unwritten: string[] = [];
  const attempt = async (what: string, write: () => Promise<void>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      unwritten.push(`The ${what} could not be written: ${describeError(error)}`);
    }
  };

  let reportPath = '';
  await attempt('report', async () => {
    reportPath = await writeReportFile(writeReport(record));
  });
  await attempt('outputs', async () => {
    const outputs = writeOutputs(record, reportPath);
    for (const name of outputNames) runner.setOutput(name, outputs[name]);
  });
  if (summary) await attempt('summary', () => runner.addSummary(writeSummary(record)));
  const warnings = [...record.warnings, ...unwritten];
  try {
    logEnd({ ...record, warnings }, findDocs(environment), runner);
    return !isFailure(record);
  } catch (error) {
    const message = 'The end of this step cannot be described, which is a bug in this action';
    runner.error(`${message}: ${describeError(error)}`, { title: 'Unexpected error' });
    return false;
  }
}

/** The documents of this version; unknown for an action in the workflow's own repository. */
function findDocs(environment: Environment): string | undefined {
  const repository = environment['GITHUB_ACTION_REPOSITORY'] ?? '';
  const ref = environment['GITHUB_ACTION_REF'] || 'HEAD';
  const server = environment['GITHUB_SERVER_URL'] || 'https://github.com';
  return repository === '' ? undefined : `${server}/${repository}/blob/${ref}/docs`;
}
