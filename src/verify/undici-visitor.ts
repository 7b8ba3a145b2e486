import type { Dispatcher } from 'undici';
import request from 'undici/lib/api/api-request.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import type { Clock } from '../clock.ts';
import { requestTimeoutMs } from '../http/limit-time.ts';
import { sortNetworkError } from '../http/network-failure.ts';
import { readProxySettings } from '../http/proxy-settings.ts';
import { firstValues } from '../http/undici-transport.ts';
import { userAgent } from '../http/user-agent.ts';
import type { RequestHeaders } from '../inputs/headers.ts';
import type { Environment } from '../runner.ts';
import type { Checked } from '../text.ts';
import { acceptedEncodings, BodyEncodingError, decodeBody } from './decode-body.ts';
import type { Visit, VisitReply } from './visit.ts';

/** What visits addresses, with its connections, to be closed at the end. */
export interface ClosableVisitor extends AsyncDisposable {
  readonly visit: Visit;
}

/**
 * Makes what visits addresses over undici: a pool of HTTP/1.1 connections for each origin, through the proxy that
 * the environment names for it. Loopback addresses never go through a proxy.
 * @param timeoutMs How long one request may take, with its body.
 */
export function createUndiciVisitor(
  environment: Environment,
  clock: Clock,
  timeoutMs: number = requestTimeoutMs,
): ClosableVisitor {
  const dispatchers = new Map<string, Promise<Checked<Dispatcher>>>();
  const dispatcherFor = (url: URL): Promise<Checked<Dispatcher>> => {
    const dispatcher = dispatchers.get(url.origin) ?? createDispatcher(url, environment);
    dispatchers.set(url.origin, dispatcher);
    return dispatcher;
  };
  return {
    visit: async (url, headers, signal) => {
      const target = new URL(url);
      // Ends the connection where a body is left half read: too large, or not to be decoded.
      const finished = new AbortController();
      const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs), finished.signal]);
      try {
        const dispatcher = await dispatcherFor(target);
        if (!dispatcher.ok) return { kind: 'no-reply', reason: 'proxy', code: dispatcher.problem };
        return await get(dispatcher.value, target, headers, limited, clock);
      } catch (error) {
        return error instanceof BodyEncodingError
          ? { kind: 'no-reply', reason: 'cut-off', code: error.message }
          : sortNetworkError(error);
      } finally {
        finished.abort();
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const dispatcher of await Promise.all(dispatchers.values())) {
        if (dispatcher.ok) await dispatcher.value.destroy();
      }
    },
  };
}

// One request a connection is easier to reason about than HTTP/2's shared ones, through proxies too.
const connectionOptions = { allowH2: false };

async function createDispatcher(url: URL, environment: Environment): Promise<Checked<Dispatcher>> {
  const proxy = readProxySettings(environment, url);
  if (!proxy.ok) return proxy;
  if (proxy.value === undefined) {
    return { ok: true, value: new Pool(url.origin, connectionOptions) };
  }
  const { createProxyDispatcher } = await import('../http/proxy-dispatcher.ts');
  return { ok: true, value: createProxyDispatcher(connectionOptions, proxy.value) };
}

async function get(
  dispatcher: Dispatcher,
  url: URL,
  headers: RequestHeaders,
  signal: AbortSignal,
  clock: Clock,
): Promise<VisitReply> {
  const response = await request.call(dispatcher, {
    origin: url.origin,
    // Not by `pathname` and `search`, which lose the `?` of an empty query: another cache key.
    path: url.href.slice(url.origin.length),
    method: 'GET',
    headers: {
      accept: '*/*',
      'user-agent': userAgent,
      ...headers,
      'accept-encoding': acceptedEncodings,
    },
    signal,
  });
  const receivedAt = clock.now();
  const first = firstValues(response.headers);
  const body = await decodeBody(response.body, first['content-encoding']);
  const { statusCode: status } = response;
  return {
    kind: 'reply',
    by: 'runner',
    status,
    receivedAt,
    headers: first,
    body,
    url: url.href,
    redirectedTo: undefined,
  };
}
