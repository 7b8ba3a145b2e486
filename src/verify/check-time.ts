import type { Clock } from '../clock.ts';
import type { GateKeeper } from '../pacing/gate.ts';

/** So that a time that is almost over, and held, is not looked at without end. */
const shortestLookMs = 20;

/** The time for checks. It stands still while it is held. */
export class CheckTime implements Disposable {
  readonly #clock: Clock;
  readonly #stop: AbortSignal;
  readonly #done = new AbortController();
  #over = new AbortController();
  #deadline: number;
  #holds = 0;
  #heldSince = 0;

  /** @param stop Ends it at once, for good. */
  constructor(clock: Clock, ms: number, stop: AbortSignal) {
    this.#clock = clock;
    this.#stop = stop;
    this.#deadline = clock.now() + ms;
    stop.addEventListener('abort', () => this.#over.abort(), { signal: this.#done.signal });
    void this.#watch();
  }

  /** Aborted when the time is over. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** Milliseconds that are left. */
  left(): number {
    if (this.#stop.aborted) return 0;
    return this.#deadline - (this.#holds > 0 ? this.#heldSince : this.#clock.now());
  }

  /** Gives at least so many milliseconds from now on, also where the time was over. */
  extendTo(ms: number): void {
    const missing = ms - this.left();
    if (missing <= 0 || this.#stop.aborted) return;
    this.#deadline += missing;
    if (!this.#over.signal.aborted) return;
    this.#over = new AbortController();
    void this.#watch();
  }

  /** Lets the time stand still while something is done. */
  async hold<T>(work: Promise<T>): Promise<T> {
    if (this.#holds === 0) this.#heldSince = this.#clock.now();
    this.#holds += 1;
    try {
      return await work;
    } finally {
      this.#holds -= 1;
      if (this.#holds === 0) this.#deadline += this.#clock.now() - this.#heldSince;
    }
  }

  [Symbol.dispose](): void {
    this.#done.abort();
  }

  async #watch(): Promise<void> {
    for (let left = this.left(); left > 0; left = this.left()) {
      await this.#clock.sleep(Math.max(left, shortestLookMs), this.#done.signal);
      if (this.#done.signal.aborted) return;
    }
    this.#over.abort();
  }
}

/** The same gate, while whose waits the time for checks stands still. */
export function holdWhileWaiting(gate: GateKeeper, time: CheckTime): GateKeeper {
  return {
    enter: (load, stop) => time.hold(gate.enter(load, stop)),
    leave: (load, signal, headers) => gate.leave(load, signal, headers),
    shutFor: (ms) => gate.shutFor(ms),
    get opensAt() {
      return gate.opensAt;
    },
  };
}
