import type { ApiRequest } from './api-request.ts';
import type { Target } from './routes.ts';

/**
 * What no client should do, however GitHub answers it. A test that means it takes the surprise; any
 * other test fails on it. Another repository is none: tests ask for it, to be told it does not exist.
 */
export function findSurprises(
  { method, query, headers, body }: ApiRequest,
  target: Target,
): readonly string[] {
  const known = target.kind === 'endpoint' ? target.route.endpoint.query : [...query.keys()];
  const unknown = [...query.keys()].filter((name) => !known.includes(name));
  return [
    ...(target.kind === 'nothing' ? ['unknown endpoint'] : []),
    ...(method === 'GET' ? [] : ['wrong method for the endpoint']),
    ...(headers['user-agent'] ? [] : ['no user-agent']),
    ...(body === '' ? [] : ['a body']),
    ...unknown.map((name) => `unknown query parameter: ${name}`),
    ...(Number(query.get('per_page')) > 100 ? ['per_page over 100, which is cut to 100'] : []),
  ];
}
