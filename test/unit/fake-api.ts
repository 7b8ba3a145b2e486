import type { Api, CallApi } from '../../src/cloudflare/client.ts';
import { Gate } from '../../src/pacing/gate.ts';
import { Stop } from '../../src/pacing/stop.ts';
import { FakeClock } from './fake-clock.ts';

export interface FakeApi extends Api, Disposable {
  readonly clock: FakeClock;
  readonly cancel: () => void;
}

/** An API on a clock of its own. */
export function fakeApi(
  makeCall: (clock: FakeClock) => CallApi,
  { timeoutMs = 900_000, random = 0.5 } = {},
): FakeApi {
  const clock = new FakeClock();
  const cancelled = new AbortController();
  const stop = new Stop(clock, timeoutMs, cancelled.signal);
  return {
    call: makeCall(clock),
    gate: new Gate(clock),
    stop,
    clock,
    random: () => random,
    debug: () => undefined,
    cancel: () => cancelled.abort(),
    [Symbol.dispose]: () => stop[Symbol.dispose](),
  };
}
