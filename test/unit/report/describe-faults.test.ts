import { expect, test } from 'vitest';
import { LookUpFailure } from '../../../src/cloudflare/zones.ts';
import type { InputFaults } from '../../../src/inputs/problem.ts';
import { describeProblems } from '../../../src/report/describe-failure.ts';
import { describeFault, describeLookUpFailure } from '../../../src/report/describe-problems.ts';
import { apiError, noReply, refused } from '../api-replies.ts';
import { expectLinearTime } from '../linear-time.ts';
import { recordWith } from './sample-results.ts';

test('a fault in words', () => {
  expect(
    describeFault({
      input: 'urls-file',
      place: { file: 'list.txt', line: 3 },
      item: 'ftp://x',
      problem: 'has another scheme',
      accepted: 'a URL',
    }),
  ).toBe('urls-file, list.txt, line 3: "ftp://x" has another scheme. Accepted: a URL');
  expect(describeFault({ input: 'mode', problem: 'is not set' })).toBe('mode: is not set');
});

test('items of more than 200 characters are not shown whole', () => {
  const text = describeFault({ input: 'tags', item: 'x'.repeat(5_000), problem: 'is too long' });
  expect(text).toBe('tags: "… (5,000 characters)" is too long');
});

const long = 'x'.repeat(150);

test.each([
  ['https://user:secret@example.com/', 'https://***@example.com/'],
  ['wss://user:a@secret@example.com/', 'wss://***@example.com/'],
  ['https:user:secret@example.com', '***@example.com'],
  ['user:secret@example.com', '***@example.com'],
  [`https://e.com/${long}?key=${long}`, `https://e.com/${long}?…`],
  [`https://me:secret@e.com/${long}?key=${long}`, `https://***@e.com/${long}?…`],
  ['https://e.com/?mail=me@e.com&key=secret', 'https://***…'],
  ['https://me:a?secret@e.com/', 'https://***…'],
])('%s is shown without its secrets', (item, shown) => {
  expect(describeFault({ input: 'urls', item, problem: 'is wrong' })).toBe(
    `urls: "${shown}" is wrong`,
  );
});

test('an unknown input names the one that was meant', () => {
  expect(describeFault({ input: 'dry_run', meant: 'dry-run' })).toBe(
    'Unknown input `dry_run`. Did you mean `dry-run`?',
  );
});

test.each([
  ['http://'],
  ['a@'],
  ['?@'],
  [','],
])('an item of many %o costs no more than its length', async ([part]) => {
  const describe = (item: string) => describeFault({ input: 'urls', item, problem: 'x' });
  await expectLinearTime((size) => `${part}`.repeat(size), describe, 200_000);
});

test('nothing in it breaks out of its line', () => {
  const evil = 'a\n::error::\u001b[31m';
  const text = describeFault({
    input: 'urls',
    place: { file: evil },
    item: evil,
    problem: evil,
    accepted: evil,
  });
  expect(text).not.toMatch(/\p{Cc}/u);
});

test('items with one problem are counted in one line', () => {
  const faults = ['a', 'b', 'c'].map(
    (item) => ({ input: 'zone', item, place: { line: 1 }, problem: 'x' }) as const,
  );
  const other = { input: 'urls', item: 'e', problem: 'y' } as const;
  const wrong = (found: InputFaults) =>
    describeProblems(recordWith({ end: { kind: 'bad-inputs', found } }));
  expect(wrong({ faults, left: new Map([['zone', 26]]) })).toEqual([
    'zone, line 1: "a" x. The same with "b" (line 1), "c" (line 1) and 26 more',
  ]);
  // With two problems, nobody knows which one the items have that were not kept.
  const left = new Map([['urls', 1] as const, ['tags', 2_000] as const]);
  expect(
    wrong({ faults: [...faults.slice(0, 2), other, { ...other, problem: 'z' }], left }),
  ).toEqual([
    'zone, line 1: "a" x. The same with "b" (line 1)',
    'urls: "e" y',
    'urls: "e" z',
    'urls: 1 more error',
    'tags: 2,000 more errors',
  ]);
});

test.each([
  [
    noReply('dns', 'ENOTFOUND'),
    undefined,
    /^the zone a\.example could not be looked up: no answer \(ENOTFOUND\): .*DNS/,
  ],
  [
    refused(403, [apiError(9109, 'no')]),
    undefined,
    /9109 "no" \(HTTP 403\), cf-ray ray-2: the token may not look this up\. .*Zone › Zone › Read.*the zone ID/,
  ],
  [noReply('interrupted', 'AbortError'), 'cancelled', /Run the job again/],
  [undefined, 'timeout', /the time of `timeout` was over/],
] as const)('a look-up that failed: %j, stopped %s', (failure, stopped, words) => {
  const subject = {
    what: 'the zone a.example',
    permission: 'Zone › Zone › Read',
    instead: 'the zone ID',
  } as const;
  const error = new LookUpFailure(subject, failure, stopped);
  expect(describeLookUpFailure(error)).toMatch(words);
});

test('a lookup that Cache Purge allows asks for no other permission', () => {
  const subject = { what: 'the name of zone z', instead: 'a single zone by its ID' };
  const failure = refused(403, [apiError(10000, 'Authentication error')]);
  const text = describeLookUpFailure(new LookUpFailure(subject, failure, undefined));
  expect(text).toMatch(/Check the zone ID first.*Zone › Cache Purge › Purge/);
  expect(text).not.toContain('Zone › Zone › Read');
});
