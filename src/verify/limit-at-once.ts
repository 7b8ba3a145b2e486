/** The same work, of which no more than so many run at once; the others wait for their turn. */
export function limitAtOnce<Args extends readonly unknown[], T>(
  most: number,
  work: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (...args) => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work(...args);
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
