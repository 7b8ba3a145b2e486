import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/inputs/checks.ts';
import type { Method } from '../../../src/inputs/inputs.ts';
import type { VisitReply } from '../../../src/verify/ask.ts';
import { CheckState } from '../../../src/verify/check-state.ts';
import { runner } from '../../../src/verify/verdict.ts';
import { noReply } from '../api-replies.ts';
import { answer, bareCheck, expectText, url } from './sample-checks.ts';

const newText = expectText('new');
const cached = (text: string, cacheStatus: string, age?: number) =>
  answer(text, {
    'cf-cache-status': cacheStatus,
    ...(age === undefined ? {} : { age: String(age) }),
  });
const old = cached('old', 'HIT', 500);
const fresh = cached('new', 'MISS');
const status = (code: number) => answer('', {}, { status: code });

/** The state of a check after these responses, one a second, and what happened in between. */
function stateAfter(
  check: Check,
  events: readonly (VisitReply | 'repurged' | 'sent again')[],
  { method = 'purge', hasForeignAge = false }: { method?: Method; hasForeignAge?: boolean } = {},
): CheckState {
  const state = new CheckState(check, runner, method, 0);
  let now = 0;
  for (const event of events) {
    if (event === 'repurged') state.repurged(undefined);
    else if (event === 'sent again') state.planWasSentAgain();
    else {
      now += 1_000;
      state.judge(event, { secondsSincePurge: 1, hasForeignAge }, { requestedAt: now - 1, now });
    }
  }
  return state;
}

describe('stale stays stale until it is seen fresh', () => {
  test.each([
    503, 429, 401, 403,
  ])('a later HTTP %d casts no doubt on it, and is reported', (code) => {
    const state = stateAfter(newText, [old, status(code)]);
    expect(state.result()).toMatchObject({
      verdict: { verdict: 'stale', reason: { kind: 'other-content' } },
      later: { verdict: 'inconclusive', status: code },
      tries: 2,
    });
    expect(stateAfter(newText, [old, status(code), fresh]).result()).toMatchObject({
      verdict: { verdict: 'fresh' },
      later: undefined,
      msToFresh: 3_000,
    });
  });

  test('an Age that turns out to mean nothing takes it back', () => {
    const state = stateAfter(bareCheck, [old]);
    const facts = { secondsSincePurge: 1, hasForeignAge: true };
    state.judge(old, facts, { requestedAt: 0, now: 0 });
    expect(state.result()).toMatchObject({ verdict: { reason: { kind: 'age-of-origin' } } });
  });
});

describe('what time cannot change ends the retries after three equal responses', () => {
  test.each([
    ['no cf-cache-status', bareCheck, answer('')],
    ['HTTP 403', newText, status(403)],
    ['HIT without Age', bareCheck, cached('', 'HIT')],
  ])('%s', (_, check, reply) => {
    expect(stateAfter(check, [reply, reply]).isOpen).toBe(true);
    expect(stateAfter(check, [reply, reply, reply]).isOpen).toBe(false);
    expect(stateAfter(check, [reply, reply, status(401), reply]).isOpen).toBe(true);
    expect(stateAfter(check, [reply, reply, noReply('dns'), reply, reply]).isOpen).toBe(true);
    expect(stateAfter(check, [reply, reply, reply, 'sent again']).isOpen).toBe(true);
  });

  test.each([status(500), status(429), noReply('connection'), old])('but not %o', (reply) => {
    expect(stateAfter(newText, Array(9).fill(reply)).isOpen).toBe(true);
  });
});

describe('what is stale is purged by itself', () => {
  test('after it was requested once more', () => {
    expect(stateAfter(newText, [old]).urlsToRepurge).toEqual([]);
    expect(stateAfter(newText, [old, old]).urlsToRepurge).toEqual([url]);
    expect(stateAfter(newText, [old, old, 'repurged', old]).urlsToRepurge).toEqual([url]);
    expect(stateAfter(newText, [old, old, 'sent again', old]).urlsToRepurge).toEqual([]);
  });

  test('but not while its last response says something else', () => {
    expect(stateAfter(newText, [old, old, status(503)]).urlsToRepurge).toEqual([]);
    expect(stateAfter(newText, [old, old, fresh]).urlsToRepurge).toEqual([]);
  });

  test('with the URL that it redirects to', () => {
    const target = 'https://www.example.com/target';
    const redirected = { ...old, url: target };
    expect(stateAfter(newText, [redirected, redirected]).urlsToRepurge).toEqual([url, target]);
  });

  test.each(['STALE', 'UPDATING'])('but not what is %s after invalidate', (cacheStatus) => {
    for (const check of [bareCheck, newText]) {
      const served = cached('old', cacheStatus);
      const events = [served, served, served];
      expect(stateAfter(check, events, { method: 'invalidate' }).urlsToRepurge).toEqual([]);
      expect(stateAfter(check, events).urlsToRepurge).toEqual([url]);
    }
    expect(stateAfter(newText, [old, old], { method: 'invalidate' }).urlsToRepurge).toEqual([url]);
  });
});

describe('what turned fresh only through its own purge', () => {
  const turned = [old, old, 'repurged', fresh] as const;

  test('has the plan sent again, and is in doubt until then', () => {
    const state = stateAfter(newText, turned);
    expect(state.turnedFreshByRepurge).toBe(true);
    expect(state.result()).toMatchObject({
      verdict: { verdict: 'inconclusive', reason: { kind: 'only-own-purge' } },
      msToFresh: undefined,
    });
    expect(stateAfter(newText, [old, old, fresh]).turnedFreshByRepurge).toBe(false);
  });

  const again = [...turned, 'sent again'] as const;
  const older = cached('new', 'HIT', 2);

  test.each([
    ['a MISS', [fresh], 'fresh'],
    ['a younger HIT', [cached('new', 'HIT', 1)], 'fresh'],
    ['an older HIT', [older], 'not-reached'],
    ['an older HIT after a 503', [status(503), older], 'not-reached'],
    [
      'an older HIT, though the plan is sent yet again',
      [older, 'sent again', older],
      'not-reached',
    ],
    ['an older HIT, then a younger one', [older, cached('new', 'HIT', 1)], 'fresh'],
    ['no Age', [cached('new', 'HIT')], 'only-own-purge'],
    ['what is not cached', [cached('new', 'DYNAMIC')], 'only-own-purge'],
    ['old content', [cached('old', 'MISS')], 'other-content'],
  ] as const)('then %s: %s', (_, events, outcome) => {
    const { verdict } = stateAfter(newText, [...again, ...events]).result();
    expect(outcome === 'fresh' ? verdict.verdict : verdict.reason.kind).toBe(outcome);
  });

  test('is not purged again where the plan does not reach it, nor requested for ever', () => {
    const state = stateAfter(newText, [...again, older, older, older]);
    expect(state.urlsToRepurge).toEqual([]);
    expect(state.isOpen).toBe(false);
    expect(stateAfter(newText, [...again, older, older]).isOpen).toBe(true);
  });

  test('may turn fresh so once more', () => {
    const stale = cached('old', 'MISS');
    const state = stateAfter(newText, [...again, stale, stale, 'repurged', fresh]);
    expect(state.turnedFreshByRepurge).toBe(true);
  });
});

test('without a response, nothing is known', () => {
  expect(stateAfter(bareCheck, []).result()).toMatchObject({
    tries: 0,
    verdict: { verdict: 'inconclusive', reason: { failure: { code: 'verify-timeout' } } },
  });
});
