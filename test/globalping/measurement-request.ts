import { isIP } from 'node:net';
import { isDomainName, isPrivateAddress } from './host-form.ts';
import {
  anyObject,
  type FieldFault,
  fault,
  fields,
  flag,
  list,
  oneOf,
  type Rule,
  text,
  wholeNumber,
} from './request-rules.ts';

/** Of the ways to name a location, only `magic` is played. */
export type LocationWithLimit = { readonly magic: string; readonly limit?: number };

/** The body of `POST /v1/measurements`, for `http`. */
export type MeasurementRequest = {
  readonly type: string;
  readonly target: string;
  readonly inProgressUpdates?: boolean;
  readonly limit?: number;
  /** A string is the ID of an earlier measurement, whose probes are asked again. */
  readonly locations?: string | readonly LocationWithLimit[];
  readonly measurementOptions?: HttpOptions;
};

export type HttpOptions = {
  readonly protocol?: string;
  readonly port?: number;
  readonly resolver?: string;
  readonly ipVersion?: number;
  readonly request?: {
    readonly method?: string;
    readonly host?: string;
    readonly path?: string;
    readonly query?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
};

/** https://github.com/jsdelivr/globalping/blob/master/config/default.cjs, in production */
export const probesPerMeasurement = { anonymous: 50, authenticated: 500 } as const;

export type CheckedRequest =
  | { readonly ok: true; readonly request: MeasurementRequest }
  | { readonly ok: false; readonly fault: FieldFault };

/**
 * Checks a request as Globalping does; like it, names the first fault only.
 * https://github.com/jsdelivr/globalping/tree/master/src/measurement/schema
 */
export function checkRequest(body: unknown, client: 'anonymous' | 'authenticated'): CheckedRequest {
  const most = probesPerMeasurement[client];
  const found = requestRule(most)(body, '');
  if (found) return { ok: false, fault: found };
  // The rule has looked at every field.
  const request = body as MeasurementRequest;
  const sum = checkLimits(request, most) ?? checkLength(request);
  return sum ? { ok: false, fault: sum } : { ok: true, request };
}

function requestRule(most: number): Rule {
  const location = fields({ magic: text(128, checkMagic), limit: wholeNumber(1, most) }, ['magic']);
  const locations = list(location, 128);
  const earlier = text(128);
  return fields(
    {
      // Others exist: no client of this project has a use for them.
      type: oneOf('HTTP'),
      target: targetRule,
      inProgressUpdates: flag,
      limit: wholeNumber(1, most),
      locations: (value, path) => (typeof value === 'string' ? earlier : locations)(value, path),
      measurementOptions: httpOptions,
    },
    ['type', 'target'],
  );
}

const httpOptions = fields({
  protocol: oneOf('HTTP', 'HTTPS', 'HTTP2'),
  port: wholeNumber(0, 65_535),
  resolver: text(),
  ipVersion: wholeNumber(4, 6),
  request: fields({
    method: oneOf('HEAD', 'GET', 'OPTIONS'),
    host: targetRule,
    path: text(),
    query: text(),
    headers: anyObject,
  }),
});

function targetRule(value: unknown, path: string): FieldFault | undefined {
  const noText = text()(value, path);
  if (noText) return noText;
  const target = String(value);
  if (isPrivateAddress(target)) return [path, 'Private hostnames are not allowed.'];
  const valid = isIP(target) === 4 || isDomainName(target);
  return valid ? undefined : [path, 'Provided target is not a valid domain name'];
}

function checkMagic(magic: string): string | undefined {
  return magic.split('+').length > 4 ? 'must contain at most 4 combined filters' : undefined;
}

/** Of path and query together. */
const mostPathCharacters = 16_384;

function checkLength({ measurementOptions = {} }: MeasurementRequest): FieldFault | undefined {
  const { path = '', query = '' } = measurementOptions.request ?? {};
  const problem = `path and query together must be at most ${mostPathCharacters} characters long`;
  return path.length + query.length > mostPathCharacters
    ? ['measurementOptions.request', problem]
    : undefined;
}

function checkLimits({ limit, locations }: MeasurementRequest, most: number) {
  if (locations === undefined || typeof locations === 'string') return undefined;
  const both = limit === undefined ? -1 : locations.findIndex((each) => each.limit !== undefined);
  if (both >= 0) {
    return fault(`locations.${both}.limit`, 'is not allowed when a global limit is set');
  }
  const sum = locations.reduce((total, each) => total + (each.limit ?? 1), 0);
  const problem = `the sum of limits must be less than or equal to ${most}`;
  return sum > most ? (['locations', problem] as const) : undefined;
}
