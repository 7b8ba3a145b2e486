import { checkHost } from './check-host.ts';
import type { ReportFault } from './input-faults.ts';
import type { InputName } from './input-names.ts';

/** A zone as the workflow names it. */
export type ZoneReference =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'name'; readonly name: string };

export const zoneForm = 'a zone ID (32 hex digits) or a domain name such as `example.com`';

/** Reads zone IDs and names, parted by white space or commas, each once. */
export function readZones(text: string, input: InputName, report: ReportFault): ZoneReference[] {
  const zones = new Map<string, ZoneReference>();
  for (const item of text.split(/[\s,]+/).filter((part) => part !== '')) {
    const zone = readZone(item);
    if (typeof zone === 'string') report({ input, item, problem: zone, accepted: zoneForm });
    else zones.set(zone.by === 'id' ? zone.id : zone.name, zone);
  }
  return [...zones.values()];
}

function readZone(item: string): ZoneReference | string {
  if (/^[0-9a-f]{32}$/i.test(item)) return { by: 'id', id: item.toLowerCase() };
  if (/^[0-9a-f]{28,40}$/i.test(item)) return `has ${item.length} hex digits, a zone ID has 32`;
  const host = checkHost(item);
  return host.ok ? { by: 'name', name: host.value.toLowerCase() } : host.problem;
}

/** A Zone Versioning environment as the workflow names it. */
export type EnvironmentReference =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'name'; readonly name: string };

/**
 * An environment's ID (`ref`) is hex digits; the documented examples have 28 to 31 of them.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-zone-versions/
 */
export function readZoneEnvironment(text: string): EnvironmentReference | undefined {
  if (text === '') return undefined;
  return /^[0-9a-f]{24,64}$/i.test(text)
    ? { by: 'id', id: text.toLowerCase() }
    : { by: 'name', name: text };
}
