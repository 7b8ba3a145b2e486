import type { Dispatcher } from 'undici';
import request from 'undici/lib/api/api-request.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import { sortNetworkError } from './network-failure.ts';
import type { ProxySettings } from './proxy-settings.ts';
import type { HttpReply, NetworkFailure, Transport } from './transport.ts';

/** An answer of the purge API has some hundred bytes, with errors for each item some ten thousand. */
const purgeBodyBytes = 4 * 1024 * 1024;

/** A transport with its connections, to be closed at the end. */
export interface ClosableTransport extends AsyncDisposable {
  readonly send: Transport;
}

/**
 * Makes the transport to one address over undici: a pool of HTTP/1.1 connections. Proxies have code
 * of their own that is loaded only where one is set.
 * @param origin The only origin that requests may go to.
 * @param mostBodyBytes An answer with a longer body is a failure.
 */
export async function createUndiciTransport(
  origin: URL,
  proxy: ProxySettings | undefined,
  mostBodyBytes = purgeBodyBytes,
): Promise<ClosableTransport> {
  const dispatcher =
    proxy === undefined
      ? new Pool(origin.origin, connectionOptions)
      : (await import('./proxy-dispatcher.ts')).createProxyDispatcher(connectionOptions, proxy);
  return {
    send: async (httpRequest, signal) => {
      try {
        return await exchange(dispatcher, httpRequest, signal, mostBodyBytes);
      } catch (error) {
        return sortNetworkError(error);
      }
    },
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  };
}

// One request a connection is easier to reason about than HTTP/2's shared ones, through proxies too.
const connectionOptions = { allowH2: false };

async function exchange(
  dispatcher: Dispatcher,
  { method, url, headers, body }: Parameters<Transport>[0],
  signal: AbortSignal,
  mostBodyBytes: number,
): Promise<HttpReply | NetworkFailure> {
  const { origin, pathname, search } = new URL(url);
  const response = await request.call(dispatcher, {
    origin,
    path: pathname + search,
    method,
    headers: { ...headers },
    body: body ?? null,
    signal,
  });
  const text = await readBody(response.body, mostBodyBytes);
  if (text === undefined) return { kind: 'no-reply', reason: 'too-large', code: 'body' };
  return {
    kind: 'reply',
    status: response.statusCode,
    headers: firstValues(response.headers),
    body: text,
  };
}

async function readBody(
  body: AsyncIterable<Uint8Array>,
  mostBodyBytes: number,
): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > mostBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Of a header that came several times, the first value. */
export function firstValues(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const first: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const one = Array.isArray(value) ? value[0] : value;
    if (one !== undefined) first[name] = one;
  }
  return first;
}
