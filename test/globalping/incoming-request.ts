import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

export type IncomingRequest = {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: IncomingMessage['headers'];
  readonly rawBody: string;
  /** Undefined where there is none, or none that can be parsed. */
  readonly body: unknown;
};

/** Reads a request to its end. Rejects if the client goes away before. */
export async function readRequest(message: IncomingMessage): Promise<IncomingRequest> {
  const rawBody = await text(message);
  const { method = 'GET', url = '/', headers } = message;
  const { pathname: path, searchParams: query } = new URL(url, 'http://localhost');
  return { method, path, query, headers, rawBody, body: parseJson(rawBody) };
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
