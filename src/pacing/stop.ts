import type { Clock } from '../clock.ts';

/** Why the step ends before all is done. */
export type StopReason =
  | 'timeout'
  | 'cancelled'
  /** `timeout` is not over, but would be before anything more could be sent. */
  | 'wait-outlasts-timeout';

/**
 * How long requests under way may still take after the stop: an answer says whether the purge took
 * place. The runner kills a canceled step 7.5 s after SIGINT.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation
 */
const graceMs = 2_000;

/** Ends the work at the deadline, or when the job is canceled. */
export class Stop implements Disposable {
  readonly #clock: Clock;
  readonly #noMore = new AbortController();
  readonly #cutOff = new AbortController();
  readonly #done = new AbortController();
  /** On the clock's scale. */
  readonly deadline: number;
  #reason: StopReason | undefined;

  constructor(clock: Clock, timeoutMs: number, cancelled: AbortSignal) {
    this.#clock = clock;
    this.deadline = clock.now() + timeoutMs;
    void this.#stopAfter(timeoutMs);
    const cancel = (): void => this.now('cancelled');
    if (cancelled.aborted) cancel();
    else cancelled.addEventListener('abort', cancel, { signal: this.#done.signal });
  }

  /** Aborted when nothing new may be started. */
  get noMore(): AbortSignal {
    return this.#noMore.signal;
  }

  /** Aborted when requests under way are given up, a little later. */
  get cutOff(): AbortSignal {
    return this.#cutOff.signal;
  }

  get reason(): StopReason | undefined {
    return this.#reason;
  }

  /** Stops at once, for a reason that the first call settles. */
  now(reason: 'timeout' | 'cancelled'): void {
    if (this.#reason !== undefined) return;
    // Node's timers may fire a little early.
    const isEarly = reason === 'timeout' && this.#clock.now() < this.deadline - 5;
    this.#reason = isEarly ? 'wait-outlasts-timeout' : reason;
    this.#noMore.abort();
    void this.#cutOffAfterGrace();
  }

  [Symbol.dispose](): void {
    this.#done.abort();
  }

  async #stopAfter(timeoutMs: number): Promise<void> {
    await this.#clock.sleep(timeoutMs, this.#done.signal);
    if (!this.#done.signal.aborted) this.now('timeout');
  }

  async #cutOffAfterGrace(): Promise<void> {
    await this.#clock.sleep(graceMs, this.#done.signal);
    this.#cutOff.abort();
  }
}
