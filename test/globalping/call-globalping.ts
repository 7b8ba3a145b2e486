import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Probe } from './probe.ts';
import type { TestResult } from './test-result.ts';

/** A reply, its JSON parsed. */
export type Called = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
};

export type Call = {
  /** Without it, a GET is sent. A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Beside those of a usual client; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
};

type Server = { readonly url: string };

/** Calls the API as plainly as can be. */
export async function callGlobalping(
  { url }: Server,
  path: string,
  call: Call = {},
): Promise<Called> {
  const { body, method = body === undefined ? 'GET' : 'POST' } = call;
  const payload = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const headers = {
    'user-agent': 'test',
    ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    // Node sends a body with GET only if it is told how long it is.
    ...(payload === undefined ? {} : { 'content-length': String(Buffer.byteLength(payload)) }),
    ...call.headers,
  };
  const given = Object.entries(headers).filter((entry) => entry[1] !== undefined);
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { method, headers: Object.fromEntries(given) });
    sent.on('error', reject);
    sent.on('response', (response) => {
      text(response).then((received) => {
        const { statusCode: status = 0, headers: got } = response;
        resolve({ status, headers: got, body: JSON.parse(received) });
      }, reject);
    });
    sent.end(payload);
  });
}

/** The body of a request for `https://www.example.com/app.js`; `change` has the last word. */
export function measure(places: readonly string[] | string, change: object = {}): object {
  return {
    type: 'http',
    target: 'www.example.com',
    locations: typeof places === 'string' ? places : places.map((magic) => ({ magic, limit: 1 })),
    measurementOptions: { protocol: 'HTTPS', request: { path: '/app.js', method: 'GET' } },
    ...change,
  };
}

/** What tests look at in a measurement. */
export type Seen = {
  readonly id: string;
  readonly status: string;
  readonly probesCount: number;
  readonly results: readonly { readonly probe: Probe; readonly result: TestResult }[];
};

/** Starts a measurement, and gives its ID. */
export async function create(server: Server, body: unknown): Promise<string> {
  const { body: created } = await callGlobalping(server, '/v1/measurements', { body });
  return (created as { readonly id: string }).id;
}

/** Looks at a measurement. */
export async function look(server: Server, id: string): Promise<Seen> {
  const { body } = await callGlobalping(server, `/v1/measurements/${id}`);
  return body as Seen;
}

/** Looks at a new measurement until it has finished. */
export async function finish(server: Server, body: unknown): Promise<Seen> {
  const id = await create(server, body);
  for (;;) {
    await sleep(50);
    const seen = await look(server, id);
    if (seen.status !== 'in-progress') return seen;
    await sleep(400);
  }
}
