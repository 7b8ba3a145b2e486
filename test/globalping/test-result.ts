/**
 * What a probe found out, in the shapes of the API.
 * https://github.com/jsdelivr/globalping/blob/master/public/v1/components/schemas.yaml
 * https://github.com/jsdelivr/globalping-probe/blob/master/src/command/handlers/http/undici.ts
 */

type Timing = number | null;

type HttpFields = {
  readonly rawOutput: string;
  readonly resolvedAddress: string | null;
  /** Names in lower case; a header that came several times is an array. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly rawHeaders: string | null;
  readonly rawBody: string | null;
  readonly truncated: boolean;
  readonly statusCode: number | null;
  readonly statusCodeName: string | null;
  readonly timings: Readonly<
    Record<'total' | 'dns' | 'tcp' | 'tls' | 'firstByte' | 'download', Timing>
  >;
  readonly tls: object | null;
};

export type TestResult =
  | (HttpFields & { readonly status: 'finished' | 'failed' })
  | {
      readonly status: 'in-progress' | 'failed';
      readonly rawHeaders: '';
      readonly rawBody: '';
      readonly rawOutput: string;
    }
  | { readonly status: 'offline'; readonly rawOutput: string };

export const inProgress: TestResult = {
  status: 'in-progress',
  rawHeaders: '',
  rawBody: '',
  rawOutput: '',
};

export const offline: TestResult = {
  status: 'offline',
  rawOutput: 'This probe is currently offline. Please try again later.',
};

/** https://github.com/jsdelivr/globalping/blob/master/src/measurement/store.ts */
export const timedOut: TestResult = {
  ...inProgress,
  status: 'failed',
  rawOutput: '\n\nThe measurement timed out.',
};

/** A probe that got no answer. */
export function fail(rawOutput: string): TestResult {
  return {
    status: 'failed',
    resolvedAddress: null,
    headers: {},
    rawHeaders: null,
    rawBody: null,
    rawOutput,
    truncated: false,
    statusCode: null,
    statusCodeName: null,
    timings: { total: null, dns: null, tcp: null, tls: null, firstByte: null, download: null },
    tls: null,
  };
}

export type Answer = {
  readonly statusCode: number;
  readonly statusCodeName: string;
  readonly rawHeaders: readonly string[];
  /** Decompressed. */
  readonly body: Buffer;
  readonly https: boolean;
  readonly firstByteMs: number;
  readonly totalMs: number;
};

const bodyLimit = 10_000;

/** A probe that got one. The body comes back as text, whatever it is, and only its beginning. */
export function finish(answer: Answer): TestResult {
  const { statusCode, statusCodeName, https, firstByteMs, totalMs } = answer;
  const whole = answer.body.toString();
  const body = whole.slice(0, bodyLimit);
  const lines = pairUp(answer.rawHeaders).map(([name, value]) => `${name}: ${value}`);
  const rawHeaders = lines.join('\n');
  const head = `HTTP/1.1 ${statusCode}\n${rawHeaders}`;
  return {
    status: 'finished',
    // https://www.rfc-editor.org/rfc/rfc5737
    resolvedAddress: '203.0.113.80',
    headers: joinHeaders(answer.rawHeaders),
    rawHeaders: rawHeaders || null,
    rawBody: body || null,
    rawOutput: body === '' ? head : `${head}\n\n${body}`,
    truncated: whole.length > bodyLimit,
    statusCode,
    statusCodeName,
    timings: {
      total: Math.round(totalMs),
      dns: 0,
      tcp: 0,
      tls: https ? 0 : null,
      firstByte: Math.round(firstByteMs),
      download: Math.round(totalMs - firstByteMs),
    },
    tls: https ? certificate : null,
  };
}

function joinHeaders(raw: readonly string[]): HttpFields['headers'] {
  const joined: Record<string, string | readonly string[]> = {};
  for (const [name, value] of pairUp(raw)) {
    const key = name.toLowerCase();
    const known = joined[key];
    joined[key] = known === undefined ? value : [known, value].flat();
  }
  return joined;
}

function pairUp(raw: readonly string[]): readonly (readonly [name: string, value: string])[] {
  return raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : [],
  );
}

const certificate = { authorized: true, protocol: 'TLSv1.3' };
