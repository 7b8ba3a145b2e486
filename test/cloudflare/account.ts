/**
 * A Cloudflare account as data: a plan, zones, and the API tokens that may act on them.
 * https://developers.cloudflare.com/fundamentals/api/reference/permissions/
 */

export type Plan = 'free' | 'pro' | 'business' | 'enterprise';

/** An environment of Zone Versioning: https://developers.cloudflare.com/version-management/ */
export type Environment = {
  /** What the API calls `environment_id` in a path. */
  readonly ref: string;
  readonly name: string;
  /** Environments chosen by IP address, country, ASN or threat score: error 1136 on `files`. */
  readonly refusesUrls?: boolean;
};

export type Zone = {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  readonly status: 'initializing' | 'pending' | 'active' | 'moved';
  readonly environments?: readonly Environment[];
  /** Host names of other domains, through Cloudflare for SaaS. */
  readonly customHostnames?: readonly string[];
};

/** Zone › Cache Purge › Purge, Zone › Zone › Read, Zone › Zone Versioning › Read. */
export type Permission = 'cache-purge' | 'zone-read' | 'zone-versioning-read';

export type ApiToken = {
  readonly value: string;
  readonly permissions: readonly Permission[];
  /** IDs of the zones it is for; all zones of the account if left out. */
  readonly zones?: readonly string[];
};

export type Account = {
  readonly plan: Plan;
  readonly zones: readonly Zone[];
  readonly tokens: readonly ApiToken[];
};

export const zoneIds = {
  exampleCom: '023e105f4ecef8ad9ca31a8372d0c353',
  exampleOrg: '7c5dae5552338874e5053f2534d2767a',
  shopExampleCoUk: '372e67954025e0ba6aaa6d586b9e0b59',
  pendingExample: '9a7806061c88ada191ed06f989cc3dac',
} as const;

export const environmentRefs = {
  production: 'f174e90afafe4643bbbc4a0ed4fc8415',
  staging: '699d98642c564d2e855e9661899b7252',
  visitorsFromOffice: 'c1d9e7f2a0b34c5d8e6f7a8b9c0d1e2f',
} as const;

/** Least rights: may purge every zone, may read nothing. */
export const purgeToken = 'cfut_PurgeOnlyNotARealTokenPurgeOnlyNotARealTok';
/** May purge every zone and read zones and environments. */
export const readingToken = 'cfut_PurgeAndReadNotARealTokenPurgeAndReadNotA';

export const defaultAccount: Account = {
  plan: 'free',
  zones: [
    {
      id: zoneIds.exampleCom,
      name: 'example.com',
      status: 'active',
      customHostnames: ['store.customer.example'],
      environments: [
        { ref: environmentRefs.production, name: 'Production' },
        { ref: environmentRefs.staging, name: 'Staging' },
        { ref: environmentRefs.visitorsFromOffice, name: 'Office', refusesUrls: true },
      ],
    },
    { id: zoneIds.exampleOrg, name: 'example.org', status: 'active' },
    { id: zoneIds.shopExampleCoUk, name: 'shop.example.co.uk', status: 'active' },
    { id: zoneIds.pendingExample, name: 'pending.example', status: 'pending' },
  ],
  tokens: [
    { value: purgeToken, permissions: ['cache-purge'] },
    { value: readingToken, permissions: ['cache-purge', 'zone-read', 'zone-versioning-read'] },
  ],
};

/** Whether the token has the permission on the zone. */
export function mayUse(token: ApiToken, permission: Permission, zoneId: string): boolean {
  return (
    token.permissions.includes(permission) &&
    (token.zones === undefined || token.zones.includes(zoneId))
  );
}

export const loopbackZoneId = '10bac0de10bac0de10bac0de10bac0de';

const loopbackZone: Zone = { id: loopbackZoneId, name: '127.0.0.1', status: 'active' };

/**
 * The default account, where an edge can be purged under its own address: through a zone of that
 * name, and in `example.com` as a custom hostname.
 */
export const accountWithLoopback: Account = {
  ...defaultAccount,
  zones: [
    ...defaultAccount.zones.map((zone) =>
      zone.id === zoneIds.exampleCom
        ? { ...zone, customHostnames: [...(zone.customHostnames ?? []), '127.0.0.1'] }
        : zone,
    ),
    loopbackZone,
  ],
};
