import type { CallApi } from '../../src/cloudflare/client.ts';
import { Gate } from '../../src/pacing/gate.ts';
import type { Persistence } from '../../src/pacing/retry.ts';
import { Stop } from '../../src/pacing/stop.ts';
import { FakeClock } from './fake-clock.ts';

export interface FakePersistence extends Persistence {
  readonly clock: FakeClock;
  readonly cancel: () => void;
}

/** All that a sender needs of the world, on a clock of its own and with a fake of the API. */
export function fakePersistence(
  makeCallApi: (clock: FakeClock) => CallApi,
  { timeoutMs = 900_000, random = 0.5 } = {},
): FakePersistence {
  const clock = new FakeClock();
  const cancelled = new AbortController();
  const stop = new Stop(clock, timeoutMs, cancelled.signal);
  return {
    callApi: makeCallApi(clock),
    gate: new Gate(clock),
    stop,
    clock,
    random: () => random,
    cancel: () => cancelled.abort(),
  };
}
