import type { Clock } from '../clock.ts';
import { redactReplies, userAgent } from '../http/http.ts';
import type { HttpReply, NetworkFailure, Transport } from '../http/transport.ts';
import { isRecord, parseJson, readField, readText } from '../json.ts';
import { Stop } from '../pacing/stop.ts';

/** Places in Globalping's words, or the ID of an earlier measurement: then the same probes run it. */
export type MeasuredFrom = readonly string[] | { readonly sameProbesAs: string };

export interface StartedMeasurement {
  readonly kind: 'started';
  readonly id: string;
}

/** A probe of Globalping, as it describes itself: text from outside. */
export interface ProbePlace {
  readonly city: string;
  /** Two letters, ISO 3166-1. */
  readonly country: string;
  readonly network: string;
  readonly asn: number | undefined;
}

export type ProbeResult =
  | { readonly status: 'in-progress' }
  | {
      readonly status: 'finished';
      readonly statusCode: number;
      /** Names in lower case; of a header that came several times, the first value. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** Whether the body is, or may be, longer than what came. */
      readonly isCut: boolean;
      /** Whether the certificate was right; true for plain HTTP. */
      readonly isTrusted: boolean;
    }
  | { readonly status: 'failed' | 'offline'; readonly message: string };

export interface Measurement {
  readonly kind: 'measurement';
  readonly isFinished: boolean;
  readonly results: readonly { readonly place: ProbePlace; readonly result: ProbeResult }[];
}

/** Why Globalping told nothing. None of it says anything about the cache, and none fails a purge. */
export type MeasurementFailure =
  | {
      readonly kind: 'limit';
      /** Until the limit is reset; undefined if Globalping does not say. */
      readonly seconds: number | undefined;
      readonly hasToken: boolean;
    }
  | { readonly kind: 'no-probes' }
  | { readonly kind: 'too-few-probes'; readonly probes: number; readonly places: number }
  | { readonly kind: 'token-refused'; readonly status: number }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'unreachable'; readonly failure: NetworkFailure }
  | { readonly kind: 'down'; readonly status: number }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'probe-failed'; readonly message: string }
  | { readonly kind: 'probe-offline' }
  | { readonly kind: 'untrusted' }
  /** The URL must not be sent to a public third party. */
  | { readonly kind: 'not-public' };

export interface FailedMeasurement {
  readonly kind: 'no-measurement';
  readonly failure: MeasurementFailure;
}

/** Too many polls of this measurement. The hourly limit is not touched. */
interface TooManyPolls {
  readonly kind: 'too-many-polls';
  readonly waitMs: number;
}

/** Calls Globalping's API once each. */
export interface GlobalpingClient {
  readonly start: (
    url: string,
    from: MeasuredFrom,
    signal: AbortSignal,
  ) => Promise<StartedMeasurement | FailedMeasurement>;
  readonly read: (
    id: string,
    signal: AbortSignal,
  ) => Promise<Measurement | FailedMeasurement | TooManyPolls>;
}

/** Never an input: URLs of checks and a token go there. */
export const globalpingOrigin = new URL('https://api.globalping.io');

/**
 * Creates the client for Globalping's API: the only place that knows its token.
 * @see https://globalping.io/docs/api.globalping.io
 */
export function createGlobalpingClient(
  token: string | undefined,
  transport: Transport,
): GlobalpingClient {
  const measurements = `${globalpingOrigin.origin}/v1/measurements`;
  const send = token === undefined ? transport : redactReplies(transport, token);
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    accept: 'application/json',
    'accept-encoding': 'br, gzip',
    'user-agent': userAgent,
  };
  /** What was read last of a measurement: Globalping need not send it again if nothing is new. */
  const known = new Map<string, { readonly etag: string; readonly measurement: Measurement }>();
  return {
    start: async (url, from, signal) => {
      const body = JSON.stringify(describeMeasurement(new URL(url), from));
      const json = { ...headers, 'content-type': 'application/json' };
      const request = { method: 'POST', url: measurements, headers: json, body } as const;
      const reply = await send(request, signal);
      return reply.kind === 'reply' && reply.status === 202
        ? readStarted(reply.body)
        : fail(sortRefusal(reply, token !== undefined));
    },
    read: async (id, signal) => {
      const last = known.get(id);
      const condition = last === undefined ? {} : { 'if-none-match': last.etag };
      const url = `${measurements}/${id}`;
      const request = { method: 'GET', url, headers: { ...headers, ...condition } } as const;
      const reply = await send(request, signal);
      const seen = readPoll(reply, last?.measurement, token !== undefined);
      const etag = reply.kind === 'reply' ? reply.headers['etag'] : undefined;
      if (seen.kind === 'measurement' && etag) known.set(id, { etag, measurement: seen });
      return seen;
    },
  };
}

/** No `check-headers` here: they are for the origins of checks only. Empty strings are refused. */
function describeMeasurement(url: URL, from: MeasuredFrom): object {
  const port = Number(url.port);
  const query = url.search.slice(1);
  return {
    type: 'http',
    // The dot of an absolute name is no part of what Globalping takes for a domain.
    target: url.hostname.replace(/\.$/, ''),
    locations:
      'sameProbesAs' in from ? from.sameProbesAs : from.map((magic) => ({ magic, limit: 1 })),
    measurementOptions: {
      protocol: url.protocol === 'http:' ? 'HTTP' : 'HTTPS',
      ...(port === 0 ? {} : { port }),
      request: { method: 'GET', path: url.pathname, ...(query === '' ? {} : { query }) },
    },
  };
}

/** That of the limit itself: https://github.com/jsdelivr/globalping/blob/master/src/lib/rate-limiter/rate-limiter-get.ts */
const unknownPollWaitSeconds = 5;

function readPoll(
  reply: HttpReply | NetworkFailure,
  last: Measurement | undefined,
  hasToken: boolean,
): Measurement | FailedMeasurement | TooManyPolls {
  if (reply.kind === 'no-reply') return fail({ kind: 'unreachable', failure: reply });
  switch (reply.status) {
    case 200:
      return readMeasurement(reply.body);
    case 304:
      return last ?? fail({ kind: 'unreadable' });
    case 429: {
      const seconds = readSeconds(reply, 'retry-after') ?? unknownPollWaitSeconds;
      return { kind: 'too-many-polls', waitMs: seconds * 1000 };
    }
    default:
      return fail(sortRefusal(reply, hasToken));
  }
}

function readSeconds({ headers }: HttpReply, name: string): number | undefined {
  const seconds = /^\d{1,7}$/.exec(headers[name] ?? '')?.[0];
  return seconds === undefined ? undefined : Number(seconds);
}

function fail(failure: MeasurementFailure): FailedMeasurement {
  return { kind: 'no-measurement', failure };
}

function sortRefusal(reply: HttpReply | NetworkFailure, hasToken: boolean): MeasurementFailure {
  if (reply.kind === 'no-reply') return { kind: 'unreachable', failure: reply };
  const { status, body } = reply;
  if (status === 401 || status === 403) return { kind: 'token-refused', status };
  if (status === 422) return { kind: 'no-probes' };
  if (status === 429) {
    const seconds = readSeconds(reply, 'x-ratelimit-reset') ?? readSeconds(reply, 'retry-after');
    return { kind: 'limit', seconds, hasToken };
  }
  return status >= 400 && status < 500
    ? { kind: 'refused', status, message: readErrorMessage(body) }
    : { kind: 'down', status };
}

/** The message of an error, which Globalping puts in an envelope. */
function readErrorMessage(body: string): string {
  const error = readField(parseJson(body), 'error');
  const params = readField(error, 'params');
  const parts = [readText(error, 'message'), ...Object.values(isRecord(params) ? params : {})];
  return parts.filter((part) => typeof part === 'string').join(' ');
}

function readStarted(body: string): StartedMeasurement | FailedMeasurement {
  const reply = parseJson(body);
  const id = readText(reply, 'id');
  // It becomes part of an address.
  const isSound = id !== undefined && /^[\w-]{1,100}$/.test(id);
  return isSound && typeof readField(reply, 'probesCount') === 'number'
    ? { kind: 'started', id }
    : fail({ kind: 'unreadable' });
}

/** https://globalping.io/docs/api.globalping.io#get-/v1/measurements/-id- */
function readMeasurement(body: string): Measurement | FailedMeasurement {
  const reply = parseJson(body);
  const status = readText(reply, 'status');
  const results = readField(reply, 'results');
  if (status === undefined || !Array.isArray(results)) return fail({ kind: 'unreadable' });
  const read = results.map((entry: unknown) => ({
    place: readPlace(readField(entry, 'probe')),
    result: readResult(readField(entry, 'result')),
  }));
  return { kind: 'measurement', isFinished: status !== 'in-progress', results: read };
}

function readPlace(probe: unknown): ProbePlace {
  const asn = readField(probe, 'asn');
  return {
    city: readText(probe, 'city') ?? 'an unnamed city',
    country: readText(probe, 'country') ?? '??',
    network: readText(probe, 'network') ?? 'an unnamed network',
    asn: typeof asn === 'number' ? asn : undefined,
  };
}

function readResult(result: unknown): ProbeResult {
  const status = readText(result, 'status');
  const statusCode = readField(result, 'statusCode');
  if (status === 'in-progress') return { status };
  if (status !== 'finished' || typeof statusCode !== 'number') {
    const message = readText(result, 'rawOutput') ?? 'no result';
    return { status: status === 'offline' ? 'offline' : 'failed', message };
  }
  const headers = readHeaders(readField(result, 'headers'));
  const body = readField(result, 'rawBody');
  // If no body came, there may have been one that is no text, unless the headers say otherwise.
  const mayHaveBody = typeof body !== 'string' && headers['content-length'] !== '0';
  return {
    status,
    statusCode,
    headers,
    body: typeof body === 'string' ? body : '',
    isCut: readField(result, 'truncated') === true || mayHaveBody,
    isTrusted: readField(result, 'tls', 'authorized') !== false,
  };
}

function readHeaders(headers: unknown): Record<string, string> {
  const entries = Object.entries(isRecord(headers) ? headers : {});
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      const first: unknown = Array.isArray(value) ? value[0] : value;
      return typeof first === 'string' ? [[name.toLowerCase(), first] as const] : [];
    }),
  );
}

/** How long to wait after each poll: https://globalping.io/docs/api.globalping.io#overview--client-guidelines */
const pollMs = 500;
/** Of one measurement; a single broken response is no reason to give it up. */
const mostBrokenPolls = 3;
/** Of one call. Globalping answers at once; a connection that hangs must not hold up the next URL. */
const longestCallMs = 5_000;

/** Failures that the next measurement would meet as well, so it is not tried. */
const lastingFailures: ReadonlySet<MeasurementFailure['kind']> = new Set([
  'limit',
  'token-refused',
  'unreachable',
  'down',
  'unreadable',
  'too-slow',
]);

const tooSlow = { kind: 'no-measurement', failure: { kind: 'too-slow' } } as const;

/** A place without a probe has none for the next URL either; probes that are gone are another matter. */
function lasts({ kind }: MeasurementFailure, from: MeasuredFrom): boolean {
  return lastingFailures.has(kind) || (kind === 'no-probes' && !('sameProbesAs' in from));
}

/** A measurement as it was seen, or why it cannot be. */
export type Seen =
  /** What is new in it came after this time, on the clock's scale. */
  (Measurement & { readonly since: number }) | FailedMeasurement;

/** Starts measurements one after another, and follows them side by side. */
export class Globalping {
  readonly #client: GlobalpingClient;
  readonly #clock: Clock;
  #lastStart: Promise<unknown> = Promise.resolve();
  #lasting: FailedMeasurement | undefined;

  constructor(client: GlobalpingClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** Starts a measurement, in its turn. What failed for good once is not tried again. */
  start(
    url: string,
    from: MeasuredFrom,
    signal: AbortSignal,
  ): Promise<StartedMeasurement | FailedMeasurement> {
    const start = async (): Promise<StartedMeasurement | FailedMeasurement> => {
      if (this.#lasting !== undefined) return this.#lasting;
      using limit = new Stop(this.#clock, longestCallMs, signal);
      const response = await this.#client.start(url, from, limit.noMore);
      const isTooSlow = response.kind === 'no-measurement' && limit.reason === 'timeout';
      const started = isTooSlow ? tooSlow : response;
      const isLasting = started.kind === 'no-measurement' && lasts(started.failure, from);
      if (isLasting && !signal.aborted) this.#lasting = started;
      return started;
    };
    const mine = this.#lastStart.then(start);
    this.#lastStart = mine;
    return mine;
  }

  /**
   * Yields a measurement each time something may be new in it, until it has finished or the signal is
   * aborted. The last thing yielded may be a failure.
   */
  async *follow(id: string, signal: AbortSignal): AsyncGenerator<Seen, void> {
    let broken = 0;
    let waitMs = pollMs;
    let since = this.#clock.now();
    while (broken < mostBrokenPolls) {
      await this.#clock.sleep(waitMs, signal);
      if (signal.aborted) return;
      waitMs = pollMs;
      const polledAt = this.#clock.now();
      using limit = new Stop(this.#clock, longestCallMs, signal);
      const seen = await this.#client.read(id, limit.noMore);
      if (seen.kind === 'too-many-polls') {
        waitMs = Math.max(seen.waitMs, pollMs);
      } else if (seen.kind === 'measurement') {
        broken = 0;
        yield { ...seen, since };
        since = polledAt;
        if (seen.isFinished) return;
      } else {
        broken += 1;
        if (broken === mostBrokenPolls && !signal.aborted) yield seen;
      }
    }
  }
}
