/** How often a request is sent whose failures may pass. */
export const mostTransientFailures = 5;

const firstDelayMs = 500;
const longestDelayMs = 8_000;

/**
 * How long to wait after so many failures: full jitter, up to 0.5 s doubling to 8 s.
 * @param random Gives numbers from 0 to less than 1.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function chooseDelay(failures: number, random: () => number): number {
  return random() * Math.min(firstDelayMs * 2 ** (failures - 1), longestDelayMs);
}
