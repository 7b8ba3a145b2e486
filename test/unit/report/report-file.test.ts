import { describe, expect, test } from 'vitest';
import { countRecord, isFailure, type StepRecord, sumUp } from '../../../src/report/record.ts';
import { writeReport } from '../../../src/report/report-file.ts';
import { acceptedResult, allRecords, failedResult, outcomeOf, sentWith } from './sample-results.ts';

function read(record: StepRecord): unknown {
  return JSON.parse([...writeReport(record)].join(''));
}

describe('the report', () => {
  test.each(
    allRecords.map((record) => [record.end.kind, record] as const),
  )('is JSON for %s', (result, record) => {
    expect(read(record)).toMatchObject({
      version: 1,
      result,
      failed: isFailure(record),
      headline: sumUp(record),
      counts: countRecord(record),
      problems: expect.any(Array),
      warnings: [],
      notices: expect.any(Array),
      plan: expect.any(Array),
      requests: expect.any(Array),
      unpurged: expect.any(Array),
    });
  });

  test('has the plan as it is sent, each request, and every item that is not purged', () => {
    const report = read(
      sentWith([
        outcomeOf(acceptedResult, 2, 'a'),
        outcomeOf(failedResult, 3, 'b'),
        outcomeOf(failedResult, 2, 'c'),
      ]),
    );
    expect(report).toMatchObject({
      method: 'purge',
      plan: [
        { method: 'POST', path: '/zones/zone-1/purge_cache', body: { tags: ['a-0', 'a-1'] } },
        { body: { tags: ['b-0', 'b-1', 'b-2'] } },
        { body: { tags: ['c-0', 'c-1'] } },
      ],
      requests: [
        {
          zone: { id: 'zone-1' },
          kind: 'tags',
          items: 2,
          result: 'accepted',
          id: 'purge-1',
          ray: '8f-FRA',
          tries: 1,
          ms: 85,
        },
        { items: 3, result: 'failed', id: null, ray: 'ray-2' },
        { items: 2, result: 'failed', id: null },
      ],
      unpurged: [
        { scope: 'zone-1', kind: 'tags', items: ['b-0', 'b-1', 'b-2'] },
        { items: ['c-0', 'c-1'], cause: expect.any(String), advice: expect.any(String) },
      ],
    });
  });

  test('keeps hostile text as it is', () => {
    const prefix = '"],\n\u0000\ud800</script>';
    const report = read(sentWith([outcomeOf(failedResult, 1, prefix)]));
    expect(report).toMatchObject({
      unpurged: [{ items: [expect.stringContaining('"],\n\u0000')] }],
    });
  });

  test('never holds a large plan in one piece', () => {
    const outcomes = Array.from({ length: 2_000 }, (_, index) =>
      outcomeOf(acceptedResult, 100, `${index}`),
    );
    for (const piece of writeReport(sentWith(outcomes))) {
      expect(piece.length).toBeLessThan(10_000);
    }
  });
});
