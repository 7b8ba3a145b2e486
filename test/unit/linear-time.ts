import { expect } from 'vitest';

/**
 * Expects work to take time in proportion to its input: on twice the input, quadratic work takes four
 * times as long. The best of several runs is compared.
 * @param make The input of a size.
 * @param size Large enough for some milliseconds of work.
 */
export async function expectLinearTime<T>(
  make: (size: number) => T,
  work: (input: T) => unknown,
  size: number,
): Promise<void> {
  const inputs = { once: make(size), eightfold: make(8 * size) };
  const best = { once: Number.POSITIVE_INFINITY, eightfold: Number.POSITIVE_INFINITY };
  // 8 where it is linear, 64 where it is quadratic; what takes no time at all is not compared.
  const growth = () => best.eightfold / Math.max(best.once, 1);
  for (let run = 0; run < 8 && !(growth() < 24); run += 1) {
    best.once = Math.min(best.once, await measure(work, inputs.once));
    best.eightfold = Math.min(best.eightfold, await measure(work, inputs.eightfold));
  }
  expect(growth()).toBeLessThan(24);
}

/** The time of the processor: other programs on the machine do not count. */
async function measure<T>(work: (input: T) => unknown, input: T): Promise<number> {
  const started = process.cpuUsage();
  await work(input);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
