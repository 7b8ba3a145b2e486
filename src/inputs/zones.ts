import { checkHost } from './check-host.ts';
import type { ReportFault } from './input-faults.ts';

/** A zone as the workflow names it. */
export type ZoneReference =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'name'; readonly name: string };

export const zoneIdForm = /^[0-9a-f]{32}$/i;

export const zoneForm = 'a zone ID (32 hex digits) or a domain name such as `example.com`';

/**
 * Reads zone IDs and names, parted by white space or commas, each once.
 * @param texts The first of them that names anything counts.
 */
export function readZones(texts: readonly string[], report: ReportFault): ZoneReference[] {
  const items = texts.map(splitZones).find((parts) => parts.length > 0);
  if (items === undefined) {
    report({
      input: 'zone',
      problem: 'is empty, and so is CLOUDFLARE_ZONE_ID in the environment',
      accepted: `${zoneForm}; the ID stands on the zone's overview page in the dashboard`,
    });
    return [];
  }
  const zones = new Map<string, ZoneReference>();
  for (const item of items) {
    const zone = readZone(item);
    if (typeof zone === 'string')
      report({ input: 'zone', item, problem: zone, accepted: zoneForm });
    else zones.set(zone.by === 'id' ? zone.id : zone.name, zone);
  }
  return [...zones.values()];
}

function splitZones(text: string): string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}

function readZone(item: string): ZoneReference | string {
  if (zoneIdForm.test(item)) return { by: 'id', id: item.toLowerCase() };
  if (/^[0-9a-f]{28,40}$/i.test(item)) return `has ${item.length} hex digits, a zone ID has 32`;
  const host = checkHost(item);
  return host.ok ? { by: 'name', name: host.value.toLowerCase() } : host.problem;
}

/** A Zone Versioning environment as the workflow names it. */
export type EnvironmentReference =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'name'; readonly name: string }
  /** Purged through the zone, so nothing has to be looked up. */
  | { readonly by: 'production' };

/** An environment's ID (`ref`) is hex digits; the documented examples have 28 to 31 of them. */
export const environmentIdForm = /^[0-9a-f]{24,64}$/i;

/**
 * Reads the name or the ID of an environment; undefined where none is given.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-zone-versions/
 */
export function readZoneEnvironment(text: string): EnvironmentReference | undefined {
  if (text === '') return undefined;
  if (text.toLowerCase() === 'production') return { by: 'production' };
  return environmentIdForm.test(text)
    ? { by: 'id', id: text.toLowerCase() }
    : { by: 'name', name: text };
}
