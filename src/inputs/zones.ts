import { checkHost } from './items.ts';
import { InputProblem, type InputSource } from './problem.ts';

/** A zone as the workflow names it. */
export type ZoneReference =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'name'; readonly name: string };

export const zoneIdForm = /^[0-9a-f]{32}$/i;

export const zoneForm = 'a zone ID (32 hex digits) or a domain name such as `example.com`';

/** Reads zone IDs and names, separated by white space or commas, each once. */
export function readZones(text: string, { report }: Pick<InputSource, 'report'>): ZoneReference[] {
  const zones = new Map<string, ZoneReference>();
  for (const item of text.split(/[\s,]+/).filter((part) => part !== '')) {
    try {
      const zone = readZone(item);
      zones.set(zone.by === 'id' ? zone.id : zone.name, zone);
    } catch (error) {
      if (!(error instanceof InputProblem)) throw error;
      report({ item, problem: error.message });
    }
  }
  return [...zones.values()];
}

function readZone(item: string): ZoneReference {
  if (zoneIdForm.test(item)) return { by: 'id', id: item.toLowerCase() };
  if (/^[0-9a-f]{28,40}$/i.test(item)) {
    throw new InputProblem(`has ${item.length} hex digits, a zone ID has 32`);
  }
  return { by: 'name', name: checkHost(item).toLowerCase() };
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
