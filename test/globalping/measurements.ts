import { setTimeout as sleep } from 'node:timers/promises';
import { runHttpTest } from './http-test.ts';
import type { MeasurementRequest } from './measurement-request.ts';
import type { Place } from './probe.ts';
import { inProgress, offline, type TestResult, timedOut } from './test-result.ts';

/** One measurement, as it stands. */
export type Measurement = {
  readonly id: string;
  /** As it was asked for. */
  readonly request: MeasurementRequest;
  /** Whose probes are asked, in the order of the results. */
  readonly places: readonly Place[];
  readonly results: readonly TestResult[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export type Measurements = {
  /** `request` has the locations that are shown: of an earlier measurement, where it named one. */
  readonly start: (request: MeasurementRequest, places: readonly Place[]) => Measurement;
  /** As it stands now. */
  readonly find: (id: string) => Measurement | undefined;
  /** Ends all that are under way. */
  readonly stop: () => void;
};

export type MeasurementsOptions = {
  /** How a place behaves now. */
  readonly placeNow: (place: Place) => Place;
  /** A measurement ends after this, whatever its probes do. */
  readonly timeoutMs: number;
};

/** An empty store. Measurements run by themselves, as on the probes. */
export function createMeasurements({ placeNow, timeoutMs }: MeasurementsOptions): Measurements {
  const stored = new Map<string, Measurement>();
  const stopped = new AbortController();

  function settle(id: string, results: (measurement: Measurement) => readonly TestResult[]): void {
    const before = stored.get(id);
    if (before) stored.set(id, { ...before, results: results(before), updatedAt: new Date() });
  }

  async function test(request: MeasurementRequest, place: Place): Promise<TestResult> {
    const { behaviour } = placeNow(place);
    const found = await runHttpTest(request, { ...place, behaviour }, stopped.signal);
    await sleep(behaviour.delayMs, undefined, { ref: false, signal: stopped.signal });
    return changeHeaders(found, behaviour.headers);
  }

  async function run(id: string, request: MeasurementRequest, place: Place, index: number) {
    const result = await test(request, place);
    // What comes after the end of a measurement is thrown away.
    settle(id, ({ results }) =>
      results.map((known, at) => (at === index && known === inProgress ? result : known)),
    );
  }

  return {
    start: (request, places) => {
      const id = `gp${String(stored.size + 1).padStart(14, '0')}`;
      const results = places.map((place) =>
        placeNow(place).behaviour.offline ? offline : inProgress,
      );
      const now = new Date();
      const started = { id, request, places, results, createdAt: now, updatedAt: now };
      stored.set(id, started);
      for (const [index, place] of places.entries()) {
        // Rejected only where the server stops, and then nobody is there to hear of it.
        if (results[index] === inProgress) run(id, request, place, index).catch(() => undefined);
      }
      sleep(timeoutMs, undefined, { ref: false, signal: stopped.signal }).then(
        () =>
          settle(id, (measurement) =>
            measurement.results.map((known) => (known === inProgress ? timedOut : known)),
          ),
        () => undefined,
      );
      return started;
    },
    find: (id) => stored.get(id),
    stop: () => stopped.abort(),
  };
}

/** Any status but `in-progress` is final. */
export function statusOf({ results }: Measurement): 'in-progress' | 'finished' {
  return results.includes(inProgress) ? 'in-progress' : 'finished';
}

function changeHeaders(result: TestResult, changes: Place['behaviour']['headers']): TestResult {
  if (!('headers' in result)) return result;
  const changed = Object.entries({ ...result.headers, ...changes });
  const kept = changed.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return { ...result, headers: Object.fromEntries(kept) };
}
