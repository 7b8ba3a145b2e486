import { expect, test } from 'vitest';
import { countOf, formatCount, formatDuration } from '../../src/text.ts';

test.each([
  [0, '0 ms'],
  [84.6, '85 ms'],
  [999.4, '999 ms'],
  [999.6, '1 s'],
  [1_000, '1 s'],
  [1_249, '1.2 s'],
  [59_900, '59.9 s'],
  [59_999, '1 min'],
  [60_000, '1 min'],
  [200_000, '3 min 20 s'],
  [3_599_000, '59 min 59 s'],
  [3_599_600, '1 h 0 min'],
  [7_500_000, '2 h 5 min'],
])('%d ms → %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [0, '0 items'],
  [1, '1 item'],
  [2, '2 items'],
  [1_234_567, '1,234,567 items'],
])('%d → %s', (count, text) => {
  expect(countOf(count, 'item')).toBe(text);
});

test('a plural of its own', () => {
  expect([countOf(1, 'prefix', 'prefixes'), countOf(2, 'prefix', 'prefixes')]).toEqual([
    '1 prefix',
    '2 prefixes',
  ]);
  expect(formatCount(1_000)).toBe('1,000');
});
