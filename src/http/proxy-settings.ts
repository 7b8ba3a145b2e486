import type { Environment } from '../runner.ts';
import type { Checked } from '../text.ts';
import { isLoopback } from './loopback.ts';

/** What undici's `EnvHttpProxyAgent` takes, so that it does not read the environment itself. */
export interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/**
 * Reads the proxy for one address from the environment: `https` addresses use `HTTPS_PROXY` and `http`
 * addresses `HTTP_PROXY`, in lower case or else in upper case; a scheme may be left out.
 * @returns undefined where there is none, and for loopback addresses; a problem where it is no address, without its password.
 */
export function readProxySettings(
  environment: Environment,
  target: URL,
): Checked<ProxySettings | undefined> {
  const read = (name: string): string =>
    environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || '';
  const name = target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const text = read(name);
  // What is on this machine is never reached through another one.
  if (text === '' || isLoopback(target.hostname)) return { ok: true, value: undefined };
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return {
      ok: false,
      problem: `${name} in the environment is not the http address of a proxy (SOCKS is not supported)`,
    };
  }
  if (decode(url.username) === undefined || decode(url.password) === undefined) {
    return {
      ok: false,
      problem: `${name} in the environment has a user name or password with a % that encodes nothing (write it %25)`,
    };
  }
  const noProxy = read('NO_PROXY');
  return {
    ok: true,
    value:
      target.protocol === 'https:'
        ? { httpProxy: '', httpsProxy: url.href, noProxy }
        : { httpProxy: url.href, httpsProxy: '', noProxy },
  };
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
