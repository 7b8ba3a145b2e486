import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/inputs/checks.ts';
import type { Method } from '../../../src/inputs/inputs.ts';
import { Stop } from '../../../src/pacing/stop.ts';
import type { RequestResult } from '../../../src/purge/send.ts';
import type { VisitReply } from '../../../src/verify/ask.ts';
import type { RepurgeRefusal } from '../../../src/verify/repurge.ts';
import { type Judging, type Question, verifyChecks } from '../../../src/verify/verify.ts';
import { noReply } from '../api-replies.ts';
import { FakeClock } from '../fake-clock.ts';
import { acceptedResult, failedResult, outcomeOf } from '../report/sample-results.ts';
import { answer, bareCheck, expectText } from './sample-checks.ts';

interface World {
  readonly timeoutMs?: number;
  readonly method?: Method;
  readonly refusal?: RepurgeRefusal;
  /** How long purging waits for the rate limit. */
  readonly purgeMs?: number;
  /** How long a purge may take until it works everywhere. */
  readonly settleMs?: number;
  readonly repurgeThrows?: boolean;
  readonly askMs?: number;
  /** How long a body takes after its headers. */
  readonly bodyMs?: number;
  /** A URL that never answers. */
  readonly hangs?: string;
  readonly createProbeQuestions?: (judging: Judging, clock: FakeClock) => readonly Question[];
  /** How the plan ends when it is sent again. */
  readonly resent?: RequestResult;
  /** The job is canceled after so many milliseconds. */
  readonly cancelAfterMs?: number;
}

const old = answer('old', { 'cf-cache-status': 'MISS' });
const fresh = answer('new', { 'cf-cache-status': 'MISS' });
const hit = (age: number, text = 'new') =>
  answer(text, { 'cf-cache-status': 'HIT', age: String(age) });
const newText = expectText('new');
const other: Check = { ...newText, url: 'https://www.example.com/other' };

/** Verifies checks that are answered by a script, its last line forever. */
async function verify(checks: readonly Check[], script: readonly VisitReply[], world: World = {}) {
  const { timeoutMs = 60_000, method = 'purge', purgeMs = 0, askMs = 0, bodyMs = 0 } = world;
  const clock = new FakeClock();
  const cancelled = new AbortController();
  using stop = new Stop(clock, 900_000, cancelled.signal);
  if (world.cancelAfterMs !== undefined) {
    void clock.sleep(world.cancelAfterMs, stop.noMore).then(() => cancelled.abort());
  }
  const events: string[] = [];
  let asked = 0;
  let purgedAt = 0;
  let spentMs = 0;
  const wait = async () => {
    const started = clock.now();
    await clock.sleep(purgeMs, stop.noMore);
    purgedAt = clock.now();
    spentMs += purgedAt - started;
  };
  const verification = await clock.finish(
    verifyChecks(checks, {
      clock,
      random: () => 0,
      stop,
      method,
      timeoutMs,
      settleMs: world.settleMs ?? 0,
      log: () => undefined,
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
        return reply.kind === 'reply' ? { ...reply, receivedAt, url: check.url } : reply;
      },
      createProbeQuestions: (judging) => world.createProbeQuestions?.(judging, clock) ?? [],
      repurger: {
        repurges: [],
        resent: [],
        get spentMs() {
          return spentMs;
        },
        purgedAt: () => purgedAt,
        repurge: async (requestedAt) => {
          events.push(`repurge ${clock.now()}: ${requestedAt.size}`);
          if (world.repurgeThrows) throw new TypeError('a bug');
          await wait();
          return new Map([...requestedAt.keys()].map((url) => [url, world.refusal]));
        },
        resend: async () => {
          events.push(`resend ${clock.now()}`);
          await wait();
          return [outcomeOf(world.resent ?? acceptedResult, 1)];
        },
      },
    }),
  );
  return { ...verification, events };
}

describe('what is fresh', () => {
  test('is requested once, and nothing is purged again', async () => {
    const { events, results, resends } = await verify([bareCheck, newText], [fresh]);
    expect(events).toEqual(['ask 0', 'ask 0']);
    expect(results).toMatchObject([
      { verdict: { verdict: 'fresh' }, tries: 1, repurges: 0, msToFresh: 0 },
      { verdict: { verdict: 'fresh' } },
    ]);
    expect(resends).toBe(0);
  });

  test('by itself, after it was inconclusive or stale once, costs no purge', async () => {
    for (const first of [noReply('connection'), old]) {
      const { events, results } = await verify([newText], [first, fresh]);
      expect(events).toEqual(['ask 0', 'ask 1000']);
      expect(results).toMatchObject([{ tries: 2, repurges: 0, msToFresh: 1000 }]);
    }
  });

  test('by its own purge has the plan sent again 2 s later, and is requested again', async () => {
    const { events, results, resends } = await verify([newText], [old, old, fresh]);
    expect(events).toEqual([
      'ask 0',
      'ask 1000',
      'repurge 2500: 1',
      'ask 2500',
      'resend 4500',
      'ask 4500',
    ]);
    expect(results).toMatchObject([{ verdict: { verdict: 'fresh' }, tries: 4, repurges: 1 }]);
    expect(resends).toBe(1);
  });

  test('is seen so only once a purge had time to work, or it would be purged again for nothing', async () => {
    const { events } = await verify([newText], [old, old, fresh], { settleMs: 300 });
    expect(events).toEqual([
      ...['ask 300', 'ask 1300', 'repurge 2800: 1', 'ask 3100', 'resend 5100', 'ask 5400'],
    ]);
  });

  test('again and again by its own purge: the plan is sent three times, then it is unclear', async () => {
    const turn = [old, old, fresh];
    const { results, resends } = await verify([newText], [...turn, ...turn, ...turn, ...turn]);
    expect(resends).toBe(3);
    expect(results).toMatchObject([
      { verdict: { verdict: 'inconclusive', reason: { kind: 'only-own-purge' } } },
    ]);
  });

  test('once more, but not while another check is still old', async () => {
    const { events, resends } = await verify(
      [newText, other],
      [...[old, old, old, old], ...[fresh, old], ...[fresh]],
    );
    expect(events.filter((event) => event.startsWith('re'))).toEqual([
      'repurge 2500: 2',
      'repurge 4750: 1',
      'resend 6750',
    ]);
    expect(resends).toBe(1);
  });
});

describe('what stays stale', () => {
  test('is purged before each request, in growing steps, as long as there is time', async () => {
    const { events, results, resends } = await verify([newText], [old], { timeoutMs: 6_000 });
    expect(events).toEqual([
      'ask 0',
      'ask 1000',
      'repurge 2500: 1',
      'ask 2500',
      'repurge 4750: 1',
      'ask 4750',
      'repurge 5200: 1',
      'ask 5200',
    ]);
    expect(results).toMatchObject([{ verdict: { verdict: 'stale' }, tries: 5, repurges: 3 }]);
    expect(resends).toBe(0);
  });

  test('is purged in one request with all that is, and once however many checks name it', async () => {
    const { events } = await verify([newText, expectText('newer'), other], [old], {
      timeoutMs: 3_500,
    });
    expect(events.filter((event) => event.startsWith('repurge'))).toEqual(['repurge 2500: 2']);
  });

  test('and cannot be purged by itself is requested only', async () => {
    const { events, results } = await verify([newText], [old, old, old, fresh], {
      refusal: { kind: 'outside' },
    });
    expect(events).not.toContainEqual(expect.stringContaining('resend'));
    expect(results).toMatchObject([
      { verdict: { verdict: 'fresh' }, repurges: 0, refusal: { kind: 'outside' } },
    ]);
  });

  test('after the plan was sent again is not reached by it, and ends soon', async () => {
    const { events, results } = await verify([newText], [old, old, fresh, hit(9)]);
    expect(events.slice(4)).toEqual(['resend 4500', 'ask 4500', 'ask 5500', 'ask 7000']);
    expect(results).toMatchObject([{ verdict: { reason: { kind: 'not-reached' } } }]);
  });
});

describe('the time of the checks', () => {
  test('does not run while a purge waits for the rate limit', async () => {
    const world = { timeoutMs: 4_000, purgeMs: 30_000 };
    const { events } = await verify([newText], [old], world);
    expect(events).toEqual([
      ...['ask 0', 'ask 1000', 'repurge 2500: 1', 'ask 32500', 'repurge 33200: 1', 'ask 63200'],
    ]);
  });

  test('runs while a response is waited for', async () => {
    const world = { timeoutMs: 4_000, askMs: 2_000 };
    const { events } = await verify([newText], [noReply('timeout')], world);
    expect(events).toEqual(['ask 0', 'ask 3000']);
  });

  test('is longer again after the plan was sent again', async () => {
    const script = [old, old, fresh, old, old, fresh];
    const { results } = await verify([newText], script, { timeoutMs: 3_600 });
    expect(results).toMatchObject([{ tries: 7, repurges: 2, verdict: { verdict: 'fresh' } }]);
  });

  test('and an Age counts from the last purge, to the headers of the response', async () => {
    const late = await verify([bareCheck], [hit(8)], { timeoutMs: 9_500, bodyMs: 9_000 });
    expect(late.results).toMatchObject([{ verdict: { verdict: 'stale' } }]);
  });

  test('passes without requests where a site says so', async () => {
    const busy = answer('', { 'retry-after': '20' }, { status: 429 });
    expect((await verify([newText], [busy, fresh])).events).toEqual(['ask 0', 'ask 20000']);
    const { events, results } = await verify([newText], [busy], { timeoutMs: 9_000 });
    expect(events).toEqual(['ask 0']);
    expect(results).toMatchObject([{ verdict: { status: 429 } }]);
  });
});

describe('a job that is canceled', () => {
  test('purges nothing more, and what was stale still is', async () => {
    const { events, results, cancelled } = await verify([newText], [old], { cancelAfterMs: 500 });
    expect(events).toEqual(['ask 0']);
    expect(cancelled).toBe(true);
    expect(results).toMatchObject([{ verdict: { verdict: 'stale' } }]);
  });

  test('while a purge waits: no request more', async () => {
    const world = { purgeMs: 5_000, cancelAfterMs: 3_000 };
    const { events } = await verify([newText], [old], world);
    expect(events).toEqual(['ask 0', 'ask 1000', 'repurge 2500: 1']);
  });

  test('before the plan is sent again: it is not, and that is unclear', async () => {
    const script = [old, old, fresh];
    const { results, resends } = await verify([newText], script, { cancelAfterMs: 3_000 });
    expect(resends).toBe(0);
    expect(results).toMatchObject([{ verdict: { reason: { kind: 'only-own-purge' } } }]);
  });

  test('before the first response: nothing is known', async () => {
    const { results } = await verify([newText], [fresh], { askMs: 400, cancelAfterMs: 100 });
    expect(results).toMatchObject([{ verdict: { verdict: 'inconclusive' }, tries: 0 }]);
  });
});

describe('a check that hangs', () => {
  test('holds up its round for no more than 10 s', async () => {
    const { events, results } = await verify([newText, other], [old, old, fresh], {
      timeoutMs: 40_000,
      hangs: other.url,
    });
    expect(events).toContain('repurge 12500: 1');
    expect(results).toMatchObject([
      { verdict: { verdict: 'fresh' }, repurges: 1 },
      { verdict: { verdict: 'inconclusive', reason: { failure: { code: 'verify-timeout' } } } },
    ]);
  });

  test('from a probe does not hold up the plan', async () => {
    const { events } = await verify([newText], [old, old, fresh], {
      createProbeQuestions: (_, clock) => [
        {
          ...{ states: [], isOpen: false, waitMs: 0, answerMs: 0 },
          ask: (signal) => clock.sleep(20_000, signal),
        },
      ],
    });
    expect(events).toContain('resend 4500');
  });
});

test('where the plan cannot be sent again, nothing is requested again', async () => {
  const script = [old, old, fresh, old];
  const { events, results } = await verify([newText], script, { resent: failedResult });
  expect(events.at(-1)).toBe('resend 4500');
  expect(results).toMatchObject([{ verdict: { reason: { kind: 'only-own-purge' } } }]);
});

test('a bug of the action takes nothing away of what was seen and done before', async () => {
  const world = { repurgeThrows: true };
  const { results, error } = await verify([newText], [old], world);
  expect(results).toMatchObject([{ verdict: { verdict: 'stale' }, tries: 2 }]);
  expect(error).toMatchObject({ message: 'a bug' });
});

test('a response that is a bug of the action is one of many, and the account goes on', async () => {
  const clock = new FakeClock();
  using stop = new Stop(clock, 900_000, new AbortController().signal);
  const { results } = await clock.finish(
    verifyChecks([newText], {
      ...{ clock, stop, random: () => 0, method: 'purge', timeoutMs: 2_000, settleMs: 0 },
      log: () => undefined,
      ask: () => Promise.reject(new TypeError('a bug')),
      createProbeQuestions: () => [],
      repurger: {
        ...{ repurges: [], resent: [], spentMs: 0, purgedAt: () => 0 },
        repurge: () => Promise.reject(new Error('not needed')),
        resend: () => Promise.reject(new Error('not needed')),
      },
    }),
  );
  expect(results).toMatchObject([{ verdict: { reason: { failure: { reason: 'unexpected' } } } }]);
});
