import { describe, expect, test } from 'vitest';
import { Stop } from '../../../src/pacing/stop.ts';
import { FakeClock } from '../fake-clock.ts';

function startStop(timeoutMs = 10_000) {
  const clock = new FakeClock();
  const cancelled = new AbortController();
  return { clock, cancelled, stop: new Stop(clock, timeoutMs, cancelled.signal) };
}

describe('Stop', () => {
  test('stops at the deadline and not before', async () => {
    const { clock, stop } = startStop();
    await clock.advance(9_999);
    expect([stop.noMore.aborted, stop.reason]).toEqual([false, undefined]);
    await clock.advance(1);
    expect([stop.noMore.aborted, stop.reason]).toEqual([true, 'timeout']);
  });

  test('stops at once when the job is cancelled, also before it began', () => {
    const { cancelled, stop } = startStop();
    cancelled.abort();
    expect([stop.noMore.aborted, stop.reason]).toEqual([true, 'cancelled']);
    const late = new Stop(new FakeClock(), 10_000, AbortSignal.abort());
    expect([late.noMore.aborted, late.reason]).toEqual([true, 'cancelled']);
  });

  test('gives requests under way some time, but less than the 5 s that the step has', async () => {
    const { clock, cancelled, stop } = startStop();
    cancelled.abort();
    await clock.advance(1_000);
    expect(stop.cutOff.aborted).toBe(false);
    await clock.advance(3_000);
    expect(stop.cutOff.aborted).toBe(true);
  });

  test('before its time says that a wait would have outlasted it, and keeps that reason', async () => {
    const { clock, cancelled, stop } = startStop();
    await clock.advance(9_990);
    stop.now('timeout');
    cancelled.abort();
    await clock.advance(20_000);
    expect([stop.noMore.aborted, stop.reason]).toEqual([true, 'wait-outlasts-timeout']);
  });

  test('can be told to stop when the job is canceled', () => {
    const { stop } = startStop();
    stop.now('cancelled');
    expect(stop.reason).toBe('cancelled');
  });

  test('does nothing more once it is disposed of', async () => {
    const { clock, cancelled, stop } = startStop();
    stop[Symbol.dispose]();
    cancelled.abort();
    await clock.advance(20_000);
    expect([stop.noMore.aborted, stop.reason]).toEqual([false, undefined]);
  });
});
