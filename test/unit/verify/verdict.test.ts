import { describe, expect, test } from 'vitest';
import { nameCheck } from '../../../src/inputs/checks.ts';
import { judge } from '../../../src/verify/judge.ts';
import { describeKeeping, describeVerdict, freshnessOf } from '../../../src/verify/verdict.ts';
import {
  answer,
  answerOfProbe,
  bareCheck,
  expectBinary,
  expectFile,
  expectText,
  tooLarge,
} from './sample-checks.ts';

const facts = { secondsSincePurge: 10, method: 'purge', hasForeignAge: false } as const;
const hit = (age: string): Record<string, string> => ({ 'cf-cache-status': 'HIT', age });
const status = (cacheStatus: string): Record<string, string> => ({
  'cf-cache-status': cacheStatus,
});

const samples = [
  [bareCheck, answer('', status('MISS')), 'MISS: fetched from the origin just now'],
  [bareCheck, answer('', status('REVALIDATED')), 'REVALIDATED: the origin confirmed just now'],
  [
    bareCheck,
    answer('', hit('3')),
    'cached after the purge, which was sent 10 s before (HTTP 200, HIT, Age 3 s, no data center)',
  ],
  [bareCheck, answer('', hit('7453')), 'cached 2 h before the purge'],
  [bareCheck, answer('', hit('11')), 'cached 1 s before the purge'],
  [bareCheck, answer('', hit('310')), 'cached 5 min before the purge'],
  [bareCheck, answer('', hit('864010')), 'cached 10 days before the purge'],
  [bareCheck, answer('', status('HIT')), 'HIT without Age'],
  [bareCheck, answer('', { ...status('MISS'), age: '630' }), 'a cache behind Cloudflare answered'],
  [bareCheck, answer('', status('DYNAMIC')), 'DYNAMIC: not cached by Cloudflare'],
  [bareCheck, answer('', status('STALE')), 'STALE: the old content was served'],
  [bareCheck, answer('', status('NONE')), 'cf-cache-status NONE: this says nothing'],
  [bareCheck, answer(''), 'no cf-cache-status'],
  [bareCheck, answer('', { 'cf-mitigated': 'challenge' }), 'a challenge of Cloudflare'],
  [bareCheck, answer('', {}, { status: 403 }), 'HTTP 403: the check was refused'],
  [bareCheck, answer('', {}, { status: 429 }), 'HTTP 429: too many requests'],
  [bareCheck, answer('', {}, { status: 522 }), 'HTTP 522: the server could not answer'],
  [bareCheck, answer('', {}, { status: 404 }), 'HTTP 404: the page is not there'],
  [expectText('x'), answer('', {}, tooLarge), 'larger than 10 MiB'],
  [expectText('new'), answer('', {}, { status: 302 }), 'HTTP 302: a redirect that could not'],
  [expectText('new'), answer('a new b'), 'the content is there'],
  [expectText('new'), answer('old'), 'the body (3 bytes) does not contain "new"'],
  [
    expectText('new'),
    answer('log in', {}, { redirectedTo: 'https://login.example.com/' }),
    'the body from https://login.example.com/, after a redirect, (6 bytes) does not contain',
  ],
  [expectFile('x'), answer('old'), 'is not the file dist/app.js (3 bytes, the file has 1 byte)'],
  [expectFile('new'), answer('old'), 'is not the file dist/app.js (3 bytes, as the file has)'],
  [expectText('new'), answerOfProbe('old', { isCut: true }), '"new" is not in the beginning'],
  [
    expectFile('old and new'),
    answerOfProbe('old', { isCut: true }),
    'that of the file dist/app.js',
  ],
  [expectBinary(), answerOfProbe('x'), 'the file dist/app.js is not UTF-8'],
  [expectText('new'), answerOfProbe('\ufffd'), 'the body is not UTF-8 text'],
  [expectText('new'), answerOfProbe('', { status: 301 }), 'HTTP 301: a redirect, and probes'],
  [bareCheck, { kind: 'no-measurement', failure: { kind: 'no-probes' } }, 'no probe in any'],
  [
    bareCheck,
    { kind: 'no-reply', reason: 'dns', code: 'ENOTFOUND' },
    'the host name could not be resolved (ENOTFOUND)',
  ],
] as const;

test.each(samples)('%#', (check, reply, words) => {
  expect(describeVerdict(judge(check, reply, facts))).toContain(words);
});

test('there is a sample of every reason but those that take more than a response', () => {
  const seen = new Set(samples.map(([check, reply]) => judge(check, reply, facts).reason.kind));
  expect(Object.keys(freshnessOf).filter((kind) => ![...seen].some((one) => one === kind))).toEqual(
    ['not-reached', 'age-of-origin', 'only-own-purge'],
  );
});

test('an Age of the origin is told', () => {
  const known = { ...facts, hasForeignAge: true };
  expect(describeVerdict(judge(bareCheck, answer('', hit('3')), known))).toContain(
    'sends an Age of its own',
  );
});

test('after invalidate, old content is told to be how it works', () => {
  const known = { ...facts, method: 'invalidate' } as const;
  expect(describeVerdict(judge(bareCheck, answer('', status('UPDATING')), known))).toContain(
    'after `invalidate`',
  );
});

test('the data center is named', () => {
  const headers = { ...status('MISS'), 'cf-ray': '8f2a1b-FRA' };
  expect(describeVerdict(judge(bareCheck, answer('', headers), facts))).toMatch(
    /data center FRA\)$/,
  );
});

test('text from outside is cut and has no control characters', () => {
  const words = describeVerdict(
    judge(bareCheck, answer('', status(`\u001b[2J\n::error::${'x'.repeat(999)}`)), facts),
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  expect(words).not.toMatch(/[\x00-\x1f]/);
  expect(words.length).toBeLessThan(250);
});

test.each([
  [bareCheck, 'https://www.example.com/app.js'],
  [expectText('4f2a9c1'), 'https://www.example.com/app.js contains "4f2a9c1"'],
  [expectFile('x'), 'https://www.example.com/app.js equals dist/app.js'],
])('a check is named as it was written', (check, name) => {
  expect(nameCheck(check)).toBe(name);
});

describe('what browsers may keep', () => {
  const html = { 'content-type': 'text/html; charset=utf-8' };

  test.each([
    ['max-age=61', '61 s'],
    ['public, max-age=3600', '3600 s'],
    ['MAX-AGE = "600", immutable', '600 s'],
    ['s-maxage=10, max-age=120', '120 s'],
  ])('HTML with cache-control %o may be kept', (control, span) => {
    expect(describeKeeping({ ...html, 'cache-control': control })).toContain(span);
  });

  test.each([
    'max-age=60',
    'max-age=0, must-revalidate',
    's-maxage=3600',
    'max-age=3600, no-cache',
    'no-store, max-age=3600',
    'max-age=soon',
    '',
  ])('HTML with cache-control %o is not worth a note', (control) => {
    expect(describeKeeping({ ...html, 'cache-control': control })).toBeUndefined();
  });

  test.each(['text/css', 'application/json', 'text/htmlx', ''])('nor is %o', (type) => {
    const headers = { 'content-type': type, 'cache-control': 'max-age=3600' };
    expect(describeKeeping(headers)).toBeUndefined();
  });

  test('nor is what has no headers', () => {
    expect(describeKeeping({})).toBeUndefined();
    expect(describeKeeping(html)).toBeUndefined();
  });
});
