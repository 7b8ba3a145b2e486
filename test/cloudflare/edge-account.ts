import { type Account, defaultAccount, type Zone, zoneIds } from './account.ts';

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
