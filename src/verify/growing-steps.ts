const firstStepMs = 1_000;
const longestStepMs = 10_000;
const growth = 1.5;

/** How long to wait before asking again for the n-th time (from 0): 1 s, growing to 10 s. */
export function stepMs(n: number): number {
  return Math.min(firstStepMs * growth ** n, longestStepMs);
}
