import { describe, expect, test } from 'vitest';
import { writeCheckTables } from '../../../src/report/check-tables.ts';
import {
  cachedBefore,
  challenge,
  miss,
  resultOf,
  verificationOf,
  waitOf,
} from './sample-verifications.ts';

/** The rows of a table as they are read, without head and rule. */
function rowsOf(table: string | undefined): string[] {
  return (table ?? '').split('\n').slice(2).map(readEntities);
}

function readEntities(markdown: string): string {
  return markdown.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

test('without checks there are no tables', () => {
  expect(writeCheckTables([], undefined)).toEqual([]);
});

test('each check that was waited for has a row', () => {
  const [title, table] = writeCheckTables(
    [waitOf(), waitOf({ held: false, seen: undefined })],
    undefined,
  );
  expect(title).toBe('### Waited for');
  expect(rowsOf(table)).toEqual([
    '| <code>https://a.example/</code> | ✅ holds | the check holds | 2 | 1.5 s |',
    '| <code>https://a.example/</code> | ❌ does not hold | no answer | 2 | 1.5 s |',
  ]);
});

describe('each check that was verified has a row', () => {
  test('with verdict, reason and data centre', () => {
    const results = [
      resultOf(miss, { msToFresh: 40, note: 'browsers may keep this page' }),
      resultOf(cachedBefore, { tries: 4, repurges: 3 }),
      resultOf(challenge),
    ];
    const [title, table, ...more] = writeCheckTables([], verificationOf(results));
    expect(title).toBe('### Verified');
    expect(rowsOf(table)).toEqual([
      '| <code>https://a.example/</code> | ✅ fresh | MISS: fetched from the origin just now<br>browsers may keep this page | FRA | 1 | 0 | 40 ms |',
      expect.stringMatching(/ ❌ stale \| HIT with Age 7300 s.* \| FRA \| 4 \| 3 \| {2}\|$/),
      expect.stringMatching(/ ⚠️ inconclusive \| a challenge of /),
    ]);
    expect(more).toEqual([]);
  });

  test('and the plan that was sent once more is told', () => {
    const parts = writeCheckTables([], verificationOf([resultOf(miss)], { resent: [] }));
    expect(parts.at(-1)).toContain('the whole plan was sent once more');
  });

  test('but for the many of them', () => {
    const results = Array.from({ length: 53 }, () => resultOf(miss));
    const rows = rowsOf(writeCheckTables([], verificationOf(results))[1]);
    expect(rows).toHaveLength(51);
    expect(rows.at(-1)).toContain('and 3 more');
  });
});

test('text from outside is no markup, and stays in its cell', () => {
  const text = '`x` | <img src=x> **b**\n# y';
  const check = { url: 'https://a.example/', expectation: { kind: 'contains', text } } as const;
  const parts = writeCheckTables(
    [waitOf({ check, seen: text })],
    verificationOf([resultOf({ kind: 'unknown-cache-status', cacheStatus: text }, { check })]),
  );
  const rows = [parts[1], parts[3]].map((table) => (table ?? '').split('\n').slice(2));
  expect(rows.map((table) => table.length)).toEqual([1, 1]);
  const bars = rows.flat().map((row) => row.split('|').length - 1);
  expect(bars).toEqual([6, 8]);
  expect(rows.flat().join()).not.toMatch(/<img|\*\*|`/);
});
