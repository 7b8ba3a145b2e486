import { expect, test } from 'vitest';
import { Throttle } from '../../../src/verify/ask.ts';
import { noReply } from '../api-replies.ts';
import { FakeClock } from '../fake-clock.ts';
import { answer, url } from './sample-checks.ts';

const other = 'https://other.example/';
const busy = (status: number, retryAfter?: string) =>
  answer('', retryAfter === undefined ? {} : { 'retry-after': retryAfter }, { status });

test.each([
  ['429 with Retry-After', busy(429, '30'), 30_000],
  ['503 with Retry-After', busy(503, '5'), 5_000],
  ['503 for an hour', busy(503, '3600'), 30_000],
  ['429 without', busy(429), 2_000],
  ['429 with a date', busy(429, 'Wed, 21 Oct 2026 07:28:00 GMT'), 2_000],
  ['503 without', busy(503), 0],
  ['200', answer(''), 0],
  ['200 with Retry-After', busy(200, '5'), 0],
  ['no answer', noReply('connection'), 0],
])('%s leaves its site alone, and no other', (_, reply, waitMs) => {
  const throttle = new Throttle(new FakeClock(), () => 0);
  throttle.learn(url, reply);
  expect(throttle.waitMs(url)).toBe(waitMs);
  expect(throttle.waitMs(other)).toBe(0);
  expect(throttle.atOnce).toBe(waitMs === 0 ? 10 : 5);
});

test('waits grow without Retry-After, with jitter, and fewer go at once down to one', async () => {
  const clock = new FakeClock();
  const throttle = new Throttle(clock, () => 1);
  const waits: number[] = [];
  for (let n = 0; n < 6; n += 1) {
    throttle.learn(url, busy(429));
    // Those under way meanwhile change nothing.
    throttle.learn(url, busy(429));
    waits.push(throttle.waitMs(url));
    await clock.advance(throttle.waitMs(url));
  }
  expect(waits).toEqual([2_500, 5_000, 10_000, 20_000, 37_500, 37_500]);
  expect(throttle.atOnce).toBe(1);
  throttle.learn(url, answer(''));
  throttle.learn(url, busy(429));
  expect(throttle.waitMs(url)).toBe(2_500);
});
