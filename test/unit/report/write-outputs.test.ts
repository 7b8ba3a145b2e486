import { describe, expect, test } from 'vitest';
import { accountFor } from '../../../src/report/account.ts';
import { writeOutputs } from '../../../src/report/write-outputs.ts';
import { acceptedResult, allResults, outcomeOf, sentWith } from './sample-results.ts';

const account = accountFor(sentWith([outcomeOf(acceptedResult)]));

describe('the outputs', () => {
  test('are texts', () => {
    expect(
      writeOutputs({ ...account, firstPurgeId: 'a', purgeIds: ['a', 'b'] }, '/tmp/report.json'),
    ).toEqual({
      'purge-id': 'a',
      'purge-ids': '["a","b"]',
      purged: '3',
      unpurged: '0',
      requests: '1',
      verified: '',
      report: '/tmp/report.json',
    });
  });

  test('are there for every result', () => {
    for (const result of allResults) {
      const outputs = writeOutputs(accountFor(result), '');
      expect(JSON.parse(outputs['purge-ids'])).toBeInstanceOf(Array);
      expect([outputs.purged, outputs.unpurged, outputs.requests].join()).toMatch(/^\d+,\d+,\d+$/);
    }
  });

  test('hold as many IDs as GitHub takes: 1 MB, in UTF-16', () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => String(index).padStart(32, '0'));
    const outputs = writeOutputs({ ...account, purgeIds: ids }, '');
    const kept: unknown = JSON.parse(outputs['purge-ids']);
    expect(outputs['purge-ids'].length * 2).toBeLessThan(1_000_000);
    expect(kept).toEqual(ids.slice(0, Array.isArray(kept) ? kept.length : 0));
    expect(kept).toHaveProperty(
      'length',
      expect.toSatisfy((length: number) => length > 10_000),
    );
  });
});
