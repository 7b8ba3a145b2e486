import type { Clock } from '../cloudflare/token-bucket.ts';
import { findPlaces } from './find-places.ts';
import type { IncomingRequest } from './incoming-request.ts';
import { checkRequest, type MeasurementRequest } from './measurement-request.ts';
import { type Measurement, type Measurements, statusOf } from './measurements.ts';
import { createPollLimit } from './poll-limit.ts';
import type { Place } from './probe.ts';
import { createProbeLimit, type LimitOptions } from './probe-limit.ts';
import { json, type Reply, refuse } from './reply.ts';

export type ApiOptions = {
  /** As they are now. */
  readonly places: () => readonly Place[];
  readonly measurements: Measurements;
  readonly tokens: readonly string[];
  readonly limits: LimitOptions;
  readonly clock: Clock;
  /** The host that `location` names. */
  readonly host: string;
};

export type Outcome = {
  readonly reply: Reply;
  /** Where one was started. */
  readonly started?: Measurement;
};

const collection = '/v1/measurements';

/** Answers a request as Globalping would, without a network. */
export function createApi(options: ApiOptions): (request: IncomingRequest) => Outcome {
  const { places, measurements, tokens, limits, clock, host } = options;
  const probeLimit = createProbeLimit(limits, clock);
  const pollLimit = createPollLimit(clock);

  function create(body: unknown, token: string | undefined): Outcome {
    const checked = checkRequest(body, token === undefined ? 'anonymous' : 'authenticated');
    if (!checked.ok) {
      const params = Object.fromEntries([checked.fault]);
      const message = 'Parameter validation failed.';
      return { reply: refuse(400, 'validation_error', message, { params }) };
    }
    const { request } = checked;
    const chosen = choose(request);
    if (chosen.places.length === 0) {
      return { reply: refuse(422, 'no_probes_found', 'No suitable probes found.') };
    }
    const asked = chosen.places.filter(({ behaviour }) => !behaviour.offline).length;
    const admission = probeLimit.take(asked, token);
    if (!admission.ok) return { reply: admission.refusal };
    const started = measurements.start(chosen.request, chosen.places);
    const { id } = started;
    const headers = { ...admission.headers, location: `${host}${collection}/${id}` };
    return { reply: json(202, { id, probesCount: chosen.places.length }, headers), started };
  }

  function choose(request: MeasurementRequest) {
    const { locations = [{ magic: 'world' }], limit } = request;
    if (typeof locations !== 'string') {
      const found = findPlaces(locations, places());
      return { request, places: limit === undefined ? found : found.slice(0, limit) };
    }
    const earlier = measurements.find(locations);
    if (!earlier) return { request, places: [] };
    const cities = earlier.places.map(({ probe }) => probe.city);
    const { locations: shown, ...rest } = { ...request, locations: earlier.request.locations };
    return {
      request: shown === undefined ? rest : { ...rest, locations: shown },
      places: cities.flatMap((city) => places().filter(({ probe }) => probe.city === city)),
    };
  }

  function show(id: string): Reply {
    const barred = pollLimit(id);
    if (barred) return barred;
    const measurement = measurements.find(id);
    return measurement
      ? json(200, describe(measurement))
      : refuse(404, 'not_found', "Couldn't find the requested item.");
  }

  return ({ method, path, headers, body }) => {
    const { authorization } = headers;
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    // https://github.com/jsdelivr/globalping/blob/master/src/lib/http/middleware/authenticate.ts
    if (authorization !== undefined && (token === undefined || !tokens.includes(token))) {
      return { reply: refuse(401, 'unauthorized', 'Unauthorized.') };
    }
    if (path === collection && method === 'POST') return create(body, token);
    const [, id] = /^\/v1\/measurements\/([A-Za-z0-9]+)$/.exec(path) ?? [];
    if (id !== undefined && method === 'GET') return { reply: show(id) };
    return { reply: refuse(404, 'not_found', 'Not Found.') };
  };
}

/** As the API shows it: defaults are left out. */
function describe(measurement: Measurement): object {
  const { id, request, places, results, createdAt, updatedAt } = measurement;
  const { type, target, limit = 1, locations, measurementOptions } = request;
  return {
    id,
    type,
    status: statusOf(measurement),
    createdAt,
    updatedAt,
    target,
    ...(limit === 1 ? {} : { limit }),
    probesCount: places.length,
    ...(Array.isArray(locations) ? { locations: locations.map(leaveOutOne) } : {}),
    ...(measurementOptions === undefined ? {} : { measurementOptions }),
    results: places.map(({ probe }, index) => ({ probe, result: results[index] })),
  };
}

function leaveOutOne({ limit, ...location }: { readonly limit?: number }): object {
  return limit === undefined || limit === 1 ? location : { ...location, limit };
}
