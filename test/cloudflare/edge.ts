import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { defaultEdgeBehaviour, type EdgeBehaviour } from './edge-behaviour.ts';
import { type CacheStatus, createEdgeCache, type EdgeCache, type Visit } from './edge-cache.ts';
import { edgePage, fetchFromOrigin, type OriginAnswer, sendAnswer } from './edge-http.ts';
import { listenOnLoopback } from './edge-loopback.ts';
import { addVisitorHeaders, type EdgeAddress, toVisitorUrl } from './edge-purge.ts';
import type { Origin } from './origin.ts';
import { isUnchanged } from './origin-release.ts';
import type { Purge } from './purge-endpoint.ts';
import type { Cloudflare } from './server.ts';
import type { Clock } from './token-bucket.ts';

export type EdgeOptions = {
  readonly origin: Pick<Origin, 'url'>;
  /** Hosts that it serves; its own address stands for the first. `www.example.com` if left out. */
  readonly hosts?: EdgeAddress['hosts'];
  /** Whose purges it obeys; without it, only `edge.purge` purges. */
  readonly cloudflare?: Pick<Cloudflare, 'onPurge'>;
  /** What URLs begin with: `https` where it stands behind a TLS front. */
  readonly scheme?: EdgeAddress['scheme'];
  readonly behaviour?: Partial<EdgeBehaviour>;
  readonly clock?: Clock;
};

export type EdgeRequest = {
  readonly method: string;
  /** The visitor's URL, with the host that is served. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: IncomingMessage['headers'];
  readonly status: number;
  readonly cacheStatus: CacheStatus | undefined;
  /** On the edge's clock. */
  readonly at: number;
};

/** A Cloudflare data centre in front of an origin. */
export type Edge = AsyncDisposable & {
  /** `http://127.0.0.1:PORT`, for `HTTP_PROXY`, and as an origin for URLs. */
  readonly url: string;
  readonly port: number;
  /** Requests of visitors, in order of their answers. Live. */
  readonly requests: readonly EdgeRequest[];
  /** Other visitors ask for these paths: the cache is warm, nothing is recorded. */
  readonly warm: (...paths: readonly string[]) => Promise<void>;
  /** Lets time pass for what is in the cache. */
  readonly age: (seconds: number) => void;
  /** Changes how it behaves from now on. */
  readonly behave: (change: Partial<EdgeBehaviour>) => void;
  /** Purges without the API. */
  readonly purge: (purge: Purge) => void;
  /** Resolves when nothing is asked for in the background any more. */
  readonly settle: () => Promise<void>;
};

const uncompressed = { encodings: [], keepsOriginEncoding: true };

type Answered = { readonly answer: OriginAnswer; readonly cacheStatus?: CacheStatus };

/** Starts an edge on loopback. */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const { origin, hosts = ['www.example.com'], cloudflare, scheme = 'http' } = options;
  const baseClock = options.clock ?? (() => performance.now());
  const stopped = new AbortController();
  const timers = new Set<NodeJS.Timeout>();
  const requests: EdgeRequest[] = [];
  let behaviour = { ...defaultEdgeBehaviour, ...options.behaviour };
  let passedMs = 0;
  const clock = () => baseClock() + passedMs;

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const listening = await listenOnLoopback(server);
  const { port } = listening;
  const address: EdgeAddress = { port, scheme, hosts };
  const fetch = (visit: Parameters<typeof fetchFromOrigin>[0], validators = {}) =>
    fetchFromOrigin(visit, validators, {
      originUrl: origin.url,
      timeoutMs: behaviour.originTimeoutMs,
      signal: stopped.signal,
    });
  const upperTier = createEdgeCache({ address, behaviour: () => behaviour, fetch, clock });
  const cache = createEdgeCache({
    address,
    behaviour: () => behaviour,
    fetch: (visit, validators) =>
      behaviour.upperTier ? askUpperTier(upperTier, visit, validators) : fetch(visit, validators),
    clock,
  });

  async function answerVisit(
    method: string,
    url: URL,
    message: IncomingMessage,
  ): Promise<Answered> {
    const headers = addVisitorHeaders(message.headers);
    if (!behaviour.proxied)
      return { answer: await fetch({ method, url, headers: message.headers }) };
    const page = answerBeforeCache(url, message);
    if (page) return { answer: page };
    return cache.serve({ method, url, headers });
  }

  function answerBeforeCache(url: URL, { headers }: IncomingMessage): OriginAnswer | undefined {
    const { challenge, redirects } = behaviour;
    // https://developers.cloudflare.com/fundamentals/security/cloudflare-challenges/detect-response/
    if (challenge && (!challenge.unless || headers[challenge.unless[0]] !== challenge.unless[1])) {
      return edgePage(403, '<title>Just a moment...</title>', { 'cf-mitigated': 'challenge' });
    }
    const location = redirects[url.pathname];
    return location === undefined ? undefined : edgePage(301, '', { location });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request;
    const url = readTarget(request, address);
    const answered: Answered =
      url && hosts.includes(url.hostname)
        ? await answerVisit(method, url, request)
        : { answer: edgePage(409, 'error code: 1001') };
    const { answer, cacheStatus } = answered;
    const { status } = answer;
    requests.push({ method, url: url?.href ?? '', headers, status, cacheStatus, at: clock() });
    const marked = behaviour.proxied ? markAnswer(answered) : answer;
    sendAnswer(marked, behaviour.proxied ? behaviour : uncompressed, request, response);
  }

  // "<16 hexadecimal digits>-<data centre>": https://developers.cloudflare.com/fundamentals/reference/cloudflare-ray-id/
  function markAnswer({ answer, cacheStatus }: Answered): OriginAnswer {
    const ray = `9e${requests.length.toString(16).padStart(14, '0')}-${behaviour.dataCentre}`;
    const status = cacheStatus === undefined ? {} : { 'cf-cache-status': cacheStatus };
    const headers = { ...answer.headers, server: 'cloudflare', 'cf-ray': ray, ...status };
    return { ...answer, headers };
  }

  function purge(accepted: Purge): void {
    const { propagationMs, upperTier: upper } = behaviour;
    after(propagationMs, () => cache.purge(accepted));
    if (upper && Number.isFinite(upper.purgedAfterMs)) {
      after(propagationMs + upper.purgedAfterMs, () => upperTier.purge(accepted));
    }
  }

  function after(ms: number, act: () => void): void {
    if (ms === 0) {
      act();
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer.unref());
  }

  acceptTunnels(server, hosts);
  cloudflare?.onPurge(purge);

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    warm: async (...paths) => {
      for (const path of paths) {
        const url = new URL(path, `${scheme}://${hosts[0]}`);
        await cache.serve({ method: 'GET', url, headers: addVisitorHeaders({}) });
      }
    },
    age: (seconds) => {
      passedMs += seconds * 1000;
    },
    behave: (change) => {
      behaviour = { ...behaviour, ...change };
    },
    purge,
    settle: async () => {
      await Promise.all([cache.settle(), upperTier.settle()]);
    },
    [Symbol.asyncDispose]: async () => {
      stopped.abort();
      for (const timer of timers) clearTimeout(timer);
      await listening.close();
    },
  };
}

/** The upper tier answers as an origin would: a conditional request with 304 where nothing changed. */
async function askUpperTier(
  upperTier: EdgeCache,
  visit: Visit,
  validators: Readonly<Record<string, string>>,
): Promise<OriginAnswer> {
  const { answer } = await upperTier.serve(visit);
  const unchanged = isUnchanged(
    answer.headers,
    validators['if-none-match'],
    validators['if-modified-since'],
  );
  return answer.status === 200 && unchanged ? { ...answer, status: 304 } : answer;
}

/**
 * An edge is its own HTTP proxy, so that `http://www.example.com/` leads to it with nothing but
 * `HTTP_PROXY` in the environment: no DNS, no certificate.
 */

/** The visitor's URL of a request; undefined where it has none. */
function readTarget(
  { url = '/', headers }: IncomingMessage,
  address: EdgeAddress,
): URL | undefined {
  // To a proxy, the whole URL is the target: https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
  const whole = url.startsWith('/') ? `${address.scheme}://${headers.host}${url}` : url;
  return toVisitorUrl(whole, address);
}

/** Lets clients open a tunnel to the hosts on port 80, which ends at the server itself. */
function acceptTunnels(server: Server, hosts: readonly string[]): void {
  server.on('connect', (request, socket: Socket, head: Buffer) => {
    const [host = '', port] = (request.url ?? '').toLowerCase().split(':');
    if (!hosts.includes(host) || port !== '80') {
      socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    server.emit('connection', socket);
  });
}
