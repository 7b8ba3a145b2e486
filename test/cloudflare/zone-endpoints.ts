import { type Account, type ApiToken, mayUse, type Zone } from './account.ts';
import { type Reply, succeed } from './envelope.ts';

/**
 * Reading zones and their environments.
 * https://developers.cloudflare.com/api/resources/zones/methods/list/
 * https://developers.cloudflare.com/api/resources/zones/subresources/environments/methods/list/
 */

/** What `GET /zones` may be asked with; `name` is matched exactly. */
export const listZonesParameters: readonly string[] = ['name', 'status', 'page', 'per_page'];

const defaultPerPage = 20;
const maxPerPage = 50;

/** `GET /zones`. A token that may read no zone gets an empty list, not an error. */
export function listZones(query: URLSearchParams, token: ApiToken, account: Account): Reply {
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
export function showZone(zone: Zone, token: ApiToken, account: Account): Reply {
  return succeed(describeZone(zone, token, account));
}

/** `GET /zones/{zone_id}/environments`. What the API calls `environment_id` is `ref` here. */
export function listEnvironments(zone: Zone): Reply {
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
