import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ApiRequest } from './api-request.ts';
import { matchRoute } from './routes.ts';

/** Reads a request to its end. Rejects if the client goes away before. */
export async function readRequest(message: IncomingMessage): Promise<ApiRequest> {
  const rawBody = await text(message);
  const { method = 'GET', url = '/' } = message;
  const queryAt = url.indexOf('?');
  const path = queryAt === -1 ? url : url.slice(0, queryAt);
  return {
    method,
    path,
    query: new URLSearchParams(queryAt === -1 ? '' : url.slice(queryAt + 1)),
    headers: message.headers,
    rawBody,
    body: parseJson(rawBody),
    route: matchRoute(method, path),
  };
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
