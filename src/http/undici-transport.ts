import type { Dispatcher } from 'undici';
import Pool from 'undici/lib/dispatcher/pool.js';
import { sortNetworkError } from './network-failure.ts';
import type { ProxySettings } from './proxy-settings.ts';
import type { HttpReply, HttpRequest, Transport } from './transport.ts';

/** An answer of the purge API has some hundred bytes, with errors for each item some ten thousand. */
const purgeBodyBytes = 4 * 1024 * 1024;

/** A transport with its connections, to be closed at the end. */
export interface ClosableTransport extends AsyncDisposable {
  readonly send: Transport;
}

/**
 * Makes the transport to one address, through a proxy where one is set.
 * @param mostBodyBytes What is longer is not read: 4 MiB unless told otherwise.
 */
export type CreateTransport = (
  origin: URL,
  proxy: ProxySettings | undefined,
  mostBodyBytes?: number,
) => Promise<ClosableTransport>;

/**
 * Makes the transport to one address over undici: a pool of HTTP/1.1 connections. Proxies have code
 * of their own that is loaded only where one is set.
 * @param origin The only origin that requests may go to.
 */
export async function createUndiciTransport(
  origin: URL,
  proxy: ProxySettings | undefined,
  mostBodyBytes: number = purgeBodyBytes,
): Promise<ClosableTransport> {
  // One request a connection is easier to reason about than HTTP/2's shared ones, through proxies too.
  const options = { allowH2: false, maxResponseSize: mostBodyBytes };
  const dispatcher =
    proxy === undefined
      ? new Pool(origin.origin, options)
      : (await import('./proxy-dispatcher.ts')).createProxyDispatcher(options, proxy);
  return {
    send: async (httpRequest, signal) => {
      try {
        return await exchange(dispatcher, httpRequest, signal);
      } catch (error) {
        return sortNetworkError(error);
      }
    },
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  };
}

/**
 * Sends one request, and gathers its answer by hand: with undici's `request`, what belongs to one
 * answer stays alive until a full garbage collection, which for a million URLs was 100 MB.
 * @see https://github.com/nodejs/undici/blob/main/docs/docs/api/Dispatcher.md#dispatcherdispatchoptions-handler
 */
async function exchange(
  dispatcher: Dispatcher,
  { method, url, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpReply> {
  const { origin, pathname, search } = new URL(url);
  const options = { origin, path: pathname + search, method, headers, body: body ?? null };
  let status = 0;
  let received: Readonly<Record<string, string>> = {};
  const chunks: Buffer[] = [];
  let abort: (() => void) | undefined;
  const ended = new Promise<void>((resolve, reject) => {
    dispatcher.dispatch(options, {
      onRequestStart: (controller) => {
        abort = () => controller.abort(signal.reason);
        if (signal.aborted) abort();
        else signal.addEventListener('abort', abort);
      },
      onResponseStart: (_, statusCode, responseHeaders) => {
        status = statusCode;
        received = firstValues(responseHeaders);
      },
      onResponseData: (_, chunk) => chunks.push(chunk),
      onResponseEnd: () => resolve(),
      onResponseError: (_, error) => reject(error),
    });
  });
  try {
    await ended;
  } finally {
    // A signal may outlive many requests.
    if (abort !== undefined) signal.removeEventListener('abort', abort);
  }
  return { kind: 'reply', status, headers: received, body: Buffer.concat(chunks).toString() };
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
