import { expect } from 'vitest';

/**
 * Expects work to take time in proportion to its input: on twice the input, quadratic work takes four
 * times as long, and a loaded machine is no excuse for that. The best of several runs is compared.
 * @param make The input of a size.
 * @param size Large enough for some milliseconds of work.
 */
export async function expectLinearTime<T>(
  make: (size: number) => T,
  work: (input: T) => unknown,
  size: number,
): Promise<void> {
  const inputs = { once: make(size), eightfold: make(8 * size) };
  await work(make(100));
  const once = await measureBest(work, inputs.once);
  const eightfold = await measureBest(work, inputs.eightfold);
  // 8 where it is linear, 64 where it is quadratic; what takes no time at all is not compared.
  expect(eightfold / Math.max(once, 1)).toBeLessThan(24);
}

async function measureBest<T>(work: (input: T) => unknown, input: T): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run += 1) {
    const started = performance.now();
    await work(input);
    best = Math.min(best, performance.now() - started);
  }
  return best;
}
