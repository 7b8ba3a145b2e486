import type { Clock } from '../clock.ts';
import { countOutcome, type RequestOutcome } from '../purge/send.ts';
import type { Runner } from '../runner.ts';
import { formatCount, formatDuration } from '../text.ts';

const intervalMs = 5_000;

/** Counts what has ended, and writes a line every five seconds until it is disposed of. */
export class ProgressLog implements Disposable {
  readonly #end = new AbortController();
  readonly #started: number;
  #done = 0;
  #unpurged = 0;

  constructor(
    clock: Clock,
    runner: Runner,
    total: number,
    /** When the rate limit opens again, on the clock's scale; in the past where nothing waits. */
    waitsUntil: () => number,
  ) {
    this.#started = clock.now();
    void this.#writeLines(clock, runner, total, waitsUntil);
  }

  count(outcome: RequestOutcome): void {
    const { purged, unpurged } = countOutcome([outcome]);
    this.#done += purged + unpurged;
    this.#unpurged += unpurged;
  }

  [Symbol.dispose](): void {
    this.#end.abort();
  }

  async #writeLines(
    clock: Clock,
    runner: Runner,
    total: number,
    waitsUntil: () => number,
  ): Promise<void> {
    for (;;) {
      await clock.sleep(intervalMs, this.#end.signal);
      if (this.#end.signal.aborted) return;
      const now = clock.now();
      const waitMs = waitsUntil() - now;
      runner.info(this.#describe(total, now - this.#started, waitMs));
    }
  }

  #describe(total: number, ms: number, waitMs: number): string {
    const percent = Math.floor((this.#done / total) * 100);
    const perMs = this.#done / ms;
    const failed = this.#unpurged === 0 ? '' : `, ${formatCount(this.#unpurged)} not purged`;
    return `${formatCount(this.#done)} of ${formatCount(total)} items (${percent}%), ${formatCount(Math.round(perMs * 1000))} a second${this.#describeRest(total, perMs, waitMs)}${failed}`;
  }

  /** How fast it went tells nothing of a wait for the rate limit. */
  #describeRest(total: number, perMs: number, waitMs: number): string {
    if (waitMs > 0) return `, waiting ${formatDuration(waitMs)} for the rate limit`;
    return this.#done === 0 ? '' : `, ${formatDuration((total - this.#done) / perMs)} left`;
  }
}
