import type { Dispatcher, Pool as PoolType } from 'undici';
import connect from 'undici/lib/api/api-connect.js';
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import type { ProxySettings } from './proxy-settings.ts';

/** Makes the way through a proxy: a tunnel for `https`, the proxy itself for `http`. */
export function createProxyDispatcher(options: PoolType.Options, proxy: ProxySettings): Dispatcher {
  return new EnvHttpProxyAgent({ ...options, ...proxy, clientFactory: createTunnelPool });
}

/** The agent opens tunnels with a method that only undici's main module puts on its pools. */
function createTunnelPool(origin: URL, options: object): Dispatcher {
  return Object.assign(new Pool(origin, options), { connect });
}
