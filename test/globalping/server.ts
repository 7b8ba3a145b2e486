import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { listenOnLoopback } from '../cloudflare/edge-loopback.ts';
import { deliver, send } from '../cloudflare/fault-delivery.ts';
import { type Fault, type Faults, takesEffect } from '../cloudflare/faults.ts';
import type { Clock } from '../cloudflare/token-bucket.ts';
import { createApi } from './api.ts';
import { type IncomingRequest, readRequest } from './incoming-request.ts';
import { createMeasurements, type Measurement, statusOf } from './measurements.ts';
import { defaultProbeBehaviour, type Place, type ProbeBehaviour } from './probe.ts';
import type { LimitOptions } from './probe-limit.ts';
import { json, type Reply } from './reply.ts';
import { findSurprises } from './surprises.ts';

export type GlobalpingOptions = {
  readonly places: readonly (Omit<Place, 'behaviour'> & {
    readonly behaviour?: Partial<ProbeBehaviour>;
  })[];
  /** As documented if left out. */
  readonly limits?: LimitOptions;
  readonly faults?: Faults;
  /** Tokens that it knows; any other is refused. */
  readonly tokens?: readonly string[];
  /** How long every reply takes, in milliseconds. */
  readonly latencyMs?: number;
  /** After this a measurement is over, whatever its probes do: 30 s. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
};

export type ReceivedRequest = IncomingRequest & {
  /** On the server's clock, when the body had arrived. */
  readonly at: number;
  readonly fault: Fault['kind'] | undefined;
};

/** A Globalping with as many probes as it has places. */
export type Globalping = AsyncDisposable & {
  /** `http://127.0.0.1:PORT`; `https://api.globalping.io` behind a TLS front. */
  readonly url: string;
  readonly port: number;
  /** All that came, in order. Live. */
  readonly requests: readonly ReceivedRequest[];
  /** All that were started, in order, as they stand. */
  readonly measurements: () => readonly Measurement[];
  /** How many probes were asked: what counts against a limit. */
  readonly probesAsked: () => number;
  /** Changes how the probe in a city behaves from now on. */
  readonly behave: (city: string, change: Partial<ProbeBehaviour>) => void;
  /** What clients did that none should do. */
  readonly surprises: readonly string[];
  /** The surprises so far, which then are none any more. */
  readonly takeSurprises: () => readonly string[];
};

/**
 * Sends a reply compressed if the client takes that, and without its body if the client has it.
 * https://globalping.io/docs/api.globalping.io#overview--client-guidelines
 */
function sendEncoded(
  { headers }: IncomingRequest,
  { status, headers: own, body }: Reply,
  response: ServerResponse,
): void {
  const etag = `W/"${createHash('sha1').update(body).digest('base64')}"`;
  if (status === 200 && headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  const known = { ...own, ...(status === 200 ? { etag } : {}) };
  if (/\bgzip\b/.test(String(headers['accept-encoding']))) {
    response.writeHead(status, { ...known, 'content-encoding': 'gzip' }).end(gzipSync(body));
  } else {
    send({ status, headers: known, body }, response);
  }
}

/** Starts a Globalping on loopback. Disposing of it stops it, and throws on untaken surprises. */
export async function startGlobalping(options: GlobalpingOptions): Promise<Globalping> {
  const { faults, tokens = [], limits = {}, latencyMs = 0, timeoutMs = 30_000 } = options;
  const clock = options.clock ?? (() => performance.now());
  const requests: ReceivedRequest[] = [];
  const started: string[] = [];
  const surprises: string[] = [];
  let places: readonly Place[] = options.places.map((place) => ({
    ...place,
    behaviour: { ...defaultProbeBehaviour, ...place.behaviour },
  }));
  const placeNow = (place: Place) =>
    places.find(({ probe }) => probe.city === place.probe.city) ?? place;
  const measurements = createMeasurements({ placeNow, timeoutMs });
  const host = 'https://api.globalping.io';
  const api = createApi({ places: () => places, measurements, tokens, limits, clock, host });

  function carryOut(request: IncomingRequest, fault: Fault | undefined): Reply {
    // What fails on its way never arrives, so no probe is asked.
    if (fault && !takesEffect(fault)) return json(200, {});
    const outcome = api(request);
    if (outcome.started) started.push(outcome.started.id);
    return outcome.reply;
  }

  /** The last look is at what has finished; one more is asking for nothing. */
  function noteNeedlessLook({ method, path }: IncomingRequest): void {
    const measurement = measurements.find(path.slice(path.lastIndexOf('/') + 1));
    if (method !== 'GET' || !measurement || statusOf(measurement) === 'in-progress') return;
    if (seenFinished.has(measurement.id)) surprises.push(`GET ${path}: it had finished before`);
    seenFinished.add(measurement.id);
  }
  const seenFinished = new Set<string>();

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message);
    const { method, path } = request;
    for (const found of findSurprises(request)) surprises.push(`${method} ${path}: ${found}`);
    const fault = faults?.({ ...request, index: requests.length });
    requests.push({ ...request, at: clock(), fault: fault?.kind });
    if (fault === undefined) noteNeedlessLook(request);
    const reply = carryOut(request, fault);
    if (latencyMs > 0) await setTimeout(latencyMs, undefined, { ref: false });
    if (fault) await deliver(fault, reply, response);
    else sendEncoded(request, reply, response);
  }

  const server = createServer((message, response) => {
    handle(message, response).catch((error: unknown) => {
      // A client that goes away while it sends is no surprise: tests cancel jobs.
      if (message.complete) surprises.push(`the server failed: ${String(error)}`);
      response.destroy();
    });
  });
  const listening = await listenOnLoopback(server);
  const all = () => started.flatMap((id) => measurements.find(id) ?? []);

  return {
    url: `http://127.0.0.1:${listening.port}`,
    port: listening.port,
    requests,
    measurements: all,
    probesAsked: () =>
      all().reduce(
        (sum, { results }) => sum + results.filter(({ status }) => status !== 'offline').length,
        0,
      ),
    behave: (city, change) => {
      if (!places.some(({ probe }) => probe.city === city)) throw new Error(`No probe in ${city}`);
      places = places.map((place) =>
        place.probe.city === city
          ? { ...place, behaviour: { ...place.behaviour, ...change } }
          : place,
      );
    },
    surprises,
    takeSurprises: () => surprises.splice(0),
    [Symbol.asyncDispose]: async () => {
      measurements.stop();
      await listening.close();
      if (surprises.length > 0) throw new Error(`Unexpected requests:\n${surprises.join('\n')}`);
    },
  };
}
