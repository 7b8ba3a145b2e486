import { expect, test } from 'vitest';
import { nameCheck } from '../../../src/verify/check.ts';
import { describeVerdict } from '../../../src/verify/describe-verdict.ts';
import { judge } from '../../../src/verify/judge.ts';
import { freshnessOf } from '../../../src/verify/verdict.ts';
import {
  answer,
  answerOfProbe,
  bareCheck,
  expectBinary,
  expectFile,
  expectText,
  tooLarge,
} from './sample-checks.ts';

const facts = { secondsSincePurge: 10, method: 'purge', originSendsAge: false } as const;
const hit = (age: string): Record<string, string> => ({ 'cf-cache-status': 'HIT', age });
const status = (cacheStatus: string): Record<string, string> => ({
  'cf-cache-status': cacheStatus,
});

const samples = [
  [bareCheck, answer('', status('MISS')), 'MISS: fetched from the origin just now'],
  [bareCheck, answer('', status('REVALIDATED')), 'REVALIDATED: the origin confirmed just now'],
  [bareCheck, answer('', hit('3')), 'HIT with Age 3 s: cached after this purge'],
  [bareCheck, answer('', hit('7453')), 'HIT with Age 7453 s: cached 2 h before this purge'],
  [bareCheck, answer('', hit('11')), 'cached 1 s before this purge'],
  [bareCheck, answer('', hit('310')), 'cached 5 min before this purge'],
  [bareCheck, answer('', hit('864010')), 'cached 10 days before this purge'],
  [bareCheck, answer('', status('HIT')), 'HIT without Age'],
  [bareCheck, answer('', status('DYNAMIC')), 'DYNAMIC: not cached by Cloudflare'],
  [bareCheck, answer('', status('STALE')), 'STALE: the old content was served'],
  [bareCheck, answer('', status('NONE')), 'cf-cache-status NONE: this tells nothing'],
  [bareCheck, answer(''), 'no cf-cache-status'],
  [bareCheck, answer('', { 'cf-mitigated': 'challenge' }), 'a challenge of Cloudflare'],
  [bareCheck, answer('', {}, { status: 403 }), 'HTTP 403: the check was refused'],
  [bareCheck, answer('', {}, { status: 429 }), 'HTTP 429: too many requests'],
  [bareCheck, answer('', {}, { status: 522 }), 'HTTP 522: the server could not answer'],
  [bareCheck, answer('', {}, { status: 404 }), 'HTTP 404: the page is not there'],
  [bareCheck, answer('', {}, tooLarge), 'larger than 10 MiB'],
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
  [expectText('new'), answerOfProbe('\ufffd'), 'the body is no UTF-8 text'],
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

test('there is a sample of every reason but the one below', () => {
  const seen = new Set(samples.map(([check, reply]) => judge(check, reply, facts).reason.kind));
  expect(Object.keys(freshnessOf).filter((kind) => ![...seen].some((one) => one === kind))).toEqual(
    ['age-of-origin'],
  );
});

test('an Age of the origin is told', () => {
  const known = { ...facts, originSendsAge: true };
  expect(describeVerdict(judge(bareCheck, answer('', hit('3')), known))).toContain(
    'the origin sends an Age of its own',
  );
});

test('after invalidate, old content is told to be how it works', () => {
  const known = { ...facts, method: 'invalidate' } as const;
  expect(describeVerdict(judge(bareCheck, answer('', status('UPDATING')), known))).toContain(
    'after `invalidate`',
  );
});

test('the data centre is told', () => {
  const headers = { ...status('MISS'), 'cf-ray': '8f2a1b-FRA' };
  expect(describeVerdict(judge(bareCheck, answer('', headers), facts))).toMatch(
    /\(data centre FRA\)$/,
  );
});

test('text from outside is cut and has no control characters', () => {
  const words = describeVerdict(
    judge(bareCheck, answer('', status(`\u001b[2J\n::error::${'x'.repeat(999)}`)), facts),
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  expect(words).not.toMatch(/[\x00-\x1f]/);
  expect(words.length).toBeLessThan(150);
});

test.each([
  [bareCheck, 'https://www.example.com/app.js'],
  [expectText('4f2a9c1'), 'https://www.example.com/app.js contains "4f2a9c1"'],
  [expectFile('x'), 'https://www.example.com/app.js equals dist/app.js'],
])('a check is named as it was written', (check, name) => {
  expect(nameCheck(check)).toBe(name);
});
