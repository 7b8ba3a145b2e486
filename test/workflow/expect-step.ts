/**
 * A step of a workflow: compares an earlier step with what is expected of it, and fails where they
 * differ. Its environment: `STEP`, the JSON of `steps.ID`; `CONTROL_URL`; and `EXPECTED`, lines of
 *
 *     outcome: failure                                  its outcome, and any output by its name
 *     sent: example.com/purge_cache {"tags":["blog"]}   every request that it sent, in their order
 *     problem: rate limit                               words of one of the problems in its report
 */
import { readFileSync } from 'node:fs';
import { findDifferences, type SeenStep } from './step-differences.ts';

const { CONTROL_URL = '', EXPECTED = '', STEP = '' } = process.env;

const { outcome, outputs } = JSON.parse(STEP) as Pick<SeenStep, 'outcome' | 'outputs'>;
const sent = (await (await fetch(`${CONTROL_URL}/sent`)).json()) as string[];
const seen = { outcome, outputs, sent, problems: readProblems(outputs['report']) };
const differences = findDifferences(EXPECTED, seen);

process.stdout.write(`${JSON.stringify(seen, undefined, 2)}\n`);
if (differences.length > 0) {
  process.stdout.write(`::error::${differences.join('%0A')}\n`);
  process.exitCode = 1;
}

function readProblems(report: string | undefined): readonly string[] {
  if (!report) return [];
  return (JSON.parse(readFileSync(report, 'utf8')) as { problems: string[] }).problems;
}
