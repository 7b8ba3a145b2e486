import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { purgeToken } from './account.ts';

export type Call = {
  /** After `/client/v4`. */
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  /** Instead of those of a usual client; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** Codes of the envelope's errors, and those of their chains. */
  readonly codes: readonly number[];
};

/**
 * Calls the API as plainly as can be: `fetch` sends a `user-agent` and no body with GET, whatever
 * it is told.
 */
export async function callApi(apiUrl: string, call: Call): Promise<Answer> {
  const { path, body, method = body === undefined ? 'GET' : 'POST' } = call;
  const payload = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const headers = {
    'user-agent': 'test',
    authorization: `Bearer ${purgeToken}`,
    ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    // Node sends a body with GET or DELETE only if it is told how long it is.
    ...(payload === undefined ? {} : { 'content-length': String(Buffer.byteLength(payload)) }),
    ...call.headers,
  };
  const given = Object.entries(headers).filter((entry) => entry[1] !== undefined);
  return new Promise((resolve, reject) => {
    const sent = request(`${apiUrl}${path}`, { method, headers: Object.fromEntries(given) });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const answer = (received: string): Answer => ({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: received,
        codes: readCodes(received),
      });
      text(response).then((received) => resolve(answer(received)), reject);
    });
    sent.end(payload);
  });
}

function readCodes(body: string): readonly number[] {
  const errors = /"errors":(\[.*\]),"messages"/.exec(body)?.[1] ?? '';
  return Array.from(errors.matchAll(/"code":(\d+)/g), ([, code]) => Number(code));
}
