import { hideToken } from '../http/hide-token.ts';
import type { HttpReply, NetworkFailure, Transport } from '../http/transport.ts';
import { userAgent } from '../http/user-agent.ts';
import type {
  FailedMeasurement,
  MeasuredFrom,
  Measurement,
  MeasurementFailure,
  StartedMeasurement,
} from './measurement.ts';
import { readErrorMessage, readMeasurement, readStarted } from './read-measurement.ts';

/** Never an input: URLs of checks and a token go there. */
export const globalpingOrigin = new URL('https://api.globalping.io');

/** Asks Globalping, each call once. */
export interface GlobalpingClient {
  readonly start: (
    url: string,
    from: MeasuredFrom,
    signal: AbortSignal,
  ) => Promise<StartedMeasurement | FailedMeasurement>;
  readonly read: (id: string, signal: AbortSignal) => Promise<Measurement | FailedMeasurement>;
}

/**
 * Makes the client of Globalping's API: the only place that knows its token.
 * @see https://globalping.io/docs/api.globalping.io
 */
export function createGlobalpingClient(
  token: string | undefined,
  transport: Transport,
): GlobalpingClient {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    accept: 'application/json',
    'user-agent': userAgent,
  };
  const measurements = `${globalpingOrigin.origin}/v1/measurements`;
  const hasToken = token !== undefined;
  const send = token === undefined ? transport : hideToken(transport, token);
  return {
    start: async (url, from, signal) => {
      const reply = await send(
        {
          method: 'POST',
          url: measurements,
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(describeMeasurement(new URL(url), from)),
        },
        signal,
      );
      return isStatus(reply, 202) ? readStarted(reply.body) : fail(reply, hasToken);
    },
    read: async (id, signal) => {
      const request = { method: 'GET', url: `${measurements}/${id}`, headers } as const;
      const reply = await send(request, signal);
      return isStatus(reply, 200) ? readMeasurement(reply.body) : fail(reply, hasToken);
    },
  };
}

/** No `check-headers` here: they are for the origins of checks only. Empty strings are refused. */
function describeMeasurement(url: URL, from: MeasuredFrom): object {
  const port = Number(url.port);
  const query = url.search.slice(1);
  return {
    type: 'http',
    target: url.hostname,
    locations:
      'sameProbesAs' in from ? from.sameProbesAs : from.map((magic) => ({ magic, limit: 1 })),
    measurementOptions: {
      protocol: url.protocol === 'http:' ? 'HTTP' : 'HTTPS',
      ...(port === 0 ? {} : { port }),
      request: { method: 'GET', path: url.pathname, ...(query === '' ? {} : { query }) },
    },
  };
}

function isStatus(reply: HttpReply | NetworkFailure, status: number): reply is HttpReply {
  return reply.kind === 'reply' && reply.status === status;
}

function fail(reply: HttpReply | NetworkFailure, hasToken: boolean): FailedMeasurement {
  const failure: MeasurementFailure =
    reply.kind === 'no-reply'
      ? { kind: 'unreachable', failure: reply }
      : sortRefusal(reply, hasToken);
  return { kind: 'no-measurement', failure };
}

function sortRefusal({ status, headers, body }: HttpReply, hasToken: boolean): MeasurementFailure {
  switch (status) {
    case 401:
    case 403:
      return { kind: 'token-refused', status };
    case 422:
      return { kind: 'no-probes' };
    case 429: {
      const seconds = /^\d{1,7}$/.exec(headers['x-ratelimit-reset'] ?? '')?.[0];
      return {
        kind: 'limit',
        seconds: seconds === undefined ? undefined : Number(seconds),
        hasToken,
      };
    }
    default: {
      const isRefusal = status >= 400 && status < 500;
      return isRefusal
        ? { kind: 'refused', status, message: readErrorMessage(body) }
        : { kind: 'down', status };
    }
  }
}
