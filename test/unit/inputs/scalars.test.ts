import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLoopback } from '../../../src/http/proxy.ts';
import { InputProblem } from '../../../src/inputs/problem.ts';
import { readApiUrl, readBoolean, readChoice, readDuration } from '../../../src/inputs/scalars.ts';

test.each([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
])('boolean %s', (text, value) => {
  expect(readBoolean(text)).toBe(value);
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
  expect(() => readBoolean(text)).toThrow(new InputProblem('is not a boolean'));
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
    expect(readDuration(text)).toBe(value);
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
    expect(() => readDuration(text)).toThrow(new InputProblem(problem));
  });

  test('every duration that is read is a whole number of milliseconds above 0', () => {
    const number = fc.double({ min: 0.001, max: 100, noNaN: true });
    fc.assert(
      fc.property(number, fc.constantFrom('', 's', 'm', 'h', ' h'), (size, unit) => {
        const ms = readDuration(size.toFixed(6) + unit);
        expect(Number.isInteger(ms)).toBe(true);
        expect(ms).toBeGreaterThan(0);
      }),
    );
  });
});

test('a choice is one of its words, spelt exactly', () => {
  const choices = ['purge', 'invalidate'] as const;
  expect(readChoice('purge', choices)).toBe('purge');
  for (const text of ['Purge', 'purg', '', 'purge,invalidate']) {
    expect(() => readChoice(text, choices)).toThrow('is not a known value');
  }
});

describe('addresses of an API', () => {
  test.each([
    ['https://api.cloudflare.com/client/v4', 'https://api.cloudflare.com/client/v4'],
    ['https://api.cloudflare.com/client/v4/', 'https://api.cloudflare.com/client/v4'],
    ['HTTPS://Gateway.Example//', 'https://gateway.example'],
    ['http://127.0.0.1:8787/v4', 'http://127.0.0.1:8787/v4'],
    ['http://localhost:8787', 'http://localhost:8787'],
    ['http://[::1]:8787', 'http://[::1]:8787'],
    ['http://127.1', 'http://127.0.0.1'],
  ])('%s', (text, value) => {
    expect(readApiUrl(text)).toBe(value);
  });

  test.each([
    ['api.cloudflare.com/client/v4', 'is not an absolute URL'],
    ['', 'is not an absolute URL'],
    ['https://user:secret@api.example', 'has a user name or password in it'],
    ['https://api.example/v4?x=1', 'has a query or a fragment'],
    ['https://api.example/v4#x', 'has a query or a fragment'],
    ['https://api.example/v4?', 'has a query or a fragment'],
    ['https://api.example/v4#', 'has a query or a fragment'],
    ['http://api.cloudflare.com/client/v4', 'would send the token unencrypted'],
    ['http://localhost.example', 'would send the token unencrypted'],
    ['http://127.0.0.1.example', 'would send the token unencrypted'],
    ['http://0.0.0.0', 'would send the token unencrypted'],
    ['ftp://api.example', 'would send the token unencrypted'],
  ])('%o is refused', (text, problem) => {
    expect(() => readApiUrl(text)).toThrow(new InputProblem(problem));
  });
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['[::1]', true],
  ['128.0.0.1', false],
  ['127.0.0.1.example', false],
  ['notlocalhost', false],
  ['[::2]', false],
])('loopback: %s is %s', (hostname, loopback) => {
  expect(isLoopback(hostname)).toBe(loopback);
});
