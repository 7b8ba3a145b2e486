import { findPrivateForm } from './host-form.ts';
import type { IncomingRequest } from './incoming-request.ts';

/**
 * What no client should do, however Globalping answers it. A test that means it takes the surprise;
 * any other test fails on it.
 */
export function findSurprises(request: IncomingRequest): readonly string[] {
  return [...findInTarget(request), ...findInHeaders(request), ...findInBody(request)];
}

function findInTarget({ method, path, query }: IncomingRequest): readonly string[] {
  const known =
    path === '/v1/measurements'
      ? method === 'POST'
      : /^\/v1\/measurements\/[A-Za-z0-9]+$/.test(path) && method === 'GET';
  const names = [...query.keys()].map((name) => `unknown query parameter: ${name}`);
  return known ? names : ['unknown endpoint', ...names];
}

function findInHeaders({ headers, rawBody }: IncomingRequest): readonly string[] {
  const surprises: string[] = [];
  // https://globalping.io/docs/api.globalping.io#overview--client-guidelines
  if (!headers['user-agent']) surprises.push('no user-agent');
  const type = headers['content-type'];
  if (rawBody !== '' && !/^application\/json\b/i.test(type ?? '')) {
    surprises.push(`content-type is ${type ?? 'missing'}, not JSON`);
  }
  // https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/
  if (/\bcf(?:ut|at|k)_/.test(JSON.stringify(headers) + rawBody)) {
    surprises.push('a Cloudflare token');
  }
  return surprises;
}

function findInBody({ method, rawBody, body }: IncomingRequest): readonly string[] {
  if (method !== 'POST') return rawBody === '' ? [] : [`a body on ${method}`];
  if (body === undefined) return ['unreadable JSON'];
  const target = typeof body === 'object' && body !== null && 'target' in body && body.target;
  const form = typeof target === 'string' ? findPrivateForm(target) : undefined;
  return form === undefined ? [] : [`a host that is not public: ${form}`];
}
