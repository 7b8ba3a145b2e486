import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nameFailure } from '../../../src/report/describe-failure.ts';
import { ProgressLog } from '../../../src/report/log-progress.ts';
import { isFailure, type StepRecord } from '../../../src/report/record.ts';
import { tell } from '../../../src/report/tell.ts';
import { createOutcomeLog, logPlan } from '../../../src/report/write-log.ts';
import { outputNames } from '../../../src/runner.ts';
import { FakeClock } from '../fake-clock.ts';
import { FakeRunner } from '../fake-runner.ts';
import { itemsOf, tagRequest } from '../sample-requests.ts';
import { acceptedResult, allRecords, failedResult, outcomeOf, sentWith } from './sample-results.ts';

async function tellOf(
  record: StepRecord,
  { summary = true, runner = new FakeRunner(), environment = {} } = {},
) {
  const written: string[] = [];
  const succeeded = await tell(record, {
    environment,
    runner,
    summary,
    writeReportFile: async (pieces) => {
      written.push([...pieces].join(''));
      return 'report.json';
    },
  });
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
    allRecords.map((record) => [record.end.kind, record] as const),
  )('%s: report, outputs, summary, log', async (_, record) => {
    const { succeeded, runner, written } = await tellOf(record);
    expect(written).toHaveLength(1);
    expect([...runner.outputs.keys()]).toEqual([...outputNames]);
    expect(runner.outputs.get('report')).toBe('report.json');
    expect(runner.summary).toMatch(/^## /);
    expect(runner.errors).toHaveLength(succeeded ? 0 : 1);
  });

  test('one error names the first three problems and a page; at most five warnings', async () => {
    const warnings = Array.from({ length: 7 }, (_, index) => `mind ${index}`);
    const environment = {
      GITHUB_SERVER_URL: 'https://ghe.example',
      GITHUB_ACTION_REPOSITORY: 'o/r',
      GITHUB_ACTION_REF: 'v1',
    };
    const { runner } = await tellOf({ ...bad, warnings, warned: ['said before'] }, { environment });
    expect(runner.errors[0]?.split('\n')).toEqual([
      '12 of 12 items not purged, 0 purged.',
      expect.stringMatching(/^1 tag of zone-0 /),
      expect.stringMatching(/^1 tag of zone-1 /),
      expect.stringMatching(/^1 tag of zone-2 /),
      '9 more problems in the log.',
      'See https://ghe.example/o/r/blob/v1/docs/troubleshooting.md#cloudflare-refused-it',
    ]);
    expect(runner.warnings).toEqual(['mind 0', 'mind 1', 'mind 2', 'mind 3']);
    expect(runner.lines).toContain('Warning: mind 6');
    for (let index = 0; index < 12; index += 1) {
      expect(runner.lines.some((line) => line.includes(`of zone-${index} `))).toBe(true);
    }
  });

  test('every section that an error leads to is in the document', () => {
    const document = readFileSync('docs/troubleshooting.md', 'utf8');
    const headings = [...document.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^a-z -]/g, '')
        .replaceAll(' ', '-'),
    );
    const sections = allRecords.filter(isFailure).map((record) => nameFailure(record).section);
    expect(headings).toEqual(
      expect.arrayContaining(sections.filter((section) => section !== undefined)),
    );
  });

  test('an end that cannot be described is an error, and the outputs are set', async () => {
    class BrokenRunner extends FakeRunner {
      override readonly startGroup = (): never => {
        throw new TypeError('broken');
      };
    }
    const { succeeded, runner } = await tellOf(bad, { runner: new BrokenRunner() });
    expect(succeeded).toBe(false);
    expect(runner.errors).toEqual([expect.stringContaining('TypeError: broken')]);
    expect(runner.outputs.get('unpurged')).toBe('12');
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
    const audience = { environment: {}, runner, writeReportFile, summary: true };
    expect(await tell(good, audience)).toBe(true);
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

  test('has progress every five seconds, and no estimate while the rate limit is waited for', async () => {
    const clock = new FakeClock();
    const runner = new FakeRunner();
    const done = new AbortController();
    const watch = async (): Promise<void> => {
      using progress = new ProgressLog(clock, runner, 400, () => 17_000);
      progress.count(outcomeOf(acceptedResult, 100));
      await clock.sleep(21_000, done.signal);
    };
    await clock.finish(watch());
    expect(runner.lines).toEqual([
      '100 of 400 items (25%), 20 a second, waiting 12 s for the rate limit',
      '100 of 400 items (25%), 10 a second, waiting 7 s for the rate limit',
      '100 of 400 items (25%), 7 a second, waiting 2 s for the rate limit',
      '100 of 400 items (25%), 5 a second, 1 min left',
    ]);
  });
});
