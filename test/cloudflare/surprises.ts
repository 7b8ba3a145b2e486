import type { ApiRequest } from './api-request.ts';
import type { Purge } from './purge-endpoint.ts';
import { urlOf } from './purge-items.ts';
import { listZonesParameters } from './zone-endpoints.ts';

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
