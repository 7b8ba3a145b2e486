/**
 * Which endpoint a method and path name. Only those that have to do with purging exist here:
 * https://developers.cloudflare.com/api/resources/cache/methods/purge/
 * https://developers.cloudflare.com/api/resources/zones/methods/list/
 * https://developers.cloudflare.com/api/resources/zones/subresources/environments/methods/list/
 */

/** `purge` removes content, `invalidate` marks it stale. Bodies and limits are the same. */
export type PurgeMethod = 'purge' | 'invalidate';

export type PurgeRoute = {
  readonly endpoint: 'purge';
  readonly method: PurgeMethod;
  readonly zoneId: string;
  readonly environmentId?: string;
};

export type Route =
  | PurgeRoute
  | { readonly endpoint: 'list-zones' }
  | { readonly endpoint: 'zone'; readonly zoneId: string }
  | { readonly endpoint: 'list-environments'; readonly zoneId: string }
  | { readonly endpoint: 'wrong-method' }
  | { readonly endpoint: 'unknown' };

export const basePath = '/client/v4';

// An empty or malformed zone ID is still the same endpoint: it is refused as an identifier.
const purgePath =
  /^\/zones\/(?<zone>[^/]*)(?:\/environments\/(?<environment>[^/]+))?\/(?<method>purge|invalidate)_cache$/;
const environmentsPath = /^\/zones\/(?<zone>[^/]*)\/environments$/;
const zonePath = /^\/zones\/(?<zone>[^/]+)$/;

/** Names the endpoint that a request is for. */
export function matchRoute(method: string, path: string): Route {
  if (!path.startsWith(`${basePath}/`)) return { endpoint: 'unknown' };
  const route = matchPath(path.slice(basePath.length));
  if (route.endpoint === 'unknown') return route;
  const allowed = route.endpoint === 'purge' ? 'POST' : 'GET';
  return method === allowed ? route : { endpoint: 'wrong-method' };
}

function matchPath(path: string): Route {
  if (path === '/zones') return { endpoint: 'list-zones' };
  const purge = purgePath.exec(path)?.groups;
  if (purge) {
    const { zone = '', environment, method } = purge;
    return {
      endpoint: 'purge',
      method: method === 'invalidate' ? 'invalidate' : 'purge',
      zoneId: decode(zone),
      ...(environment === undefined ? {} : { environmentId: decode(environment) }),
    };
  }
  const environments = environmentsPath.exec(path)?.groups?.['zone'];
  if (environments !== undefined) {
    return { endpoint: 'list-environments', zoneId: decode(environments) };
  }
  const zone = zonePath.exec(path)?.groups?.['zone'];
  return zone === undefined ? { endpoint: 'unknown' } : { endpoint: 'zone', zoneId: decode(zone) };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
