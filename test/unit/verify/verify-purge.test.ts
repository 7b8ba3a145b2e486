import { describe, expect, test } from 'vitest';
import type { Method } from '../../../src/inputs/settings.ts';
import { Stop } from '../../../src/pacing/stop.ts';
import type { RequestOutcome, RequestResult } from '../../../src/purge/outcome.ts';
import type { Check } from '../../../src/verify/check.ts';
import { CheckTime } from '../../../src/verify/check-time.ts';
import type { Question } from '../../../src/verify/keep-asking.ts';
import type { RepurgeRefusal } from '../../../src/verify/repurges.ts';
import { verifyPurge } from '../../../src/verify/verify-purge.ts';
import type { VisitReply } from '../../../src/verify/visit.ts';
import { noReply } from '../api-replies.ts';
import { FakeClock } from '../fake-clock.ts';
import { acceptedResult, failedResult, outcomeOf } from '../report/sample-results.ts';
import { answer, bareCheck, expectText, url } from './sample-checks.ts';

interface World {
  readonly timeoutMs?: number;
  readonly method?: Method;
  readonly repurge?: RequestResult | undefined;
  /** How long a re-purge waits for the rate limit. */
  readonly repurgeMs?: number;
  /** How long the plan waits for it when it is sent once more. */
  readonly resendMs?: number;
  readonly askMs?: number;
  /** How long a body takes after its headers. */
  readonly bodyMs?: number;
  /** A URL that never answers. */
  readonly hangs?: string;
  /** What is asked of probes. */
  readonly probes?: (clock: FakeClock) => readonly Question[];
  /** How the plan ends when it is sent once more. */
  readonly resent?: RequestResult;
  /** The job is cancelled after so many milliseconds. */
  readonly cancelAfterMs?: number;
}

const old = answer('old', { 'cf-cache-status': 'MISS' });
const fresh = answer('new', { 'cf-cache-status': 'MISS' });
const hit = (age: number) => answer('old', { 'cf-cache-status': 'HIT', age: String(age) });
const updating = answer('old', { 'cf-cache-status': 'UPDATING' });
const newText = expectText('new');

/** Verifies checks that are answered by a script, the last line of it for ever. */
async function verify(checks: readonly Check[], script: readonly VisitReply[], world: World = {}) {
  const { timeoutMs = 60_000, method = 'purge', repurgeMs = 0, resendMs = 0, askMs = 0 } = world;
  const { bodyMs = 0, resent = acceptedResult } = world;
  const repurge = 'repurge' in world ? world.repurge : acceptedResult;
  const clock = new FakeClock();
  const cancelled = new AbortController();
  using stop = new Stop(clock, 900_000, cancelled.signal);
  if (world.cancelAfterMs !== undefined) {
    void clock.sleep(world.cancelAfterMs, stop.noMore).then(() => cancelled.abort());
  }
  using time = new CheckTime(clock, timeoutMs, stop.noMore);
  const events: string[] = [];
  let asked = 0;
  let purgedAt = 0;
  const verification = await clock.finish(
    verifyPurge(checks, {
      clock,
      stop,
      method,
      time,
      log: () => undefined,
      askFromProbes: () => world.probes?.(clock) ?? [],
      purgedAt: () => purgedAt,
      settleMs: 0,
      ask: async (check, signal) => {
        if (check.url === world.hangs) {
          await clock.sleep(Number.MAX_SAFE_INTEGER, signal);
          return noReply('interrupted');
        }
        asked += 1;
        events.push(`ask ${clock.now()}`);
        const reply = script[Math.min(asked, script.length) - 1];
        if (askMs > 0) await clock.sleep(askMs, signal);
        if (signal.aborted || reply === undefined) return noReply('interrupted');
        const receivedAt = clock.now();
        await clock.sleep(bodyMs, signal);
        return reply.kind === 'reply' ? { ...reply, receivedAt } : reply;
      },
      repurge: async (urls) => {
        events.push(`repurge ${clock.now()}`);
        await time.hold(clock.sleep(repurgeMs, stop.noMore));
        const outcome: RequestOutcome | RepurgeRefusal =
          repurge === undefined
            ? { kind: 'outside' }
            : { ...outcomeOf(repurge, 1), sentAt: clock.now() };
        return new Map(urls.map((one) => [one, outcome]));
      },
      resend: async () => {
        events.push(`resend ${clock.now()}`);
        await clock.sleep(resendMs, stop.noMore);
        purgedAt = clock.now();
        return [outcomeOf(resent, 1)];
      },
    }),
  );
  return { ...verification, events };
}

describe('what is fresh', () => {
  test('is asked once, and nothing is purged again', async () => {
    const { events, results, resent } = await verify([bareCheck, newText], [fresh]);
    expect(events).toEqual(['ask 0', 'ask 0']);
    expect(results).toMatchObject([
      { verdict: { verdict: 'fresh' }, tries: 1, repurges: 0, msToFresh: 0 },
      { verdict: { verdict: 'fresh' } },
    ]);
    expect(resent).toBeUndefined();
  });

  test('by itself, after it was inconclusive, costs no purge', async () => {
    const { events, results } = await verify([newText], [noReply('connection'), fresh]);
    expect(events).toEqual(['ask 0', 'ask 1000']);
    expect(results).toMatchObject([{ tries: 2, repurges: 0, msToFresh: 1000 }]);
  });

  test('by its own purge has the plan sent once more, and is asked a last time', async () => {
    const { events, results, resent } = await verify([newText], [old, fresh]);
    expect(events).toEqual(['ask 0', 'repurge 1050', 'ask 1050', 'resend 1050', 'ask 1050']);
    expect(results).toMatchObject([{ verdict: { verdict: 'fresh' }, tries: 3, repurges: 1 }]);
    expect(resent).toHaveLength(1);
  });

  test('may be stale at the last look', async () => {
    const { results } = await verify([newText], [old, fresh, old]);
    expect(results).toMatchObject([{ verdict: { verdict: 'stale' }, msToFresh: undefined }]);
  });
});

describe('what stays stale', () => {
  test('is purged before each question, in growing steps, as long as there is time', async () => {
    const { events, results, resent } = await verify([newText], [old], { timeoutMs: 5_000 });
    expect(events).toEqual([
      'ask 0',
      'repurge 1050',
      'ask 1050',
      'repurge 2600',
      'ask 2600',
      'repurge 4250',
      'ask 4250',
    ]);
    expect(results).toMatchObject([{ verdict: { verdict: 'stale' }, tries: 4, repurges: 3 }]);
    expect(resent).toBeUndefined();
  });

  test('is purged once, however many checks name it', async () => {
    const { events } = await verify([newText, expectText('newer')], [old], { timeoutMs: 2_000 });
    expect(events).toEqual(['ask 0', 'ask 0', 'repurge 1050', 'ask 1050', 'ask 1050']);
  });

  test.each([
    failedResult,
    undefined,
  ])('and cannot be purged by itself is asked only: %o', async (repurge) => {
    const { events, results, repurges } = await verify([newText], [old, old, fresh], { repurge });
    expect(events).toEqual(['ask 0', 'repurge 1050', 'ask 1050', 'ask 2550']);
    expect(results).toMatchObject([{ verdict: { verdict: 'fresh' }, repurges: 0 }]);
    expect(repurges).toHaveLength(repurge === undefined ? 0 : 1);
  });
});

describe('the time of the checks', () => {
  test('does not run while a re-purge waits for the rate limit', async () => {
    const { events } = await verify([newText], [old], { timeoutMs: 2_500, repurgeMs: 30_000 });
    expect(events).toEqual(['ask 0', 'repurge 1050', 'ask 31050', 'repurge 31750', 'ask 61750']);
  });

  test('runs while an answer is waited for', async () => {
    const { events } = await verify([newText], [noReply('timeout')], {
      timeoutMs: 4_000,
      askMs: 2_000,
    });
    expect(events).toEqual(['ask 0', 'ask 3000']);
  });
});

describe('after invalidate', () => {
  test.each([bareCheck, newText])('UPDATING is asked again before a purge: %o', async (check) => {
    const world = { method: 'invalidate', timeoutMs: 2_500 } as const;
    const { events } = await verify([check], [updating], world);
    expect(events).toEqual(['ask 0', 'ask 1000', 'repurge 1750', 'ask 1750']);
    expect((await verify([check], [updating, fresh], world)).repurges).toEqual([]);
  });

  test('a HIT of before is purged at once', async () => {
    const { events } = await verify([bareCheck], [hit(500), fresh], { method: 'invalidate' });
    expect(events).toContain('repurge 1050');
  });
});

describe('Age', () => {
  test('counts from the purge by itself, then from the plan sent once more', async () => {
    const script = [hit(9), hit(0), hit(1)];
    const { results } = await verify([bareCheck], script, {
      repurgeMs: 5_000,
      resendMs: 5_000,
    });
    expect(results).toMatchObject([{ verdict: { reason: { kind: 'cached-before', age: 1 } } }]);
  });

  test('of the origin is learned from any check of the URL', async () => {
    const aged = answer('new', { 'cf-cache-status': 'MISS', age: '500' });
    const { results } = await verify([newText, bareCheck], [aged, hit(500)], { timeoutMs: 500 });
    expect(results).toMatchObject([
      { check: { url }, verdict: { verdict: 'fresh' } },
      { verdict: { verdict: 'inconclusive', reason: { kind: 'age-of-origin' } } },
    ]);
  });
});

describe('a job that is cancelled', () => {
  test('purges nothing more, and what was stale still is', async () => {
    const { events, results, cancelled } = await verify([newText], [old], { cancelAfterMs: 500 });
    expect(events).toEqual(['ask 0']);
    expect(cancelled).toBe(true);
    expect(results).toMatchObject([{ verdict: { verdict: 'stale' } }]);
  });

  test('while a purge waits: no question more', async () => {
    const { events, results } = await verify([newText], [old], {
      repurgeMs: 5_000,
      cancelAfterMs: 2_000,
    });
    expect(events).toEqual(['ask 0', 'repurge 1050']);
    expect(results).toMatchObject([{ verdict: { verdict: 'stale' }, tries: 1 }]);
  });

  test('while an answer is waited for: the answer before it counts', async () => {
    const { results } = await verify([newText], [old], { askMs: 400, cancelAfterMs: 1_600 });
    expect(results).toMatchObject([{ verdict: { verdict: 'stale' }, tries: 1 }]);
  });

  test('before the first answer: nothing is known', async () => {
    const { results } = await verify([newText], [fresh], { askMs: 400, cancelAfterMs: 100 });
    expect(results).toMatchObject([{ verdict: { verdict: 'inconclusive' } }]);
  });
});

describe('checks stand for themselves', () => {
  const other: Check = { ...newText, url: 'https://www.example.com/slow' };

  test('one that hangs takes nobody’s time', async () => {
    const { events, results } = await verify([newText, other], [old, fresh], {
      timeoutMs: 20_000,
      hangs: other.url,
    });
    expect(events).toContain('repurge 1050');
    expect(results).toMatchObject([
      { verdict: { verdict: 'fresh' }, repurges: 1 },
      { verdict: { verdict: 'inconclusive', reason: { failure: { code: 'verify-timeout' } } } },
    ]);
  });

  test('and an answer is as old as when its headers came', async () => {
    const { results } = await verify([bareCheck], [hit(8)], { timeoutMs: 20_000, bodyMs: 9_000 });
    expect(results).toMatchObject([{ verdict: { verdict: 'stale' } }]);
  });
});

describe('after the plan was sent once more', () => {
  test('one bad answer is asked again, as long as there is time', async () => {
    const script = [old, fresh, noReply('connection'), fresh];
    const { results, events } = await verify([newText], script);
    expect(events.slice(-3)).toEqual(['resend 1050', 'ask 1050', 'ask 2050']);
    expect(results).toMatchObject([{ verdict: { verdict: 'fresh' } }]);
  });

  test('there is time again, though it was over', async () => {
    const script = [old, fresh, old, fresh];
    const { results } = await verify([newText], script, { timeoutMs: 2_000 });
    expect(results).toMatchObject([{ verdict: { verdict: 'fresh' }, repurges: 2 }]);
  });

  test('but not whole, nothing is asked again and the verdicts stand', async () => {
    const { results, resent, events } = await verify([newText], [old, fresh, old], {
      resent: failedResult,
    });
    expect(events.at(-1)).toBe('resend 1050');
    expect(resent).toMatchObject([{ result: { kind: 'failed' } }]);
    expect(results).toMatchObject([{ verdict: { verdict: 'fresh' } }]);
  });
});

test('the plan is sent once more without a wait for slow probes', async () => {
  const slow: Question = {
    url: newText.url,
    states: [],
    isOpen: false,
    answerMs: 0,
    ask: () => Promise.resolve(),
  };
  const { events } = await verify([newText], [old, fresh], {
    probes: (clock) => [{ ...slow, ask: (signal) => clock.sleep(20_000, signal) }],
  });
  expect(events).toContain('resend 1050');
});
