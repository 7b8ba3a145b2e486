import type { Rate } from './rate-limit.ts';

/** Milliseconds on a clock that only runs forward. */
export type Clock = () => number;

/** https://en.wikipedia.org/wiki/Token_bucket, filled up whenever it is looked at. */
export type TokenBucket = {
  /** Takes so many tokens if they are there, all or none. */
  readonly take: (tokens: number) => boolean;
  readonly remaining: () => number;
  /** Until there are so many tokens; 0 if there are. */
  readonly msUntil: (tokens: number) => number;
};

/** A full bucket. `timeScale` is how many times faster than the clock it fills. */
export function createTokenBucket(rate: Rate, clock: Clock, timeScale: number): TokenBucket {
  const perMs = (rate.perSecond * timeScale) / 1000;
  let tokens = rate.burst;
  let filledAt = clock();

  function fill(): number {
    const now = clock();
    tokens = Math.min(rate.burst, tokens + (now - filledAt) * perMs);
    filledAt = now;
    return tokens;
  }

  // A wait of exactly `msUntil` must be enough, whatever floating point makes of the sum.
  const tolerance = 1e-6;

  return {
    take: (wanted) => {
      if (fill() + tolerance < wanted) return false;
      tokens = Math.max(0, tokens - wanted);
      return true;
    },
    remaining: () => Math.floor(fill() + tolerance),
    msUntil: (wanted) => Math.max(0, wanted - tolerance - fill()) / perMs,
  };
}
