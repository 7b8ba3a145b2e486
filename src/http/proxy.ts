import { type AgentOptions, type ClientRequest, request as requestHttp } from 'node:http';
import { type RequestOptions, request as requestHttps, Agent as TlsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { Environment } from '../runner.ts';
import type { Checked } from '../text.ts';
import { failWith } from './network-failure.ts';

/** Whether a URL's host is this machine itself. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/**
 * Finds the proxy for one address in the environment: `https` addresses use `HTTPS_PROXY` and `http`
 * addresses `HTTP_PROXY`, in lower case or else in upper case; a scheme may be left out.
 * @returns undefined if there is none, if `NO_PROXY` names the address, and for loopback addresses; a problem if it is no address, without its password.
 */
export function findProxy(environment: Environment, target: URL): Checked<URL | undefined> {
  const read = (name: string): string =>
    environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || '';
  const name = target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const text = read(name);
  const none = { ok: true, value: undefined } as const;
  // What is on this machine is never reached through another one.
  if (text === '' || isLoopback(target.hostname)) return none;
  if (isNamed(target, read('NO_PROXY'))) return none;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return {
      ok: false,
      problem: `${name} in the environment is not the http address of a proxy (SOCKS is not supported)`,
    };
  }
  if (url.pathname !== '/' || /[?#]/.test(text)) {
    return {
      ok: false,
      problem: `${name} in the environment has a path, a query or a fragment: write http://HOST:PORT`,
    };
  }
  if (decode(url.username) === undefined || decode(url.password) === undefined) {
    return {
      ok: false,
      problem: `${name} in the environment has a user name or password with a % that encodes nothing (write it %25)`,
    };
  }
  return { ok: true, value: url };
}

/**
 * Whether `NO_PROXY` names a host: by itself, by a domain above it, or by `*`, each with a port or without.
 * @see https://everything.curl.dev/usingcurl/proxies/env.html
 */
function isNamed(target: URL, noProxy: string): boolean {
  const host = bare(target.hostname);
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      const [, name = entry, port] = /^(\[.+\]|[^:]+):(\d+)$/.exec(entry) ?? [];
      if (entry === '' || (port !== undefined && Number(port) !== portOf(target))) return false;
      const domain = bare(name.replace(/^\*?\./, ''));
      if (name === '*' || host.endsWith(`.${domain}`)) return true;
      return host === domain && !name.startsWith('*');
    });
}

function bare(name: string): string {
  return name.replace(/^\[(.*)\]$/, '$1').replace(/(?<=.)\.$/, '');
}

/** The host of a URL as sockets take it: an IPv6 address without brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

export function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** Passwords in proxy addresses, or user names without one, which no log may show. */
export function findProxyPasswords(environment: Environment): string[] {
  return ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].flatMap((name) => {
    const address = environment[name]?.trim() ?? '';
    const credentials = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#]+)@/i.exec(address)?.[1];
    if (credentials === undefined) return [];
    const secret = credentials.slice(credentials.indexOf(':') + 1);
    return [secret, decode(secret) ?? secret];
  });
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export function authorizationOf({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const credentials = `${decode(username)}:${decode(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}

/** No request takes longer until it is on its way, in milliseconds. */
export const connectTimeoutMs = 10_000;

/** What every connection has in common, whoever is at the other end. */
export const connectionOptions = {
  // Node's limit is 16 KiB, which pages with many cookies and policies exceed.
  maxHeaderSize: 64 * 1024,
  // Whatever NODE_TLS_REJECT_UNAUTHORIZED says: the token must not go to just anybody.
  rejectUnauthorized: true,
} as const;

/** Connects to `https` hosts through tunnels of a proxy. */
export class TunnelAgent extends TlsAgent {
  readonly #proxy: URL;
  /** Requests for tunnels that the proxy has not answered yet. */
  readonly #opening = new Set<ClientRequest>();

  constructor(proxy: URL, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
  }

  override createConnection(
    { host, port, servername }: RequestOptions,
    callback: (error: Error | null, socket?: Duplex) => void,
  ): undefined {
    const target = `${host?.includes(':') ? `[${host}]` : host}:${port}`;
    const send = this.#proxy.protocol === 'https:' ? requestHttps : requestHttp;
    const opening = send({
      ...connectionOptions,
      method: 'CONNECT',
      host: hostOf(this.#proxy),
      port: portOf(this.#proxy),
      path: target,
      headers: { host: target, ...authorizationOf(this.#proxy) },
      agent: false,
    });
    this.#opening.add(opening);
    opening.on('close', () => this.#opening.delete(opening));
    opening.on('error', callback);
    opening.setTimeout(connectTimeoutMs, () => opening.destroy(failWith('ETIMEDOUT')));
    opening.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode >= 200 && statusCode < 300) {
        callback(null, connectTls({ ...connectionOptions, socket, host: host ?? '', servername }));
      } else {
        socket.destroy();
        callback(failWith(`HTTP ${statusCode}`));
      }
    });
    opening.end();
  }

  /** Without it, a proxy that never answers would keep the process alive. */
  override destroy(): void {
    super.destroy();
    for (const opening of this.#opening) opening.destroy();
  }
}
