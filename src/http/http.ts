import { Agent, type IncomingMessage, request as requestHttp } from 'node:http';
import { type RequestOptions, request as requestHttps, Agent as TlsAgent } from 'node:https';
import type { Clock } from '../clock.ts';
import { parseJson } from '../json.ts';
import { createRedact, redactJson } from '../redact.ts';
import type { Environment } from '../runner.ts';
import { failWith, sortNetworkError } from './network-failure.ts';
import {
  authorizationOf,
  connectionOptions,
  connectTimeoutMs,
  findProxy,
  hostOf,
  portOf,
  TunnelAgent,
} from './proxy.ts';
import type {
  BodyLimit,
  BytesReply,
  HttpRequest,
  NetworkFailure,
  Send,
  Transport,
} from './transport.ts';

/** Cloudflare refuses requests without one. */
export const userAgent = 'purge-cloudflare-cache (GitHub Action)';

/** What browsers accept, for pages: caches keep variants by it. */
export const acceptedEncodings = 'gzip, deflate, br, zstd';

/** No response takes this long, in milliseconds; a connection that hangs must not hang the job. */
export const requestTimeoutMs = 30_000;
/** Servers that do not say how long they keep a connection mostly keep it for 5 s. */
const longestIdleMs = 4_000;

/** Sends all requests of the step, and owns its connections. */
export interface Http extends Disposable {
  readonly send: Send;
}

/**
 * Makes HTTP/1.1 requests with Node's own client, since a request can be aborted there at any moment, while its
 * connection is being set up too. Proxies are those that the environment names.
 */
export function createHttp(environment: Environment, clock: Clock): Http {
  const keepAlive = { keepAlive: true, timeout: longestIdleMs };
  const plain = new Agent(keepAlive);
  const secure = new TlsAgent(keepAlive);
  /** By proxy. */
  const tunnels = new Map<string, TunnelAgent>();
  const tunnelThrough = (proxy: URL): TunnelAgent => {
    const agent = tunnels.get(proxy.href) ?? new TunnelAgent(proxy, keepAlive);
    tunnels.set(proxy.href, agent);
    return agent;
  };
  const routeTo = (url: URL, proxy: URL | undefined): RequestOptions => {
    // Not by `pathname` and `search`, which lose the `?` of an empty query: another cache key.
    const path = url.href.slice(url.origin.length) || '/';
    const isSecure = url.protocol === 'https:';
    const direct = { protocol: url.protocol, host: hostOf(url), port: portOf(url), path };
    if (proxy === undefined) return { ...direct, agent: isSecure ? secure : plain };
    if (isSecure) return { ...direct, agent: tunnelThrough(proxy) };
    return {
      protocol: proxy.protocol,
      host: hostOf(proxy),
      port: portOf(proxy),
      path: url.origin + path,
      headers: { host: url.host, ...authorizationOf(proxy) },
      agent: proxy.protocol === 'https:' ? secure : plain,
    };
  };
  return {
    send: async (request, signal) => {
      const url = new URL(request.url);
      const proxy = findProxy(environment, url);
      if (!proxy.ok) return { kind: 'no-reply', reason: 'proxy', code: proxy.problem };
      try {
        return await exchange(request, routeTo(url, proxy.value), signal, clock);
      } catch (error) {
        return sortNetworkError(error);
      }
    },
    [Symbol.dispose]: () => {
      for (const agent of [plain, secure, ...tunnels.values()]) agent.destroy();
    },
  };
}

/** Sends one request. The abort of the signal rejects at once, whatever state its connection is in. */
async function exchange(
  { method, headers, body, mostBodyBytes }: HttpRequest & BodyLimit,
  route: RequestOptions,
  signal: AbortSignal,
  clock: Clock,
): Promise<BytesReply> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<BytesReply>();
  const options = { ...route, ...connectionOptions, method };
  const outgoing = (route.protocol === 'https:' ? requestHttps : requestHttp)({
    ...options,
    headers: { ...headers, ...route.headers },
  });
  const abort = (): void => reject(signal.reason);
  const giveUp = (): void => reject(new DOMException('no response in time', 'TimeoutError'));
  const notConnected = (): void => reject(failWith('ETIMEDOUT'));
  // A signal may outlive many requests, so its listener goes with the request.
  signal.addEventListener('abort', abort);
  const timer = setTimeout(giveUp, requestTimeoutMs);
  const connecting = setTimeout(notConnected, connectTimeoutMs);
  outgoing.on('finish', () => clearTimeout(connecting));
  outgoing.on('error', reject);
  outgoing.on('close', () => reject(failWith('ECONNRESET')));
  outgoing.on('response', (incoming) => {
    const { statusCode: status = 0 } = incoming;
    const head = { kind: 'reply', status, headers: readHeaders(incoming) } as const;
    const receivedAt = clock.now();
    readBody(incoming, mostBodyBytes, (sent) => {
      resolve({ ...head, receivedAt, body: sent && { bytes: sent, sent } });
    });
    incoming.on('error', reject);
  });
  outgoing.end(body);
  try {
    const reply = await promise;
    const encoding = reply.headers['content-encoding'];
    if (reply.body === undefined || encoding === undefined) return reply;
    // Loaded only where it is needed: most APIs do not encode.
    const { decodeBody } = await import('./decode.ts');
    const bytes = await decodeBody(reply.body.sent, encoding, mostBodyBytes);
    return { ...reply, body: bytes && { bytes, sent: reply.body.sent } };
  } finally {
    clearTimeout(timer);
    clearTimeout(connecting);
    signal.removeEventListener('abort', abort);
    // Where the response was read to its end, its connection is back in the pool, and this does nothing.
    outgoing.destroy();
  }
}

/** Reads a body; undefined where it is longer than wanted, or not wanted at all. */
function readBody(
  incoming: IncomingMessage,
  most: number,
  done: (body: Uint8Array | undefined) => void,
): void {
  const pieces: Uint8Array[] = [];
  let size = 0;
  if (most === 0) done(undefined);
  incoming.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size > most) done(undefined);
    else pieces.push(piece);
  });
  incoming.on('end', () => done(Buffer.concat(pieces)));
}

/** Lists that may come in several lines; of everything else, the first value counts. */
const listHeaders = new Set(['cache-control', 'content-encoding']);

function readHeaders({ headersDistinct }: IncomingMessage): Record<string, string> {
  // Not by assignment, which would lose a header of the name `__proto__`.
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values = []]) => [
      name,
      listHeaders.has(name) ? values.join(', ') : (values[0] ?? ''),
    ]),
  );
}

/** A response of the purge API has some hundred bytes, with errors for each item some ten thousand. */
const mostTextBytes = 4 * 1024 * 1024;

/** Sends requests to an API, and reads its responses as text. */
export function readAsText(send: Send, mostBodyBytes: number = mostTextBytes): Transport {
  return async (request, signal) => {
    const reply = await send({ ...request, mostBodyBytes }, signal);
    if (reply.kind === 'no-reply') return reply;
    if (reply.body === undefined) return tooLarge;
    const { status, headers, body } = reply;
    return { kind: 'reply', status, headers, body: Buffer.from(body.bytes).toString() };
  };
}

const tooLarge: NetworkFailure = { kind: 'no-reply', reason: 'too-large', code: 'body' };

/** Every token of an API is longer; a shorter one is a mistake, and may be part of any word. */
const shortestToken = 20;

/**
 * The same transport, whose responses never hold the token: a gateway may put it into an error of its
 * own. JSON is redacted after it is parsed, since it has many forms for one text.
 */
export function redactReplies(send: Transport, token: string): Transport {
  if (token.length < shortestToken) return send;
  const redact = createRedact([token]);
  return async (request, signal) => {
    const reply = await send(request, signal);
    if (reply.kind === 'no-reply') return reply;
    const headers = Object.entries(reply.headers).map(([name, value]) => [name, redact(value)]);
    const json = reply.body.includes('\\') ? parseJson(reply.body) : undefined;
    const redacted = json === undefined ? undefined : JSON.stringify(redactJson(json, redact));
    // Written again only where it has to be: numbers of more than 53 bits would change.
    const isHidden = redacted !== undefined && redacted !== JSON.stringify(json);
    const body = redact(isHidden ? redacted : reply.body);
    return { ...reply, headers: Object.fromEntries(headers), body };
  };
}
