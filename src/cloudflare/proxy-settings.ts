import type { Environment } from '../inputs/input-names.ts';
import type { Checked } from '../inputs/scalars.ts';

/** What undici's `EnvHttpProxyAgent` takes, so that it does not read the environment itself. */
export interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/**
 * Reads the proxy for one address from the environment as curl does: `https` addresses use only
 * `HTTPS_PROXY`, the first spelling that is not empty counts, and a scheme may be left out.
 * @returns undefined where there is none; a problem where it is no address, without its password.
 * @see https://everything.curl.dev/usingcurl/proxies/env.html
 */
export function readProxySettings(
  environment: Environment,
  target: URL,
): Checked<ProxySettings | undefined> {
  const read = (name: string): string =>
    environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || '';
  const name = target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const text = read(name);
  if (text === '') return { ok: true, value: undefined };
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return { ok: false, problem: `${name} in the environment is not the http address of a proxy` };
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

/** Passwords in proxy addresses, which no log may show. */
export function findProxyPasswords(environment: Environment): string[] {
  return ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].flatMap((name) => {
    const password = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#:]*:([^/?#]+)@/i.exec(
      environment[name]?.trim() ?? '',
    )?.[1];
    return password === undefined ? [] : [password, decodePassword(password)];
  });
}

function decodePassword(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
