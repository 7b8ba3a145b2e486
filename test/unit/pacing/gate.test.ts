import { describe, expect, test } from 'vitest';
import { Gate, type Load, mostRequestsAtOnce } from '../../../src/pacing/gate.ts';
import { Stop } from '../../../src/pacing/stop.ts';
import { FakeClock } from '../fake-clock.ts';

/** A purge by anything but URLs: such a limit counts requests. */
const purge: Load = { limit: 'purges', items: 1 };

/** A gate, and the numbers of those whom it has let in so far. */
function openGate(timeoutMs = 900_000) {
  const clock = new FakeClock();
  const cancelled = new AbortController();
  const stop = new Stop(clock, timeoutMs, cancelled.signal);
  const gate = new Gate(clock);
  const inside: number[] = [];
  const turnedAway: number[] = [];
  let queued = 0;
  const queue = (count: number, load = purge): void => {
    for (let index = 0; index < count; index += 1) {
      const number = queued;
      queued += 1;
      void gate.enter(load, stop).then((open) => (open ? inside : turnedAway).push(number));
    }
  };
  return { clock, cancelled, stop, gate, inside, turnedAway, queue };
}

/** A gate through which so many requests have gone and were accepted. */
async function warmGate(count: number) {
  const opened = openGate();
  opened.queue(count);
  for (let index = 0; index < count; index += 1) {
    await opened.clock.advance(0);
    opened.gate.leave(purge, 'accepted', {});
  }
  await opened.clock.advance(0);
  opened.inside.length = 0;
  return opened;
}

describe('how many at once', () => {
  test('the first goes alone', async () => {
    const { clock, inside, queue } = openGate();
    queue(5);
    await clock.advance(600_000);
    expect(inside).toEqual([0]);
  });

  test('then as many as were accepted in a row, in the order of their coming', async () => {
    const { clock, gate, inside, queue } = openGate();
    queue(6);
    await clock.advance(0);
    gate.leave(purge, 'accepted', {});
    await clock.advance(0);
    expect(inside).toEqual([0, 1]);
    gate.leave(purge, 'accepted', {});
    await clock.advance(0);
    expect(inside).toEqual([0, 1, 2, 3]);
  });

  test('never more than the limit', async () => {
    const { clock, inside, queue } = await warmGate(40);
    queue(40);
    await clock.advance(0);
    expect(inside).toHaveLength(mostRequestsAtOnce);
  });

  test('a failure that is no rate limit lets the next one in', async () => {
    const { clock, gate, inside, queue } = openGate();
    queue(2);
    await clock.advance(0);
    gate.leave(purge, 'nothing', {});
    await clock.advance(0);
    expect(inside).toEqual([0, 1]);
  });
});

describe('a refusal for the rate limit', () => {
  test.each([
    ['retry-after', { retryAfterMs: 7_000, resetMs: 3_000 }, 7_000],
    ["else ratelimit's t", { remaining: 0, resetMs: 3_000 }, 3_000],
    ['else 1 s', {}, 1_000],
    ['else 1 s, where retry-after is 0', { retryAfterMs: 0 }, 1_000],
  ])('shuts the gate for all: %s', async (_, limit, waitMs) => {
    const { clock, gate, inside, queue } = openGate();
    queue(2);
    await clock.advance(0);
    gate.leave(purge, 'rate-limited', limit);
    await clock.advance(waitMs - 1);
    expect(inside).toEqual([0]);
    await clock.advance(1);
    expect(inside).toEqual([0, 1]);
  });

  test('doubles the wait from 1 s to 30 s, and starts again after a success', async () => {
    const { clock, gate, inside, queue } = openGate();
    const waits: number[] = [];
    queue(9);
    for (let index = 0; index < 8; index += 1) {
      await clock.advance(0);
      gate.leave(purge, index === 6 ? 'accepted' : 'rate-limited', {});
      const started = clock.now();
      while (inside.length === index + 1 && clock.now() < 300_000) await clock.advance(250);
      waits.push(Math.round((clock.now() - started) / 1000));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 0, 1]);
  });

  test('several refusals of one moment double nothing', async () => {
    const { clock, gate, inside, queue } = await warmGate(3);
    queue(4);
    await clock.advance(0);
    expect(inside).toHaveLength(3);
    for (let index = 0; index < 3; index += 1) gate.leave(purge, 'rate-limited', {});
    await clock.advance(1_000);
    expect(inside).toHaveLength(4);
  });

  test('again one goes alone afterwards', async () => {
    const { clock, gate, inside, queue } = await warmGate(5);
    queue(1);
    await clock.advance(0);
    gate.leave(purge, 'rate-limited', {});
    queue(5);
    await clock.advance(30_000);
    expect(inside).toHaveLength(2);
  });
});

describe('what the answers say is left', () => {
  test('nothing left shuts the gate until the reset', async () => {
    const { clock, gate, inside, queue } = openGate();
    queue(2);
    await clock.advance(0);
    gate.leave(purge, 'accepted', { remaining: 0, resetMs: 4_000 });
    await clock.advance(3_999);
    expect(inside).toEqual([0]);
    await clock.advance(1);
    expect(inside).toEqual([0, 1]);
  });

  test('nothing left without a reset: 1 s', async () => {
    const { clock, gate, inside, queue } = openGate();
    queue(2);
    await clock.advance(0);
    gate.leave(purge, 'accepted', { remaining: 0 });
    await clock.advance(999);
    expect(inside).toEqual([0]);
    await clock.advance(1);
    expect(inside).toEqual([0, 1]);
  });

  test('no more go at once than are left', async () => {
    const { clock, gate, inside, queue } = await warmGate(10);
    queue(1);
    await clock.advance(0);
    gate.leave(purge, 'accepted', { remaining: 3, resetMs: 60_000 });
    queue(10);
    await clock.advance(0);
    expect(inside).toHaveLength(1 + 3);
  });
});

describe('the end', () => {
  test('nobody enters after a cancel, whether waiting for a turn or for the limit', async () => {
    const { clock, cancelled, stop, gate, inside, turnedAway, queue } = openGate();
    queue(3);
    await clock.advance(0);
    cancelled.abort();
    await clock.advance(0);
    expect([inside, turnedAway]).toEqual([[0], [1, 2]]);
    expect(await gate.enter(purge, stop)).toBe(false);
  });

  test('a wait that would outlast the timeout ends the step at once', async () => {
    const { clock, gate, stop, turnedAway, queue } = openGate(60_000);
    queue(2);
    await clock.advance(0);
    gate.leave(purge, 'rate-limited', { retryAfterMs: 300_000 });
    await clock.advance(0);
    expect([stop.reason, turnedAway, clock.now()]).toEqual(['wait-outlasts-timeout', [1], 0]);
  });

  test('a wait that ends before the timeout is waited for', async () => {
    const { clock, gate, stop, inside, queue } = openGate(60_000);
    queue(2);
    await clock.advance(0);
    gate.leave(purge, 'rate-limited', { retryAfterMs: 59_000 });
    await clock.advance(59_000);
    expect([stop.reason, inside]).toEqual([undefined, [0, 1]]);
  });
});
