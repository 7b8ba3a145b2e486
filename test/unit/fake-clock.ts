import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/clock.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

const mostLooks = 100_000;

/** A clock that stands still until it is told to go on, and then wakes every sleeper in its turn. */
export class FakeClock implements Clock {
  #time = 0;
  #looks = 0;
  readonly #sleepers = new Set<Sleeper>();

  /** Throws where it is asked again and again while no time passes: that would be a loop without end. */
  readonly now = (): number => {
    this.#looks += 1;
    if (this.#looks > mostLooks) throw new Error('the clock is looked at without end');
    return this.#time;
  };

  readonly sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { until: this.#time + ms, wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', wake);
    });

  /** Lets time pass; whoever sleeps no longer than that is woken at its own time. */
  async advance(ms: number): Promise<void> {
    const end = this.#time + ms;
    await setImmediate();
    for (let next = this.#next(); next !== undefined && next.until <= end; next = this.#next()) {
      await this.#wake(next);
    }
    this.#time = end;
    this.#looks = 0;
  }

  /** Lets as much time pass as a promise needs; rejects where it can never settle. */
  async finish<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const watched = work.finally(() => {
      settled = true;
    });
    watched.catch(() => {});
    for (;;) {
      await setImmediate();
      if (settled) return watched;
      const next = this.#next();
      if (next === undefined) throw new Error('nobody sleeps, and the work is not done');
      await this.#wake(next);
    }
  }

  #next(): Sleeper | undefined {
    return [...this.#sleepers].sort((a, b) => a.until - b.until)[0];
  }

  async #wake(sleeper: Sleeper): Promise<void> {
    this.#time = Math.max(this.#time, sleeper.until);
    this.#looks = 0;
    sleeper.wake();
    await setImmediate();
  }
}
