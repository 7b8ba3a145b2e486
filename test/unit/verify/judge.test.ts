import { describe, expect, test } from 'vitest';
import { methods } from '../../../src/inputs/inputs.ts';
import { Ages, judge, judgeReach, readCacheHeaders } from '../../../src/verify/judge.ts';
import { answer, bareCheck, expectFile, expectText, tooLarge } from './sample-checks.ts';

const facts = { secondsSincePurge: 10, method: 'purge', hasForeignAge: false } as const;

const ages = [undefined, '0', '10', '11', '7453', '-1', 'soon', '1.5'] as const;

/** The verdict of a bare URL by the status of the cache, one for each of the ages above. */
const F = 'fresh';
const S = 'stale';
const I = 'inconclusive';
const table = {
  MISS: [F, F, F, I, I, F, F, F],
  EXPIRED: [F, F, F, I, I, F, F, F],
  REVALIDATED: [F, F, F, I, I, F, F, F],
  DYNAMIC: [F, F, F, I, I, F, F, F],
  BYPASS: [F, F, F, I, I, F, F, F],
  HIT: [I, F, F, S, S, I, I, I],
  STALE: [S, S, S, S, S, S, S, S],
  UPDATING: [S, S, S, S, S, S, S, S],
  NONE: [I, I, I, I, I, I, I, I],
  UNKNOWN: [I, I, I, I, I, I, I, I],
  'not a status': [I, I, I, I, I, I, I, I],
  '': [I, I, I, I, I, I, I, I],
} as const;

function headersOf(cacheStatus: string, age: string | undefined): Record<string, string> {
  return { 'cf-cache-status': cacheStatus, ...(age === undefined ? {} : { age }) };
}

const rows = Object.entries(table).flatMap(([status, verdicts]) =>
  ages.map((age, index) => ({ status, age, verdict: verdicts[index] })),
);

describe.each(methods)('a bare URL after %s', (method) => {
  test.each(rows)('$status with Age $age is $verdict', ({ status, age, verdict }) => {
    const reply = answer('', headersOf(status, age));
    expect(judge(bareCheck, reply, { ...facts, method })).toMatchObject({ verdict });
  });

  test.each(rows)('$status with Age $age where the origin sends its own', (row) => {
    const reply = answer('', headersOf(row.status, row.age));
    const verdict = row.status === 'HIT' ? 'inconclusive' : row.verdict;
    const known = { ...facts, method, hasForeignAge: true };
    expect(judge(bareCheck, reply, known)).toMatchObject({ verdict });
  });

  test.each(rows)('the content decides over $status with Age $age', ({ status, age }) => {
    const known = { ...facts, method };
    const reply = answer('release 2', headersOf(status, age));
    for (const check of [expectText('release 2'), expectFile('release 2')]) {
      expect(judge(check, reply, known)).toMatchObject({
        verdict: 'fresh',
        reason: { kind: 'content-holds' },
      });
    }
    for (const check of [expectText('release 3'), expectFile('release 3')]) {
      expect(judge(check, reply, known)).toMatchObject({
        verdict: 'stale',
        reason: { kind: 'other-content', bytes: 9, redirectedTo: undefined },
      });
    }
  });
});

describe.each([
  ['a bare URL', bareCheck],
  ['a text', expectText('new')],
  ['a file', expectFile('new')],
])('for %s', (_, check) => {
  test.each([
    [404, 'stale'],
    [410, 'stale'],
    [400, 'inconclusive'],
    [401, 'inconclusive'],
    [403, 'inconclusive'],
    [429, 'inconclusive'],
    [451, 'inconclusive'],
    [500, 'inconclusive'],
    [503, 'inconclusive'],
    [522, 'inconclusive'],
  ])('HTTP %d is %s, whatever the cache says and the body holds', (status, verdict) => {
    for (const cacheStatus of ['MISS', 'HIT', 'STALE']) {
      const reply = answer('new', headersOf(cacheStatus, '7453'), { status });
      expect(judge(check, reply, facts)).toMatchObject({ verdict, reason: { status } });
    }
  });

  test.each([200, 403, 404, 503])('a challenge is inconclusive, with HTTP %d too', (status) => {
    const headers = { ...headersOf('MISS', undefined), 'cf-mitigated': 'challenge' };
    expect(judge(check, answer('new', headers, { status }), facts)).toMatchObject({
      verdict: 'inconclusive',
      reason: { kind: 'challenge' },
    });
  });

  test('a body that is too large counts only if its content does', () => {
    const kind = check === bareCheck ? 'asked-origin' : 'body-too-large';
    const reply = answer('', headersOf('MISS', undefined), tooLarge);
    expect(judge(check, reply, facts)).toMatchObject({ reason: { kind } });
  });

  test('no answer is inconclusive', () => {
    const failure = { kind: 'no-reply', reason: 'dns', code: 'ENOTFOUND' } as const;
    expect(judge(check, failure, facts)).toEqual({
      verdict: 'inconclusive',
      reason: { kind: 'no-answer', failure },
      cacheStatus: undefined,
      age: undefined,
      dataCentre: undefined,
    });
  });
});

describe('redirects', () => {
  test.each([
    ['MISS', 'fresh'],
    ['HIT', 'stale'],
  ])('of a bare URL are judged as any answer: %s is %s', (status, verdict) => {
    const age = status === 'HIT' ? '7453' : undefined;
    const reply = answer('', headersOf(status, age), { status: 301 });
    expect(judge(bareCheck, reply, facts)).toMatchObject({ verdict });
  });

  test('that lead to no content are inconclusive', () => {
    const reply = answer('new', headersOf('HIT', '7453'), { status: 302 });
    expect(judge(expectText('new'), reply, facts)).toMatchObject({
      verdict: 'inconclusive',
      reason: { kind: 'status', status: 302 },
    });
  });

  test('that lead to other content are told', () => {
    const login = 'https://login.example.com/';
    expect(
      judge(expectText('new'), answer('log in', {}, { redirectedTo: login }), facts),
    ).toMatchObject({
      verdict: 'stale',
      reason: { redirectedTo: login },
    });
  });
});

describe('the time since the purge is compared exactly', () => {
  test.each([
    [0.2, '0', 'fresh'],
    [0.2, '1', 'stale'],
    [0.999, '1', 'stale'],
    [1, '1', 'fresh'],
    [1.999, '2', 'stale'],
    [2.001, '2', 'fresh'],
  ])('%d s after it, Age %s is %s', (secondsSincePurge, age, verdict) => {
    const known = { ...facts, secondsSincePurge };
    expect(judge(bareCheck, answer('', headersOf('HIT', age)), known)).toMatchObject({ verdict });
  });
});

test('an empty file is matched by an empty body only', () => {
  expect(judge(expectFile(''), answer(''), facts)).toMatchObject({ verdict: 'fresh' });
  expect(judge(expectFile(''), answer(' '), facts)).toMatchObject({ verdict: 'stale' });
});

test('a text is looked for as UTF-8, in a body that is a part of a larger buffer too', () => {
  const bytes = Buffer.from('…grün…').subarray(3);
  const reply = answer('', {}, { body: { kind: 'whole', bytes } });
  expect(judge(expectText('grün'), reply, facts)).toMatchObject({ verdict: 'fresh' });
  expect(judge(expectText('…grün'), reply, facts)).toMatchObject({ verdict: 'stale' });
});

describe('what was seen is told', () => {
  test.each([
    [{ 'cf-ray': '8f2a1b-FRA' }, { dataCentre: 'FRA' }],
    [{ 'cf-ray': '8f2a1b' }, { dataCentre: undefined }],
    [{ 'cf-ray': '8f2a1b-<b>' }, { dataCentre: undefined }],
    [
      { 'cf-cache-status': ' hit ', age: '3, 90' },
      { cacheStatus: 'HIT', age: 3 },
    ],
    [{ 'cf-cache-status': '::x\u001b[2J' }, { cacheStatus: 'UNKNOWN' }],
    [{ 'cf-cache-status': 'none/unknown' }, { cacheStatus: 'NONE/UNKNOWN' }],
    [{ age: '9'.repeat(400) }, { age: undefined }],
  ])('%o', (headers, seen) => {
    expect(judge(bareCheck, answer('', headers), facts)).toMatchObject(seen);
  });
});

describe('whether the plan reaches a page, after it was sent again', () => {
  const reach = (
    check: typeof bareCheck,
    cacheStatus: string,
    age: string | undefined,
    rest = {},
  ) => {
    const known = { ...facts, ...rest };
    return judgeReach(judge(check, answer('new', headersOf(cacheStatus, age)), known), known);
  };
  test.each([
    ['MISS', undefined, 'fresh'],
    ['EXPIRED', '10', 'fresh'],
    ['REVALIDATED', undefined, 'fresh'],
    ['HIT', '10', 'fresh'],
    ['HIT', '11', 'not-reached'],
    ['HIT', undefined, 'only-own-purge'],
    ['MISS', '11', 'only-own-purge'],
    ['DYNAMIC', undefined, 'only-own-purge'],
    ['BYPASS', '3', 'only-own-purge'],
    ['UPDATING', '11', 'only-own-purge'],
    ['NONE', undefined, 'only-own-purge'],
  ])('%s with Age %s: %s', (status, age, outcome) => {
    const { verdict, reason } = reach(expectText('new'), status, age);
    expect(outcome === 'fresh' ? verdict : reason.kind).toBe(outcome);
  });

  test('a bare URL that is cached before is not reached', () => {
    expect(reach(bareCheck, 'HIT', '11')).toMatchObject({
      verdict: 'stale',
      reason: { kind: 'not-reached' },
    });
  });

  test('an Age that is not Cloudflare’s shows nothing', () => {
    const known = { hasForeignAge: true };
    for (const age of ['3', '11']) {
      expect(reach(expectText('new'), 'HIT', age, known).reason.kind).toBe('only-own-purge');
    }
  });

  test('what is stale or inconclusive by itself stays so', () => {
    expect(reach(expectText('other'), 'MISS', undefined).reason.kind).toBe('other-content');
    expect(reach(bareCheck, 'STALE', undefined).reason.kind).toBe('served-stale');
    expect(reach(bareCheck, 'HIT', undefined).reason.kind).toBe('no-age');
  });
});

describe('an Age cannot be Cloudflare’s', () => {
  type Seen = readonly [
    cacheStatus: string,
    age: string | undefined,
    seconds?: number,
    place?: string,
  ];
  const url = 'https://www.example.com/';
  const learn = (...responses: readonly Seen[]): boolean => {
    const ages = new Ages();
    for (const [status, age, seconds, place = 'FRA'] of responses) {
      const headers = { ...headersOf(status, age), 'cf-ray': `1-${place}` };
      ages.learn(url, readCacheHeaders(headers), seconds);
    }
    expect(ages.isForeign('https://www.example.com/other')).toBe(false);
    return ages.isForeign(url);
  };
  test.each<[string, Seen[], boolean]>([
    ['once a MISS had one', [['MISS', '5']], true],
    ['but a MISS without one says nothing', [['MISS', undefined]], false],
    ['nor does an EXPIRED', [['EXPIRED', '5']], false],
    [
      'if it grew by less than the time',
      [
        ['HIT', '500', 1],
        ['HIT', '500', 5],
      ],
      true,
    ],
    [
      'if it shrank, and is older than the time',
      [
        ['HIT', '900', 1],
        ['HIT', '500', 5],
      ],
      true,
    ],
    [
      'but not if it is younger than the time',
      [
        ['HIT', '900', 1],
        ['HIT', '4', 6],
      ],
      false,
    ],
    [
      'nor if it grew with the time',
      [
        ['HIT', '500', 1],
        ['HIT', '504', 5],
      ],
      false,
    ],
    [
      'nor if it is rounded down',
      [
        ['HIT', '500', 1],
        ['HIT', '502', 4.9],
      ],
      false,
    ],
    [
      'nor if it is of another data center',
      [
        ['HIT', '500', 1],
        ['HIT', '100', 5, 'CDG'],
      ],
      false,
    ],
    [
      'nor if its time is not known',
      [
        ['HIT', '500'],
        ['HIT', '100'],
      ],
      false,
    ],
  ])('%s', (_, responses, isForeign) => {
    expect(learn(...responses)).toBe(isForeign);
  });
});
