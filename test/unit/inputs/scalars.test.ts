import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBoolean, readChoice, readDuration } from '../../../src/inputs/scalars.ts';

test.each([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
])('boolean %s', (text, value) => {
  expect(readBoolean(text)).toEqual({ ok: true, value });
});

test.each([
  '',
  'yes',
  'no',
  'on',
  '1',
  '0',
  'tRue',
  'true ',
  'truefalse',
  'null',
])('no boolean: %o', (text) => {
  expect(readBoolean(text)).toEqual({ ok: false, problem: 'is not a boolean' });
});

describe('durations', () => {
  test.each([
    ['90s', 90_000],
    ['90', 90_000],
    ['5m', 300_000],
    ['5 m', 300_000],
    ['1h', 3_600_000],
    ['1.5h', 5_400_000],
    ['0.5', 500],
    ['0.001', 1],
    ['120h', 432_000_000],
  ])('%s', (text, value) => {
    expect(readDuration(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['0', 'is no time at all'],
    ['0.0m', 'is no time at all'],
    ['0.0001', 'is no time at all'],
    ['144h', 'is longer than 5 days'],
    ['432001', 'is longer than 5 days'],
    ['9'.repeat(400), 'is longer than 5 days'],
    ['-1', 'is not a duration'],
    ['1e3', 'is not a duration'],
    ['6d', 'is not a duration'],
    ['5M', 'is not a duration'],
    ['1h30m', 'is not a duration'],
    ['1,5h', 'is not a duration'],
    ['.5', 'is not a duration'],
    ['Infinity', 'is not a duration'],
    ['NaN', 'is not a duration'],
    ['0x10', 'is not a duration'],
    ['m', 'is not a duration'],
    ['', 'is not a duration'],
  ])('%s', (text, problem) => {
    expect(readDuration(text)).toEqual({ ok: false, problem });
  });

  test('every duration that is read is a whole number of milliseconds above 0', () => {
    const texts = fc
      .tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom('', 's', 'm', 'h', ' h'))
      .map(([number, unit]) => number.toFixed(6) + unit);
    fc.assert(
      fc.property(texts, (text) => {
        const read = readDuration(text);
        if (!read.ok) return;
        expect(Number.isInteger(read.value)).toBe(true);
        expect(read.value).toBeGreaterThan(0);
        expect(read.value).toBeLessThanOrEqual(432_000_000);
      }),
    );
  });
});

test('a choice is one of its words, spelt exactly', () => {
  const choices = ['purge', 'invalidate'] as const;
  expect(readChoice('purge', choices)).toEqual({ ok: true, value: 'purge' });
  for (const text of ['Purge', 'purg', '', 'purge,invalidate']) {
    expect(readChoice(text, choices)).toEqual({ ok: false, problem: 'is not a known value' });
  }
});
