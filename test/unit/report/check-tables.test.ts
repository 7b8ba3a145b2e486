import { expect, test } from 'vitest';
import { tabulateChecks } from '../../../src/report/check-tables.ts';
import {
  cachedBefore,
  challenge,
  miss,
  resultOf,
  verificationOf,
  waitOf,
} from './sample-verifications.ts';

test('without checks there are no tables', () => {
  expect(tabulateChecks([], undefined)).toEqual([]);
});

test('each check that was waited for has a row', () => {
  const waits = [waitOf(), waitOf({ held: false, seen: undefined })];
  expect(tabulateChecks(waits, undefined)).toMatchObject([
    {
      title: 'Waited for',
      rows: [
        [{ quoted: 'https://a.example/' }, '✅ passes', { quoted: 'passed' }, 2, '1.5 s'],
        [{ quoted: 'https://a.example/' }, '❌ does not pass', { quoted: 'no answer' }, 2, '1.5 s'],
      ],
    },
  ]);
});

test('each check that was verified has a row, the worst first', () => {
  const results = [
    resultOf(miss, { msToFresh: 40, note: 'browsers may keep this page' }),
    resultOf(challenge),
    resultOf(cachedBefore, { tries: 4, repurges: 3 }),
  ];
  const [table, ...more] = tabulateChecks([], verificationOf(results));
  expect(more).toEqual([]);
  expect(table?.title).toBe('Verified');
  const url = { quoted: 'https://a.example/' };
  expect(table?.rows).toEqual([
    [url, '❌ stale', [{ quoted: expect.stringMatching(/^cached 2 h before/) }], 'FRA', 4, 3, ''],
    [url, '⚠️ inconclusive', [{ quoted: expect.stringContaining('a challenge') }], 'FRA', 1, 0, ''],
    [
      url,
      '✅ fresh',
      [{ quoted: 'MISS: fetched from the origin just now' }, 'browsers may keep this page'],
      'FRA',
      1,
      0,
      '40 ms',
    ],
  ]);
});

test('that the plan was sent once more has a table of its own', () => {
  const [, table] = tabulateChecks([], verificationOf([resultOf(miss)], { resends: 1 }));
  expect(table?.rows.flat().join()).toContain('the whole plan was sent 1 more time');
});
