import type { Zone } from '../cloudflare/purge-request.ts';
import { zoneIdForm } from '../inputs/zones.ts';
import { isRecord } from '../json.ts';
import type { Persistence } from '../pacing/retry.ts';
import { type LookUp, type LookUpSubject, lookUp } from './look-up.ts';

export interface NamedZone extends Zone {
  readonly name: string;
}

interface FoundZone extends NamedZone {
  readonly status: string;
}

/** What a name leads to: one active zone, or why there is none. */
export type ZoneByName =
  | { readonly kind: 'zone'; readonly zone: NamedZone }
  | { readonly kind: 'several'; readonly name: string; readonly ids: readonly string[] }
  | { readonly kind: 'not-active'; readonly name: string; readonly status: string }
  | { readonly kind: 'none' };

/**
 * Finds the active zone that a name is in, by walking up its labels: a zone is a name that somebody
 * added to Cloudflare, and nothing in a host name tells where that begins.
 * @see https://developers.cloudflare.com/api/resources/zones/methods/list/
 */
export async function findZoneByName(
  name: string,
  persistence: Persistence,
): Promise<LookUp<ZoneByName>> {
  let notActive: ZoneByName | undefined;
  for (const candidate of namesAbove(name)) {
    const path = `/zones?name=${encodeURIComponent(candidate)}`;
    const answer = await lookUp(path, subjectOf(`the zone ${candidate}`), persistence);
    if (answer.kind !== 'found') return answer;
    const zones = readZoneList(answer.value).filter((zone) => zone.name === candidate);
    const [first, ...more] = zones.filter((zone) => zone.status === 'active');
    if (first !== undefined && more.length > 0) {
      const ids = [first, ...more].map(({ id }) => id);
      return { kind: 'found', value: { kind: 'several', name: candidate, ids } };
    }
    if (first !== undefined) {
      const zone = { id: first.id, name: first.name };
      return { kind: 'found', value: { kind: 'zone', zone } };
    }
    const inactive = zones[0];
    if (inactive !== undefined) {
      notActive ??= { kind: 'not-active', name: candidate, status: inactive.status };
    }
  }
  return { kind: 'found', value: notActive ?? { kind: 'none' } };
}

/** Looks up the name of a zone that is given by its ID. */
export async function findZoneName(
  id: string,
  persistence: Persistence,
): Promise<LookUp<string | undefined>> {
  const answer = await lookUp(`/zones/${id}`, subjectOf(`the name of zone ${id}`), persistence);
  if (answer.kind !== 'found') return answer;
  return { kind: 'found', value: readZone(answer.value)?.name };
}

function subjectOf(what: string): LookUpSubject {
  return { what, permission: 'Zone › Zone › Read', instead: 'a single zone by its ID' };
}

/** `www.shop.example.com` → itself, `shop.example.com`, `example.com`. */
export function namesAbove(name: string): string[] {
  const labels = name.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}

function readZoneList(result: unknown): FoundZone[] {
  return Array.isArray(result) ? result.map(readZone).filter((zone) => zone !== undefined) : [];
}

function readZone(value: unknown): FoundZone | undefined {
  if (!isRecord(value)) return undefined;
  const { id, name, status } = value;
  // An ID becomes part of the path of a purge, so nothing else may pass for one.
  if (typeof id !== 'string' || !zoneIdForm.test(id)) return undefined;
  if (typeof name !== 'string') return undefined;
  return { id, name: name.toLowerCase(), status: typeof status === 'string' ? status : 'unknown' };
}
