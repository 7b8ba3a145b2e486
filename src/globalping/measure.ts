import type { Clock } from '../clock.ts';
import { Stop } from '../pacing/stop.ts';
import type { GlobalpingClient } from './client.ts';
import type {
  FailedMeasurement,
  MeasuredFrom,
  Measurement,
  MeasurementFailure,
  StartedMeasurement,
} from './measurement.ts';

/** Globalping asks for no more than two questions a second after one measurement. */
const pollMs = 500;
/** Of one measurement; a single broken answer is no reason to give it up. */
const mostBrokenPolls = 3;

/** Of one call. Globalping answers at once; a connection that hangs must not hold up the next URL. */
const longestCallMs = 5_000;

/** Failures that the next measurement would meet as well, so it is not tried. */
const lastingFailures: ReadonlySet<MeasurementFailure['kind']> = new Set([
  'limit',
  'token-refused',
  'unreachable',
  'down',
  'unreadable',
]);

/** A place without a probe has none for the next URL either; probes that are gone are another matter. */
function lasts({ kind }: MeasurementFailure, from: MeasuredFrom): boolean {
  return lastingFailures.has(kind) || (kind === 'no-probes' && !('sameProbesAs' in from));
}

/** A measurement as it was seen, or why it cannot be. */
export type Seen =
  /** What is new in it came after this time, on the clock's scale. */
  (Measurement & { readonly since: number }) | FailedMeasurement;

/** Starts measurements one after another, and reads them side by side. */
export class Globalping {
  readonly #client: GlobalpingClient;
  readonly #clock: Clock;
  #lastStart: Promise<unknown> = Promise.resolve();
  #lasting: FailedMeasurement | undefined;

  constructor(client: GlobalpingClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** Starts a measurement, in its turn. What failed for good once is not tried again. */
  start(
    url: string,
    from: MeasuredFrom,
    signal: AbortSignal,
  ): Promise<StartedMeasurement | FailedMeasurement> {
    const start = async (): Promise<StartedMeasurement | FailedMeasurement> => {
      if (this.#lasting !== undefined) return this.#lasting;
      using limit = new Stop(this.#clock, longestCallMs, signal);
      const started = await this.#client.start(url, from, limit.noMore);
      const isLasting = started.kind === 'no-measurement' && lasts(started.failure, from);
      if (isLasting && !signal.aborted) this.#lasting = started;
      return started;
    };
    const mine = this.#lastStart.then(start);
    this.#lastStart = mine;
    return mine;
  }

  /**
   * Gives a measurement each time something may be new in it, until it is finished or the signal is
   * aborted. The last thing given may be a failure.
   */
  async *follow(id: string, signal: AbortSignal): AsyncGenerator<Seen, void> {
    let broken = 0;
    let since = this.#clock.now();
    while (!signal.aborted) {
      await this.#clock.sleep(pollMs, signal);
      if (signal.aborted) return;
      const askedAt = this.#clock.now();
      using limit = new Stop(this.#clock, longestCallMs, signal);
      const seen = await this.#client.read(id, limit.noMore);
      if (seen.kind === 'measurement') {
        broken = 0;
        yield { ...seen, since };
        since = askedAt;
        if (seen.isFinished) return;
      } else {
        broken += 1;
        if (signal.aborted) return;
        if (broken === mostBrokenPolls) {
          yield seen;
          return;
        }
      }
    }
  }
}
