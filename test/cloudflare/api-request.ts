import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Purge, urlOf } from './purge-endpoint.ts';

/** A request as it came from the wire, and the parts of it that decide about it. */
export type ApiRequest = {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly rawBody: string;
  /** Parsed JSON; undefined where there is no body, or none that can be parsed. */
  readonly body: unknown;
  readonly route: Route;
};

/** Reads a request to its end. Rejects if the client goes away before. */
export async function readRequest(message: IncomingMessage): Promise<ApiRequest> {
  const rawBody = await text(message);
  const { method = 'GET', url = '/' } = message;
  const queryAt = url.indexOf('?');
  const path = queryAt === -1 ? url : url.slice(0, queryAt);
  return {
    method,
    path,
    query: new URLSearchParams(queryAt === -1 ? '' : url.slice(queryAt + 1)),
    headers: message.headers,
    rawBody,
    body: parseJson(rawBody),
    route: matchRoute(method, path),
  };
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

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
function matchRoute(method: string, path: string): Route {
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

/** What `GET /zones` may be asked with; `name` is matched exactly. */
const listZonesParameters: readonly string[] = ['name', 'status', 'page', 'per_page'];

/**
 * What no client should do, however Cloudflare answers it. A test that means it takes the
 * surprise; any other test fails on it.
 */
export function findSurprises(request: ApiRequest): readonly string[] {
  return [...findInTarget(request), ...findInHeaders(request), ...findInBody(request)];
}

function findInTarget({ route, query }: ApiRequest): readonly string[] {
  const surprises: string[] = [];
  if (route.endpoint === 'unknown') surprises.push('unknown endpoint');
  if (route.endpoint === 'wrong-method') surprises.push('wrong method for the endpoint');
  const known = route.endpoint === 'list-zones' ? listZonesParameters : [];
  for (const name of query.keys()) {
    if (!known.includes(name)) surprises.push(`unknown query parameter: ${name}`);
  }
  return surprises;
}

function findInHeaders({ headers, rawBody }: ApiRequest): readonly string[] {
  const surprises: string[] = [];
  if (!headers['user-agent']) surprises.push('no user-agent');
  const type = headers['content-type'];
  const isJson = typeof type === 'string' && /^application\/json\b/i.test(type);
  if (rawBody !== '' && !isJson) surprises.push(`content-type is ${type ?? 'missing'}, not JSON`);
  if (headers['authorization'] !== undefined && headers['x-auth-key'] !== undefined) {
    surprises.push('both a token and a Global API Key');
  }
  return surprises;
}

function findInBody({ method, rawBody, body }: ApiRequest): readonly string[] {
  if (method === 'GET') return rawBody === '' ? [] : ['a body on GET'];
  if (rawBody === '') return ['no body'];
  return body === undefined ? ['unreadable JSON'] : [];
}

/**
 * URLs that Cloudflare accepts, and that purge nothing: a wildcard is taken literally, and a
 * fragment is part of no visitor's request.
 * https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-single-file/
 */
export function findUselessUrls(purge: Purge): readonly string[] {
  if (purge.kind !== 'urls') return [];
  const useless = purge.items.map(urlOf).filter((url) => url.includes('*') || url.includes('#'));
  return useless.map((url) => `accepted, but purges nothing: ${url}`);
}
