import { describe, expect, test } from 'vitest';
import { tell } from '../../../src/report/tell.ts';
import { createOutcomeLog, logPlan } from '../../../src/report/write-log.ts';
import { outputNames } from '../../../src/runner.ts';
import type { StepResult } from '../../../src/step-result.ts';
import { FakeRunner } from '../fake-runner.ts';
import { itemsOf, tagRequest } from '../sample-requests.ts';
import { acceptedResult, allResults, failedResult, outcomeOf, sentWith } from './sample-results.ts';

async function tellOf(
  result: StepResult,
  { warnings = [] as readonly string[], summary = true, runner = new FakeRunner() } = {},
) {
  const written: string[] = [];
  const succeeded = await tell(
    { result, warnings },
    {
      runner,
      summary,
      writeReportFile: async (pieces) => {
        written.push([...pieces].join(''));
        return 'report.json';
      },
    },
  );
  return { succeeded, runner, written };
}

const good = sentWith([outcomeOf(acceptedResult)]);
const bad = sentWith(
  Array.from({ length: 12 }, (_, index) =>
    outcomeOf(failedResult, 1, `t${index}`, `zone-${index}`),
  ),
);

describe('tell', () => {
  test.each(
    allResults.map((result) => [result.kind, result] as const),
  )('%s: report, outputs, summary, log', async (_, result) => {
    const { succeeded, runner, written } = await tellOf(result);
    expect(written).toHaveLength(1);
    expect([...runner.outputs.keys()]).toEqual([...outputNames]);
    expect(runner.outputs.get('report')).toBe('report.json');
    expect(runner.summary).toMatch(/^## /);
    expect(runner.errors).toHaveLength(succeeded ? 0 : 1);
  });

  test('one error sums up, at most five warnings, and the rest is in the log', async () => {
    const { runner } = await tellOf(bad, { warnings: ['mind this'] });
    expect(runner.errors).toEqual([
      expect.stringMatching(
        /^12 of 12 items not purged.*\(and 11 other problems, see the log\)\. 1 tag of zone-0 /,
      ),
    ]);
    expect(runner.warnings).toHaveLength(5);
    for (let index = 0; index < 12; index += 1) {
      expect(runner.lines.some((line) => line.includes(`of zone-${index} `))).toBe(true);
    }
    expect(runner.lines.some((line) => line.includes('mind this'))).toBe(true);
  });

  test('no summary where none is wanted', async () => {
    expect((await tellOf(good, { summary: false })).runner.summary).toBe('');
  });

  test('a purge that worked is never failed by its report: that is a warning', async () => {
    class BrokenRunner extends FakeRunner {
      override readonly setOutput = (): void => {
        throw new Error('no\nspace');
      };
      override readonly addSummary = (): Promise<void> => Promise.reject(new Error('too large'));
    }
    const { succeeded, runner } = await tellOf(good, { runner: new BrokenRunner() });
    expect(succeeded).toBe(true);
    expect(runner.warnings).toEqual([
      'The outputs could not be written: no space',
      'The summary could not be written: too large',
    ]);
  });

  test('where the report cannot be written, the outputs are set all the same', async () => {
    const runner = new FakeRunner();
    const writeReportFile = () => Promise.reject(new Error('disk full'));
    const ending = { result: good, warnings: [] };
    expect(await tell(ending, { runner, writeReportFile, summary: true })).toBe(true);
    expect(runner.outputs.get('purged')).toBe('3');
    expect(runner.warnings).toEqual(['The report could not be written: disk full']);
  });
});

describe('the log', () => {
  test('has the plan: in a dry run each request whole', () => {
    const runner = new FakeRunner();
    logPlan([tagRequest(2_000)], true, runner);
    expect(runner.groups).toEqual(['Dry run: 1 purge request']);
    expect(runner.lines).toEqual([
      `POST /zones/zone-1/purge_cache ${JSON.stringify({ tags: itemsOf(tagRequest(2_000)) })}`,
    ]);
  });

  test('is cut where the plan is long', () => {
    const runner = new FakeRunner();
    logPlan(Array<ReturnType<typeof tagRequest>>(5_000).fill(tagRequest(100)), false, runner);
    expect(runner.lines).toHaveLength(101);
    expect(runner.lines.at(-1)).toContain('4,900 more requests');
  });

  test('has a line for each request as it ends, the first hundred', () => {
    const runner = new FakeRunner();
    const log = createOutcomeLog(500, runner);
    log(outcomeOf(acceptedResult));
    log({ ...outcomeOf(failedResult), tries: 3 });
    expect(runner.lines).toEqual([
      '[1/500] accepted: 3 tags of zone-1 (ID purge-1, cf-ray 8f-FRA, 85 ms)',
      '[2/500] failed: 3 tags of zone-1: 1095 "no access to purge" (HTTP 403), cf-ray ray-2 (85 ms, 3 tries)',
    ]);
    for (let index = 2; index < 500; index += 1) log(outcomeOf(acceptedResult));
    expect(runner.lines).toHaveLength(101);
  });
});
