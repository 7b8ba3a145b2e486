import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Quota } from '../../../src/pacing/quota.ts';
import type { RateLimitHeaders } from '../../../src/pacing/retry.ts';
import { FakeClock } from '../fake-clock.ts';

function makeQuota(countsItems: boolean) {
  const clock = new FakeClock();
  const quota = new Quota(clock, countsItems);
  const accept = (items: number, headers: RateLimitHeaders = {}): void => {
    quota.start(items);
    quota.end(items, 'accepted', headers);
  };
  const refuse = (items: number, headers: RateLimitHeaders = {}): void => {
    quota.start(items);
    quota.end(items, 'rate-limited', headers);
  };
  return { clock, quota, accept, refuse };
}

test('nothing is waited for as long as no answer says what is left', () => {
  const { quota, accept } = makeQuota(true);
  expect(quota.waitMs(1_000_000)).toBe(0);
  accept(100, { retryAfterMs: 5_000 });
  expect(quota.waitMs(1_000_000)).toBe(0);
});

describe('what is left', () => {
  test('is counted in requests, those under way included', () => {
    const { quota, accept } = makeQuota(false);
    accept(100, { remaining: 3, resetMs: 9_000 });
    quota.start(100);
    quota.start(100);
    expect(quota.waitMs(100)).toBe(0);
    quota.start(100);
    expect(quota.waitMs(100)).toBe(9_000);
  });

  test('is counted in items for URLs', () => {
    const { quota, accept } = makeQuota(true);
    accept(100, { remaining: 250, resetMs: 9_000 });
    quota.start(100);
    expect(quota.waitMs(150)).toBe(0);
    expect(quota.waitMs(151)).toBe(9_000);
  });

  test('is counted as the headers prove it', () => {
    const requests = makeQuota(true);
    requests.accept(100, { remaining: 10 });
    requests.accept(100, { remaining: 9 });
    expect(requests.quota.waitMs(100)).toBe(0);
    const items = makeQuota(false);
    items.accept(100, { remaining: 700, quota: 800 });
    expect(items.quota.waitMs(700)).toBe(0);
    expect(items.quota.waitMs(701)).toBeGreaterThan(0);
  });

  test('is waited for 1 s where no reset is told', () => {
    const { quota, accept } = makeQuota(false);
    accept(1, { remaining: 0 });
    expect(quota.waitMs(1)).toBe(1_000);
  });

  test('can be forgotten', () => {
    const { quota, accept } = makeQuota(false);
    accept(1, { remaining: 0, resetMs: 9_000 });
    quota.forget();
    expect(quota.waitMs(1)).toBe(0);
  });
});

describe('the pace', () => {
  test('is that of the policy: on Free one request every 12 s', async () => {
    const { clock, quota, accept } = makeQuota(false);
    accept(1, { remaining: 0, resetMs: 60_000, quota: 5, windowMs: 60_000 });
    expect(quota.hasRate).toBe(true);
    expect(quota.waitMs(1)).toBeCloseTo(12_000, -1);
    await clock.advance(6_000);
    expect(quota.waitMs(1)).toBeCloseTo(6_000, -1);
    await clock.advance(6_001);
    expect(quota.waitMs(1)).toBe(0);
  });

  test('is learned from what was accepted between two refusals, a little more each time', async () => {
    const { clock, quota, accept, refuse } = makeQuota(false);
    accept(1);
    refuse(1);
    for (let index = 0; index < 10; index += 1) {
      await clock.advance(1_000);
      accept(1);
    }
    refuse(1);
    expect(quota.hasRate).toBe(true);
    expect(quota.waitMs(1)).toBeGreaterThan(850);
    expect(quota.waitMs(1)).toBeLessThan(1_000);
  });

  test('cannot be learned from refusals of one burst', () => {
    const { quota, accept, refuse } = makeQuota(false);
    for (let index = 0; index < 10; index += 1) {
      accept(1);
      refuse(1);
    }
    expect([quota.hasRate, quota.waitMs(1)]).toEqual([false, 0]);
  });

  test('never makes a wait without end, whatever the headers say', () => {
    const { quota, accept } = makeQuota(false);
    accept(1, { remaining: 0, resetMs: 1_000, quota: 0, windowMs: 60_000 });
    expect(quota.waitMs(1)).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});

test('once a wait is over, the request may go', async () => {
  // A wait too short to move the clock would let the gate spin for ever.
  const property = fc.asyncProperty(
    fc.double({ min: 0, max: 100_000, noNaN: true }),
    fc.integer({ min: 1, max: 3_000 }),
    fc.integer({ min: 1, max: 300_000 }),
    fc.integer({ min: 1, max: 100 }),
    async (startMs, quotaSize, windowMs, items) => {
      const { clock, quota, accept } = makeQuota(true);
      await clock.advance(startMs);
      accept(items, { remaining: 0, quota: quotaSize, windowMs });
      await clock.advance(quota.waitMs(items));
      expect(quota.waitMs(items)).toBe(0);
    },
  );
  await fc.assert(property, { numRuns: 300 });
});
