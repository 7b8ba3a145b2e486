import { isRecord, parseJson, readField, readText } from '../json.ts';
import type {
  FailedMeasurement,
  Measurement,
  ProbePlace,
  ProbeResult,
  StartedMeasurement,
} from './measurement.ts';

const unreadable: FailedMeasurement = {
  kind: 'no-measurement',
  failure: { kind: 'unreadable' },
};

/** Reads the answer to a new measurement. */
export function readStarted(body: string): StartedMeasurement | FailedMeasurement {
  const reply = parseJson(body);
  if (!isRecord(reply)) return unreadable;
  const { id, probesCount } = reply;
  // It becomes part of an address.
  if (typeof id !== 'string' || !/^[\w-]{1,100}$/.test(id)) return unreadable;
  return typeof probesCount === 'number' ? { kind: 'started', id } : unreadable;
}

/**
 * Reads a measurement, finished or not.
 * @see https://globalping.io/docs/api.globalping.io#get-/v1/measurements/-id-
 */
export function readMeasurement(body: string): Measurement | FailedMeasurement {
  const reply = parseJson(body);
  if (!isRecord(reply) || typeof reply['status'] !== 'string') return unreadable;
  const { status, results } = reply;
  if (!Array.isArray(results)) return unreadable;
  const read = results.map((entry: unknown) => {
    const { probe, result } = isRecord(entry) ? entry : {};
    return { place: readPlace(probe), result: readResult(result) };
  });
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
  if (!isRecord(result)) return { status: 'failed', message: 'no result' };
  const { status, statusCode, headers, rawBody, truncated } = result;
  if (status === 'in-progress') return { status };
  if (status === 'finished' && typeof statusCode === 'number') {
    return {
      status,
      statusCode,
      headers: readHeaders(headers),
      body: readText(result, 'rawBody') ?? '',
      isTrusted: readField(result, 'tls', 'authorized') !== false,
      isCut: truncated === true || (typeof rawBody !== 'string' && !isEmpty(headers)),
    };
  }
  const isOffline = status === 'offline';
  return { status: isOffline ? 'offline' : 'failed', message: readText(result, 'rawOutput') ?? '' };
}

/** Where no body came, there may have been one that is no text, unless the answer says otherwise. */
function isEmpty(headers: unknown): boolean {
  return readHeaders(headers)['content-length'] === '0';
}

function readHeaders(headers: unknown): Record<string, string> {
  if (!isRecord(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const first: unknown = Array.isArray(value) ? value[0] : value;
      return typeof first === 'string' ? [[name.toLowerCase(), first] as const] : [];
    }),
  );
}

/** The message of an error, which Globalping puts in an envelope. */
export function readErrorMessage(body: string): string {
  const reply = parseJson(body);
  const error = isRecord(reply) ? reply['error'] : undefined;
  if (!isRecord(error)) return '';
  const params = isRecord(error['params']) ? Object.values(error['params']) : [];
  return [error['message'], ...params].filter((part) => typeof part === 'string').join(' ');
}
