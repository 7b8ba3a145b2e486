import type { Clock } from '../cloudflare/token-bucket.ts';
import { type Reply, refuse } from './reply.ts';

/** Counts a look at a measurement: a refusal, or undefined. */
export type PollLimit = (id: string) => Reply | undefined;

type Window = { looks: number; readonly endsAt: number };

/**
 * Five looks at one measurement in two seconds; the next one bars it for five seconds.
 * https://github.com/jsdelivr/globalping/blob/master/src/lib/rate-limiter/rate-limiter-get.ts
 */
export function createPollLimit(clock: Clock): PollLimit {
  const windows = new Map<string, Window>();
  return (id) => {
    const known = windows.get(id);
    const window = known && known.endsAt > clock() ? known : { looks: 0, endsAt: clock() + 2000 };
    window.looks += 1;
    if (window.looks <= 5) {
      windows.set(id, window);
      return undefined;
    }
    const barred = window.looks === 6 ? { looks: 6, endsAt: clock() + 5000 } : window;
    windows.set(id, barred);
    const seconds = Math.ceil((barred.endsAt - clock()) / 1000);
    const message = `Too many requests. Please retry in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
    const headers = { 'retry-after': String(seconds) };
    return refuse(429, 'too_many_requests', message, { headers });
  };
}
