import { type Account, type ApiToken, mayUse, type Zone } from './account.ts';
import type { ApiRequest, Route } from './api-request.ts';
import type { Behaviour } from './behaviour.ts';
import { type Reply, refuse, succeed } from './envelope.ts';
import { answerPurge, type Outcome, type PurgeSurroundings } from './purge-endpoint.ts';
import { createApiLimit, createRateLimit, type LimitOptions, planLimits } from './rate-limit.ts';
import type { Clock } from './token-bucket.ts';

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
  const apiLimit =
    limits?.wholeApi === undefined
      ? undefined
      : createApiLimit(limits.wholeApi, clock, limits.timeScale ?? 1);
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

/**
 * Who is asking? Checks in Cloudflare's order.
 * https://developers.cloudflare.com/fundamentals/api/get-started/create-token/
 * https://developers.cloudflare.com/fundamentals/api/troubleshooting/
 */

// Cloudflare answers 6111 to a token outside RFC 7235's token68: quotes, a newline in the secret,
// "Bearer" twice, nothing at all. https://www.rfc-editor.org/rfc/rfc7235#section-2.1
const bearer = /^Bearer [A-Za-z0-9\-._~+/]+=*$/i;
// A Global API Key is not a token: it wants X-Auth-Key and X-Auth-Email.
// https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/
const globalApiKey = /^(?:cfk_.+|[0-9a-f]{37,45})$/;

/** The token that authenticates the request, or why there is none. */
function authenticate(
  { headers }: Pick<ApiRequest, 'headers'>,
  account: Account,
): { readonly token: ApiToken } | { readonly refusal: Reply } {
  if (!headers['user-agent']) return { refusal: withoutUserAgent };
  if (headers['x-auth-key'] !== undefined) return { refusal: refuseKey(headers['x-auth-key']) };
  const { authorization } = headers;
  if (authorization === undefined) {
    return {
      refusal: refuse(400, {
        code: 9106,
        message: 'Missing X-Auth-Key, X-Auth-Email or Authorization headers',
      }),
    };
  }
  if (typeof authorization !== 'string' || !bearer.test(authorization)) {
    return { refusal: refuseHeader(6111, 'Invalid format for Authorization header') };
  }
  const value = authorization.slice('Bearer '.length);
  const token = account.tokens.find((candidate) => candidate.value === value);
  if (token) return { token };
  return globalApiKey.test(value)
    ? { refusal: refuseHeader(6111, 'Invalid format for Authorization header') }
    : { refusal: refuse(401, { code: 1000, message: 'Invalid API Token' }) };
}

// Not an answer of the API but of the firewall in front of it, so it has no envelope.
const withoutUserAgent: Reply = {
  status: 403,
  headers: { 'content-type': 'text/plain; charset=UTF-8' },
  body: 'error code: 1010',
};

function refuseKey(key: string | readonly string[]): Reply {
  return typeof key === 'string' && globalApiKey.test(key)
    ? refuse(403, { code: 9103, message: 'Unknown X-Auth-Key or X-Auth-Email' })
    : refuseHeader(6103, 'Invalid format for X-Auth-Key header');
}

function refuseHeader(code: number, message: string): Reply {
  return refuse(400, {
    code: 6003,
    message: 'Invalid request headers',
    error_chain: [{ code, message }],
  });
}

/**
 * Reading zones and their environments.
 * https://developers.cloudflare.com/api/resources/zones/methods/list/
 * https://developers.cloudflare.com/api/resources/zones/subresources/environments/methods/list/
 */

const defaultPerPage = 20;
const maxPerPage = 50;

/** `GET /zones`. A token that may read no zone gets an empty list, not an error. */
function listZones(query: URLSearchParams, token: ApiToken, account: Account): Reply {
  const name = query.get('name');
  const status = query.get('status');
  const zones = account.zones.filter(
    (zone) =>
      mayUse(token, 'zone-read', zone.id) &&
      (name === null || zone.name === name.toLowerCase()) &&
      (status === null || zone.status === status),
  );
  const page = Number(query.get('page') ?? 1);
  const perPage = Math.min(Number(query.get('per_page') ?? defaultPerPage), maxPerPage);
  const shown = zones.slice((page - 1) * perPage, page * perPage);
  return succeed(
    shown.map((zone) => describeZone(zone, token, account)),
    {
      page,
      per_page: perPage,
      count: shown.length,
      total_count: zones.length,
      total_pages: Math.ceil(zones.length / perPage),
    },
  );
}

/** `GET /zones/{zone_id}`. */
function showZone(zone: Zone, token: ApiToken, account: Account): Reply {
  return succeed(describeZone(zone, token, account));
}

/** `GET /zones/{zone_id}/environments`. What the API calls `environment_id` is `ref` here. */
function listEnvironments(zone: Zone): Reply {
  return succeed({
    environments: (zone.environments ?? []).map(({ name, ref }, index) => ({
      name,
      ref,
      version: index,
      expression: index === 0 ? '' : `(cf.edge.server_ip in {198.51.100.${index}})`,
      locked_on_deployment: false,
      position: {},
    })),
  });
}

const permissionNames = {
  'cache-purge': '#cache_purge:edit',
  'zone-read': '#zone:read',
  'zone-versioning-read': '#zone_versioning:read',
} as const;

function describeZone(zone: Zone, token: ApiToken, account: Account): object {
  return {
    id: zone.id,
    name: zone.name,
    status: zone.status,
    paused: false,
    type: 'full',
    development_mode: 0,
    permissions: token.permissions.map((permission) => permissionNames[permission]),
    plan: { id: account.plan, name: `${account.plan} plan`, legacy_id: account.plan },
  };
}
