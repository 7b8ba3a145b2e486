import type { Reply } from '../cloudflare/envelope.ts';
import type { ApiRequest } from './api-request.ts';
import { authenticate, forbid, type Visitor } from './authentication.ts';
import type { Behaviour } from './behaviour.ts';
import type { PrimaryLimit } from './primary-limit.ts';
import { notFound, refuse } from './reply.ts';
import { type EndpointTarget, findTarget, type Target } from './routes.ts';
import { findSurprises } from './surprises.ts';
import type { World } from './world.ts';

export type Answered = {
  readonly reply: Reply;
  /** What no client should have asked. */
  readonly surprises: readonly string[];
};

export type Api = (request: ApiRequest) => Promise<Answered>;

export type ApiOptions = {
  readonly world: World;
  readonly behaviour: Behaviour;
  readonly limit: PrimaryLimit;
  /** `http://127.0.0.1:PORT`, with the base path. */
  readonly apiUrl: () => string;
};

/** Answers requests in the order in which GitHub decides about them. */
export function createApi({ world, behaviour, limit, apiUrl }: ApiOptions): Api {
  function ask(request: ApiRequest, visitor: Visitor, { rest, route }: EndpointTarget) {
    const forbidden = forbid(visitor, route.endpoint, world.visibility);
    if (forbidden) return forbidden;
    const { accept } = request.headers;
    return route.endpoint.answer({
      world,
      behaviour,
      places: route.places,
      query: request.query,
      accept: typeof accept === 'string' ? accept : '',
      mayWrite: visitor.token?.permissions.contents === 'write',
      url: `${apiUrl()}/repos/${world.owner}/${world.name}`,
      pageUrl: `${apiUrl()}/repositories/${world.id}${rest}`,
    });
  }

  async function decide(request: ApiRequest, target: Target): Promise<Reply> {
    const { authorization } = request.headers;
    const given = typeof authorization === 'string' ? authorization : undefined;
    const visitor = authenticate(given, world);
    if ('refusal' in visitor) return visitor.refusal;
    if (request.method !== 'GET' || target.kind !== 'endpoint') return notFound;
    return ask(request, visitor, target);
  }

  return async (request) => {
    const target = findTarget(request.path, behaviour.basePath, world);
    const { refusal, headers } = limit.admit();
    const reply = request.headers['user-agent']
      ? (refusal ?? (await decide(request, target)))
      : withoutUserAgent;
    return {
      reply: { ...reply, headers: { ...reply.headers, ...headers } },
      surprises: findSurprises(request, target),
    };
  };
}

const withoutUserAgent = refuse(
  403,
  'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
);
