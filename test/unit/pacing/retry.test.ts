import { describe, expect, test } from 'vitest';
import { Gate } from '../../../src/pacing/gate.ts';
import { type Classified, retry } from '../../../src/pacing/retry.ts';
import { Stop } from '../../../src/pacing/stop.ts';
import { FakeClock } from '../fake-clock.ts';

const load = { limit: 'look-ups', items: 1 } as const;
const name = 'GET /';

function startPacing({ timeoutMs = 900_000, random = 0.5 } = {}) {
  const clock = new FakeClock();
  const cancelled = new AbortController();
  const stop = new Stop(clock, timeoutMs, cancelled.signal);
  return {
    clock,
    stop,
    gate: new Gate(clock),
    random: () => random,
    debug: () => undefined,
    cancelled,
  };
}

interface Scenario {
  readonly timeoutMs?: number;
  readonly random?: number;
  readonly cancelAfterMs?: number;
  /** How long each response takes. */
  readonly latencyMs?: number;
}

/** Sends what gets these responses, the last of them again and again; notes when it was sent. */
async function retryWith(
  responses: readonly Classified[],
  { cancelAfterMs, latencyMs = 0, ...options }: Scenario = {},
) {
  const times: number[] = [];
  const { cancelled, ...pacing } = startPacing(options);
  const { clock, stop } = pacing;
  if (cancelAfterMs !== undefined) {
    void clock.sleep(cancelAfterMs, stop.noMore).then(() => cancelled.abort());
  }
  const send = async (signal: AbortSignal): Promise<Classified> => {
    times.push(clock.now());
    await clock.sleep(latencyMs, signal);
    const response = responses[Math.min(times.length, responses.length) - 1];
    if (response === undefined) throw new Error('no response given');
    return response;
  };
  const attempts = await clock.finish(retry({ name, send, classify: (one) => one, load }, pacing));
  stop[Symbol.dispose]();
  const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0) - latencyMs);
  return { ...attempts, waits, endedAt: clock.now() };
}

const accept: Classified = { next: 'accept' };
const backoff: Classified = { next: 'backoff' };
const throttle: Classified = { next: 'throttle' };
const hold: Classified = { next: 'hold' };
const fail: Classified = { next: 'fail' };

test.each([accept, fail])('a final response is not retried: %j', async (response) => {
  expect(await retryWith([response], { latencyMs: 30 })).toMatchObject({
    ...{ response, tries: 1, ms: 30, sentAt: 0, stopped: undefined },
  });
});

describe('a fault that may pass', () => {
  test('gets 5 tries', async () => {
    const { response, tries, stopped } = await retryWith([backoff]);
    expect([response, tries, stopped]).toEqual([backoff, 5, undefined]);
  });

  test('is forgotten when a try succeeds', async () => {
    const result = await retryWith([backoff, backoff, backoff, backoff, accept], { latencyMs: 10 });
    expect(result).toMatchObject({ response: accept, tries: 5, stopped: undefined });
    expect([result.sentAt, result.ms]).toEqual([3_790, 3_800]);
  });

  test.each([
    [0, [0, 0, 0, 0]],
    [0.5, [250, 500, 1_000, 2_000]],
    [0.999, [499.5, 999, 1_998, 3_996]],
  ])('is retried with full jitter from 0.5 s doubling: %d', async (random, waits) => {
    const { waits: seen } = await retryWith([backoff], { random });
    expect(seen).toEqual(waits.map((ms) => expect.closeTo(ms, 6)));
  });

  test('waits as long as the response says', async () => {
    const told: Classified = { next: 'backoff', limit: { retryAfterMs: 12_000 } };
    expect((await retryWith([told, accept])).waits).toEqual([12_000]);
  });

  test.each([
    30_000, 60_000,
  ])('ends early if the wait would outlast a timeout of %d ms', async (timeoutMs) => {
    const told: Classified = { next: 'backoff', limit: { retryAfterMs: 60_000 } };
    expect(await retryWith([told], { timeoutMs })).toMatchObject({
      ...{ response: told, tries: 1, stopped: 'wait-outlasts-timeout', endedAt: 0 },
    });
  });

  test('keeps its response if the job is canceled between two tries', async () => {
    const told: Classified = { next: 'backoff', limit: { retryAfterMs: 60_000 } };
    expect(await retryWith([told], { cancelAfterMs: 5_000 })).toMatchObject({
      ...{ response: told, tries: 1, stopped: 'cancelled', endedAt: 5_000 },
    });
  });

  test('that the timeout brought is not one of a wait', async () => {
    const result = await retryWith([backoff], { timeoutMs: 5_000, latencyMs: 9_000 });
    expect(result).toMatchObject({ tries: 1, stopped: 'timeout' });
  });
});

describe('a limit', () => {
  test('has no limit on tries', async () => {
    const responses = [...Array<Classified>(20).fill(throttle), accept];
    expect(await retryWith(responses)).toMatchObject({ response: accept, tries: 21 });
  });

  test('does not use up the tries for other faults', async () => {
    const responses = [backoff, throttle, backoff, throttle, backoff, throttle, backoff];
    expect((await retryWith(responses)).tries).toBe(8);
  });

  test('that lasts longer than the timeout ends early, with the last response', async () => {
    const result = await retryWith([throttle], { timeoutMs: 60_000 });
    expect(result).toMatchObject({ response: throttle, stopped: 'wait-outlasts-timeout' });
    expect(result.endedAt).toBeLessThan(60_000);
  });
});

describe('credentials that were refused', () => {
  test('get two retries within 5 s', async () => {
    const { response, tries, waits } = await retryWith([hold]);
    expect([response, tries, waits]).toEqual([hold, 3, [1_500, 3_000]]);
  });

  test.each([1, 2])('may be accepted after %d', async (times) => {
    const responses = [...Array<Classified>(times).fill(hold), accept];
    expect(await retryWith(responses)).toMatchObject({ response: accept, tries: times + 1 });
  });

  test('wait as long as the response says', async () => {
    const told: Classified = { next: 'hold', limit: { retryAfterMs: 100 } };
    expect((await retryWith([told])).waits).toEqual([100, 100]);
  });

  test('get none after the deadline or a stop', async () => {
    expect((await retryWith([hold], { timeoutMs: 1_000 })).tries).toBe(1);
    expect((await retryWith([hold], { cancelAfterMs: 1_000 })).tries).toBe(1);
  });

  test('let nobody else in meanwhile', async () => {
    const pacing = startPacing();
    const { clock } = pacing;
    const sent: [name: string, at: number][] = [];
    const start = (name: string, responses: Classified[]) =>
      retry(
        {
          name,
          send: async () => {
            sent.push([name, clock.now()]);
            await clock.sleep(10, pacing.stop.cutOff);
            return responses.shift() ?? accept;
          },
          classify: (response) => response,
          load,
        },
        pacing,
      );
    await clock.finish(Promise.all([start('a', [hold, hold]), start('b', []), start('c', [])]));
    expect(sent.map(([name]) => name)).toEqual(['a', 'a', 'a', 'b', 'c']);
  });
});

test('what comes after the stop is not sent', async () => {
  const { cancelled, ...pacing } = startPacing();
  cancelled.abort();
  const send = () => Promise.reject(new Error('sent'));
  expect(await retry({ name, send, classify: () => accept, load }, pacing)).toMatchObject({
    ...{ response: undefined, tries: 0, ms: 0, sentAt: undefined, stopped: 'cancelled' },
  });
});

test('what is not wanted any more when its turn comes is not sent, and lets the next one in', async () => {
  const pacing = startPacing();
  const request = { name, send: async () => 'response', classify: () => accept, load };
  const unwanted = await retry({ ...request, isWanted: () => false }, pacing);
  expect(unwanted).toMatchObject({ response: undefined, tries: 0, stopped: 'unwanted' });
  expect(await retry(request, pacing)).toMatchObject({ response: 'response', tries: 1 });
});
