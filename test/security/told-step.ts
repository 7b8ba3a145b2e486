import { readFile, writeFile } from 'node:fs/promises';
import { marked } from 'marked';
import { vi } from 'vitest';
import type { StepRecord } from '../../src/report/record.ts';
import { tell } from '../../src/report/tell.ts';
import { createActionsRunner } from '../../src/runner.ts';
import { parseLog, type RunnerLog } from '../action/runner-log.ts';
import { parseOutputs } from '../action/runner-outputs.ts';

/** What a step told, as the runner and GitHub take it. */
export interface ToldStep {
  readonly log: RunnerLog;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The elements of the summary as it is shown, in their order, without their text. */
  readonly elements: readonly string[];
  readonly report: unknown;
}

/** Tells of a step through the real runner, with its command files at these paths. */
export async function tellStep(record: StepRecord, files: CommandFiles): Promise<ToldStep> {
  await writeFile(files.output, '');
  await writeFile(files.summary, '');
  let log = '';
  let report = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    log += chunk.toString();
    return true;
  });
  try {
    const runner = createActionsRunner(process.stdout);
    const writeReportFile = async (pieces: Iterable<string>): Promise<string> => {
      report = [...pieces].join('');
      return files.report;
    };
    await tell(record, { environment: {}, runner, writeReportFile, summary: true });
  } finally {
    write.mockRestore();
  }
  const summary = await readFile(files.summary, 'utf8');
  return {
    log: parseLog(log),
    outputs: parseOutputs(await readFile(files.output, 'utf8')),
    summary,
    elements: (await marked(summary)).match(/<\/?[a-z0-9]+/g) ?? [],
    report: JSON.parse(report),
  };
}

/** Paths of the files that the runner would make. */
export interface CommandFiles {
  readonly output: string;
  readonly summary: string;
  readonly report: string;
}
