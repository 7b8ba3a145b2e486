/** Time as the action sees it. */
export interface Clock {
  /** Milliseconds that only ever grow, whatever happens to the machine's date. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** 24 days, longer than any job: Node fires a timer that is longer immediately, with a warning. */
const longestTimerMs = 2 ** 31 - 1;

/** The real clock. A sleep keeps the process alive until it ends or is aborted. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, Math.min(ms, longestTimerMs));
      signal.addEventListener('abort', end);
    }),
};

/** Waits until some work is done, or so many milliseconds; the work goes on. Rejects as it does. */
export async function waitAtMost(
  ms: number,
  work: Promise<unknown>,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const done = new AbortController();
  try {
    await Promise.race([work, clock.sleep(ms, AbortSignal.any([signal, done.signal]))]);
  } finally {
    done.abort();
  }
}
