import { describe, expect, test } from 'vitest';
import type { ApiReply } from '../../../src/cloudflare/api-reply.ts';
import { callPersistently } from '../../../src/pacing/retry.ts';
import { accepted, apiError, noReply, refused, unreadable } from '../api-replies.ts';
import { fakePersistence } from '../fake-persistence.ts';

const request = { method: 'GET', path: '/zones/1' } as const;
const load = { limit: 'look-ups', items: 1 } as const;
const notAuthenticated = refused(403, [apiError(10000, 'Authentication error')]);
const limited = refused(429, [apiError(1134, 'rate limit reached')]);

/** Calls an API that gives these answers, the last of them again and again; notes when it was asked. */
async function callWith(
  replies: readonly ApiReply[],
  options: Parameters<typeof fakePersistence>[1] & { cancelAfterMs?: number } = {},
) {
  const times: number[] = [];
  const persistence = fakePersistence(
    (clock) => async () => {
      times.push(clock.now());
      const reply = replies[Math.min(times.length, replies.length) - 1];
      if (reply === undefined) throw new Error('no answer given');
      return reply;
    },
    options,
  );
  const { clock, stop, cancel } = persistence;
  const { cancelAfterMs } = options;
  if (cancelAfterMs !== undefined) void clock.sleep(cancelAfterMs, stop.noMore).then(cancel);
  const attempts = await clock.finish(callPersistently(request, load, persistence));
  stop[Symbol.dispose]();
  const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  return { ...attempts, waits, reason: stop.reason, endedAt: clock.now() };
}

describe('callPersistently', () => {
  test('gives the first good answer', async () => {
    expect(await callWith([accepted()])).toMatchObject({ reply: accepted(), tries: 1, waits: [] });
  });

  test('never repeats a wrong request', async () => {
    const wrong = refused(400, [apiError(1012, 'malformed')]);
    expect(await callWith([wrong])).toMatchObject({ reply: wrong, tries: 1 });
  });
});

describe('transient faults', () => {
  test.each([
    [noReply('connection', 'ECONNRESET')],
    [noReply('dns', 'ENOTFOUND')],
    [noReply('timeout', 'TimeoutError')],
    [unreadable(502)],
    [unreadable(200)],
    [refused(500, [apiError(10001, 'internal error')])],
    [refused(408, [])],
  ])('get 5 tries: %j', async (fault) => {
    const { reply, tries } = await callWith([fault]);
    expect([reply, tries]).toEqual([fault, 5]);
  });

  test('are forgotten when a try succeeds', async () => {
    const fault = unreadable(503);
    const { reply, tries } = await callWith([fault, fault, fault, fault, accepted()]);
    expect([reply?.kind, tries]).toEqual(['accepted', 5]);
  });

  test.each([
    [0, [0, 0, 0, 0]],
    [0.5, [250, 500, 1_000, 2_000]],
    [0.999, [499.5, 999, 1_998, 3_996]],
  ])('are parted by full jitter from 0.5 s doubling: %d', async (random, waits) => {
    const { waits: seen } = await callWith([unreadable(502)], { random });
    expect(seen).toEqual(waits.map((ms) => expect.closeTo(ms, 6)));
  });

  test('obey retry-after', async () => {
    const { waits } = await callWith([unreadable(503, { retryAfterMs: 12_000 }), accepted()]);
    expect(waits).toEqual([12_000]);
  });

  test('are not waited for beyond the deadline', async () => {
    const fault = unreadable(503, { retryAfterMs: 60_000 });
    const { tries, endedAt } = await callWith([fault], { timeoutMs: 30_000 });
    expect([tries, endedAt]).toEqual([1, 0]);
  });

  test('keep the last answer where the job is cancelled between two tries', async () => {
    const fault = unreadable(503, { retryAfterMs: 60_000 });
    const result = await callWith([fault], { cancelAfterMs: 5_000 });
    expect(result).toMatchObject({ reply: fault, tries: 1, reason: 'cancelled', endedAt: 5_000 });
  });
});

describe('rate limits', () => {
  test('have no limit on tries', async () => {
    const { reply, tries } = await callWith([...Array<ApiReply>(20).fill(limited), accepted()]);
    expect([reply?.kind, tries]).toEqual(['accepted', 21]);
  });

  test('do not use up the tries of transient faults', async () => {
    const fault = unreadable(502);
    const { tries } = await callWith([fault, limited, fault, limited, fault, limited, fault]);
    expect(tries).toBe(8);
  });

  test('end at the timeout, with the last answer', async () => {
    const { reply, reason, endedAt } = await callWith([limited], { timeoutMs: 60_000 });
    expect([reply, reason]).toEqual([limited, 'timeout']);
    expect(endedAt).toBeLessThanOrEqual(60_000);
  });
});

describe('10000, authentication error', () => {
  test('is tried once more after a short while', async () => {
    const { reply, tries, waits } = await callWith([notAuthenticated]);
    expect([reply, tries, waits]).toEqual([notAuthenticated, 2, [500]]);
  });

  test('may turn out well', async () => {
    const { reply, tries } = await callWith([notAuthenticated, accepted()]);
    expect([reply?.kind, tries]).toEqual(['accepted', 2]);
  });
});

test('a call that comes after the stop sends nothing', async () => {
  const persistence = fakePersistence(() => async () => accepted());
  persistence.cancel();
  expect(await callPersistently(request, load, persistence)).toEqual({
    reply: undefined,
    tries: 0,
    ms: 0,
    sentAt: undefined,
    withdrawn: false,
    outOfTime: false,
  });
});

test('a call that is not wanted any more when its turn comes sends nothing, and lets the next one in', async () => {
  let calls = 0;
  const persistence = fakePersistence(() => async () => {
    calls += 1;
    return accepted();
  });
  const unwanted = await callPersistently(request, load, persistence, () => false);
  expect(unwanted).toMatchObject({ reply: undefined, tries: 0, withdrawn: true });
  expect(await callPersistently(request, load, persistence)).toMatchObject({ tries: 1 });
  expect(calls).toBe(1);
});

test('a bug in the call is a failure of this request, not of the step', async () => {
  const persistence = fakePersistence(() => () => Promise.reject(new TypeError('oops')));
  const attempts = await callPersistently(request, load, persistence);
  expect(attempts).toMatchObject({ tries: 1, reply: { kind: 'no-reply', reason: 'unexpected' } });
});
