import { isIP } from 'node:net';
import { isDomainName, isPrivateAddress } from './host-form.ts';

/** Of the ways to name a location, only `magic` is played. */
export type LocationWithLimit = { readonly magic: string; readonly limit?: number };

/** The body of `POST /v1/measurements`, for `http`. */
export type MeasurementRequest = {
  readonly type: string;
  readonly target: string;
  readonly limit?: number;
  /** A string is the ID of an earlier measurement, whose probes run this one too. */
  readonly locations?: string | readonly LocationWithLimit[];
  readonly measurementOptions?: {
    readonly protocol?: string;
    readonly port?: number;
    readonly request?: {
      readonly method?: string;
      readonly host?: string;
      readonly path?: string;
      readonly query?: string;
      readonly headers?: Readonly<Record<string, string>>;
    };
  };
};

/** A field, and what is wrong with it. */
export type FieldFault = readonly [path: string, message: string];

export type CheckedRequest =
  | { readonly ok: true; readonly request: MeasurementRequest }
  | { readonly ok: false; readonly fault: FieldFault };

/** https://github.com/jsdelivr/globalping/blob/master/config/default.cjs, in production */
const probesPerMeasurement = { anonymous: 50, authenticated: 500 } as const;
/** Of path and query together. */
const mostPathCharacters = 16_384;

/**
 * Checks a request as Globalping does; like it, names the first fault only.
 * https://github.com/jsdelivr/globalping/tree/master/src/measurement/schema
 */
export function checkRequest(body: unknown, client: 'anonymous' | 'authenticated'): CheckedRequest {
  const most = probesPerMeasurement[client];
  const fault = requestRule(most)(body, '');
  if (fault) return { ok: false, fault };
  // The rule has looked at every field.
  const request = body as MeasurementRequest;
  const whole = checkWhole(request, most);
  return whole ? { ok: false, fault: whole } : { ok: true, request };
}

/** Returns the first fault of a value, or undefined. */
type Rule = (value: unknown, path: string) => FieldFault | undefined;

function requestRule(most: number): Rule {
  const limit = number(1, most);
  const location = fields({ magic: text((magic) => magic.split('+').length > 4), limit }, [
    'magic',
  ]);
  return fields(
    {
      // Others exist: no client of this project has a use for them.
      type: oneOf('HTTP'),
      target,
      limit,
      locations: (value, path) =>
        (typeof value === 'string' ? text() : list(location))(value, path),
      measurementOptions: fields({
        protocol: oneOf('HTTP', 'HTTPS', 'HTTP2'),
        port: number(0, 65_535),
        request: fields({
          method: oneOf('HEAD', 'GET', 'OPTIONS'),
          host: target,
          path: text(),
          query: text(),
          headers: object,
        }),
      }),
    },
    ['type', 'target'],
  );
}

function fields(rules: Readonly<Record<string, Rule>>, required: readonly string[] = []): Rule {
  return (value, path) => {
    const at = (name: string) => (path === '' ? name : `${path}.${name}`);
    const given = Object.entries(Object(value));
    const missing = required.find((name) => !given.some(([known]) => known === name));
    const unknown: Rule = (_, field) => [field, 'is not allowed'];
    const faults = given.map(([name, field]) => (rules[name] ?? unknown)(field, at(name)));
    return (
      object(value, path) ??
      (missing === undefined ? undefined : [at(missing), 'is required']) ??
      faults.find((fault) => fault !== undefined)
    );
  };
}

function object(value: unknown, path: string): FieldFault | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? undefined : [path, 'must be of type object'];
}

function text(isWrong: (value: string) => boolean = () => false): Rule {
  return (value, path) => {
    if (typeof value !== 'string') return [path, 'must be a string'];
    if (value === '') return [path, 'is not allowed to be empty'];
    return isWrong(value) ? [path, 'is not valid'] : undefined;
  };
}

function oneOf(...words: readonly string[]): Rule {
  return text((value) => !words.includes(value.toUpperCase()));
}

function number(least: number, most: number): Rule {
  return (value, path) => {
    const isRight = Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
    return isRight ? undefined : [path, `must be a whole number from ${least} to ${most}`];
  };
}

function list(item: Rule): Rule {
  return (value, path) => {
    if (!Array.isArray(value)) return [path, 'must be an array'];
    const faults = value.map((entry, index) => item(entry, `${path}.${index}`));
    return faults.find((fault) => fault !== undefined);
  };
}

function target(value: unknown, path: string): FieldFault | undefined {
  const isRight = (host: string) =>
    !isPrivateAddress(host) && (isIP(host) === 4 || isDomainName(host));
  return text((host) => !isRight(host))(value, path);
}

function checkWhole(request: MeasurementRequest, most: number): FieldFault | undefined {
  const { path = '', query = '' } = request.measurementOptions?.request ?? {};
  if (path.length + query.length > mostPathCharacters) {
    return [
      'measurementOptions.request',
      `path and query may have ${mostPathCharacters} characters together`,
    ];
  }
  const { limit, locations } = request;
  if (locations === undefined || typeof locations === 'string') return undefined;
  const both = limit === undefined ? -1 : locations.findIndex((each) => each.limit !== undefined);
  if (both >= 0) return [`locations.${both}.limit`, 'is not allowed when a global limit is set'];
  const sum = locations.reduce((total, each) => total + (each.limit ?? 1), 0);
  return sum > most ? ['locations', `the sum of limits must be at most ${most}`] : undefined;
}
