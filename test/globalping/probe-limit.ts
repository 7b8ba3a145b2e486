import type { Clock } from '../cloudflare/token-bucket.ts';
import { type Reply, refuse } from './reply.ts';

/**
 * How many probes may be asked. Limits count probes, not measurements, in windows of an hour from
 * the first one.
 * https://globalping.io/docs/api.globalping.io#overview--limits
 */
export type LimitOptions = {
  /** Without a token, by IP address: 250. */
  readonly anonymous?: number;
  /** With a token, by its user: 500. */
  readonly authenticated?: number;
  readonly windowSeconds?: number;
  /** What others behind the same address have taken already: 0. */
  readonly takenByOthers?: number;
};

export type Admission =
  | { readonly ok: true; readonly headers: Reply['headers'] }
  | { readonly ok: false; readonly refusal: Reply };

export type ProbeLimit = {
  /** Takes so many probes for a client, all or none; the token is undefined where it has none. */
  readonly take: (probes: number, token: string | undefined) => Admission;
};

type Window = { taken: number; endsAt: number };

/** https://github.com/jsdelivr/globalping/blob/master/src/lib/rate-limiter/rate-limiter-post.ts */
export function createProbeLimit(options: LimitOptions, clock: Clock): ProbeLimit {
  const { anonymous = 250, authenticated = 500, windowSeconds = 3600 } = options;
  const windows = new Map<string | undefined, Window>();

  function windowOf(token: string | undefined): Window {
    const known = windows.get(token);
    if (known && known.endsAt > clock()) return known;
    const taken = token === undefined ? (options.takenByOthers ?? 0) : 0;
    const opened = { taken, endsAt: clock() + windowSeconds * 1000 };
    windows.set(token, opened);
    return opened;
  }

  return {
    take: (probes, token) => {
      const limit = token === undefined ? anonymous : authenticated;
      const window = windowOf(token);
      const admitted = window.taken + probes <= limit;
      const consumed = admitted ? probes : 0;
      window.taken += consumed;
      const headers = {
        'x-request-cost': String(probes),
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-consumed': String(consumed),
        'x-ratelimit-remaining': String(Math.max(limit - window.taken, 0)),
        'x-ratelimit-reset': String(Math.round((window.endsAt - clock()) / 1000)),
      };
      if (admitted) return { ok: true, headers };
      const message = 'Too Many Probes Requested';
      return { ok: false, refusal: refuse(429, 'too_many_probes', message, { headers }) };
    },
  };
}
