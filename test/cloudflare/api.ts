import { type Account, type ApiToken, mayUse, type Zone } from './account.ts';
import { createApiLimit } from './api-limit.ts';
import type { ApiRequest } from './api-request.ts';
import { authenticate } from './authentication.ts';
import type { Behaviour } from './behaviour.ts';
import { type Reply, refuse } from './envelope.ts';
import { answerPurge, type Outcome, type PurgeSurroundings } from './purge-endpoint.ts';
import { planLimits } from './purge-limits.ts';
import { createRateLimit, type LimitOptions } from './rate-limit.ts';
import type { Route } from './routes.ts';
import type { Clock } from './token-bucket.ts';
import { listEnvironments, listZones, showZone } from './zone-endpoints.ts';

export type ApiOptions = {
  readonly account: Account;
  readonly behaviour: Behaviour;
  /** Undefined: nothing is limited. */
  readonly limits: LimitOptions | undefined;
  readonly clock: Clock;
};

/** Answers a request as Cloudflare would, without a network. */
export type Api = (request: ApiRequest) => Outcome;

/** Cloudflare's API for one account. All that it remembers is how much of its limits is used. */
export function createApi({ account, behaviour, limits, clock }: ApiOptions): Api {
  const plan = limits?.plan ?? account.plan;
  const { maxItems } = planLimits[plan];
  const apiLimit = limits?.wholeApi ? createApiLimit(clock, limits.timeScale ?? 1) : undefined;
  let purges = 0;
  const surroundings: PurgeSurroundings = {
    behaviour,
    maxItems:
      behaviour.maxItems === undefined
        ? maxItems
        : { urls: behaviour.maxItems, others: behaviour.maxItems },
    rateLimit: limits && createRateLimit(plan, limits, clock),
    createId: () => {
      purges += 1;
      return purges.toString(16).padStart(32, '0');
    },
  };

  function answerRoute(request: ApiRequest, token: ApiToken): Outcome {
    const { route, path } = request;
    if (route.endpoint === 'unknown') return { reply: noRoute(404, path) };
    if (route.endpoint === 'wrong-method') return { reply: methodNotAllowed };
    if (route.endpoint === 'list-zones') {
      return { reply: listZones(request.query, token, account) };
    }
    if (!isIdentifier(route.zoneId)) return { reply: noRoute(400, path) };
    const zone = account.zones.find(({ id }) => id === route.zoneId);
    const refusal = authorise(route, token, behaviour, zone);
    if (refusal) return { reply: refusal };
    if (!zone || isUnknownEnvironment(route, zone)) return { reply: noRoute(404, path) };
    return answerForZone(request, token, zone);
  }

  function answerForZone({ route, body }: ApiRequest, token: ApiToken, zone: Zone): Outcome {
    switch (route.endpoint) {
      case 'purge':
        return answerPurge(body, route, zone, surroundings);
      case 'list-environments':
        return { reply: listEnvironments(zone) };
      default:
        return { reply: showZone(zone, token, account) };
    }
  }

  return (request) => {
    const authentication = authenticate(request, account);
    if ('refusal' in authentication) return { reply: authentication.refusal };
    const { token } = authentication;
    const blocked = apiLimit?.(token.value);
    return blocked ? { reply: blocked } : answerRoute(request, token);
  };
}

function isIdentifier(zoneId: string): boolean {
  return /^[0-9a-f]{32}$/.test(zoneId);
}

/**
 * Production is purged through the zone; how its own path is refused is a guess.
 * https://developers.cloudflare.com/cache/how-to/purge-cache/purge-zone-versions/
 */
function isUnknownEnvironment(route: Route, zone: Zone): boolean {
  if (route.endpoint !== 'purge' || route.environmentId === undefined) return false;
  const environment = zone.environments?.find(({ ref }) => ref === route.environmentId);
  return environment === undefined || environment.name === 'Production';
}

/** Why the token may not do this with this zone; undefined if it may. */
function authorise(
  route: Route & { readonly zoneId: string },
  token: ApiToken,
  behaviour: Behaviour,
  zone: Zone | undefined,
): Reply | undefined {
  const may = (permission: ApiToken['permissions'][number]) =>
    zone !== undefined && mayUse(token, permission, zone.id);
  switch (route.endpoint) {
    case 'purge':
      if (may('cache-purge')) return undefined;
      return zone === undefined && behaviour.unknownZoneCode === 1095
        ? refuse(403, noAccessToZone)
        : refuse(behaviour.authenticationErrorStatus, authenticationError);
    case 'list-environments':
      return may('zone-versioning-read') ? undefined : methodNotAllowed;
    default: {
      const purgeIsEnough = !behaviour.zoneDetailsNeedZoneRead && may('cache-purge');
      return may('zone-read') || purgeIsEnough
        ? undefined
        : refuse(403, { code: 9109, message: 'Unauthorized to access requested resource' });
    }
  }
}

const authenticationError = { code: 10000, message: 'Authentication error' };

const noAccessToZone = {
  code: 1095,
  message:
    'Sorry, you do not have access to purge cache for that zone id or that zone id is invalid',
};

const methodNotAllowed = refuse(405, {
  code: 10405,
  message: 'Method not allowed for this authentication scheme',
});

function noRoute(status: 400 | 404, path: string): Reply {
  return refuse(status, {
    code: 7003,
    message: `Could not route to ${path}, perhaps your object identifier is invalid?`,
    error_chain: [{ code: 7000, message: 'No route for that URI' }],
  });
}
