import type { Zone, ZoneEnvironment } from '../cloudflare/purge-request.ts';
import { FaultCollector, type InputFaults, type ReportFault } from '../inputs/input-faults.ts';
import type { ItemLists } from '../inputs/items.ts';
import { hasRoutedItems, type Settings } from '../inputs/settings.ts';
import type { ZoneReference } from '../inputs/zones.ts';
import type { Persistence } from '../pacing/retry.ts';
import { listEnvironments } from './environment-look-up.ts';
import type { LookUp, LookUpFailure } from './look-up.ts';
import type { ZoneTarget } from './plan-requests.ts';
import { findItemsOutside, isInZone, routeItems, withoutHost } from './route-items.ts';
import { findZoneByName, findZoneName, type NamedZone, type ZoneByName } from './zone-look-up.ts';

/** What is purged where, or why that cannot be told. */
export type ResolvedTargets =
  | {
      readonly kind: 'targets';
      readonly targets: readonly ZoneTarget[];
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'faults'; readonly found: InputFaults }
  | LookUpFailure;

/** Looks up what has to be looked up, and routes every item to its zone. */
export async function resolveTargets(
  settings: Settings,
  persistence: Persistence,
): Promise<ResolvedTargets> {
  const collector = new FaultCollector();
  const zones = await resolveZones(settings, persistence, collector.report);
  if (zones.kind !== 'found') return zones;
  const [zone] = zones.value;
  if (zone === undefined || collector.found !== undefined) return giveFaults(collector);

  const environment = await resolveEnvironment(settings, zone, persistence, collector.report);
  if (environment.kind !== 'found') return environment;
  const { targets, warnings } = placeSelection(settings, zones.value, collector.report);
  if (collector.found !== undefined) return giveFaults(collector);
  return {
    kind: 'targets',
    warnings,
    targets: targets.map((target) =>
      environment.value === undefined ? target : { ...target, environment: environment.value },
    ),
  };
}

function giveFaults(collector: FaultCollector): ResolvedTargets {
  return { kind: 'faults', found: collector.found ?? { faults: [], left: new Map() } };
}

async function resolveZones(
  settings: Settings,
  persistence: Persistence,
  report: ReportFault,
): Promise<LookUp<Zone[]>> {
  const needNames = settings.zones.length > 1 && hasRoutedItems(settings.selection);
  const zones = new Map<string, Zone>();
  for (const reference of settings.zones) {
    const zone = await resolveZone(reference, needNames, persistence, report);
    if (zone.kind !== 'found') return zone;
    if (zone.value !== undefined) zones.set(zone.value.id, zone.value);
  }
  return { kind: 'found', value: [...zones.values()] };
}

async function resolveZone(
  reference: ZoneReference,
  needName: boolean,
  persistence: Persistence,
  report: ReportFault,
): Promise<LookUp<Zone | undefined>> {
  if (reference.by === 'id' && !needName) return { kind: 'found', value: { id: reference.id } };
  if (reference.by === 'id') {
    const name = await findZoneName(reference.id, persistence);
    if (name.kind !== 'found') return name;
    const { id } = reference;
    return { kind: 'found', value: name.value === undefined ? { id } : { id, name: name.value } };
  }
  const found = await findZoneByName(reference.name, persistence);
  if (found.kind !== 'found') return found;
  if (found.value.kind === 'zone') return { kind: 'found', value: found.value.zone };
  report({ input: 'zone', item: reference.name, ...describeMissingZone(found.value) });
  return { kind: 'found', value: undefined };
}

function describeMissingZone(found: Exclude<ZoneByName, { kind: 'zone' }>): {
  problem: string;
  accepted: string;
} {
  switch (found.kind) {
    case 'several':
      return {
        problem: `names ${found.ids.length} active zones (${found.ids.join(', ')})`,
        accepted: 'the ID of the one that is meant',
      };
    case 'not-active':
      return {
        problem: `leads to the zone ${found.name}, whose status is ${found.status}`,
        accepted: 'an active zone: one that is not active serves no visitors',
      };
    case 'none':
      return {
        problem: 'is in no zone that this token can see',
        accepted:
          'a name in a zone of an account of the token, which needs Zone › Zone › Read for this; or the zone ID, which needs no look-up',
      };
  }
}

async function resolveEnvironment(
  { environment }: Settings,
  zone: Zone,
  persistence: Persistence,
  report: ReportFault,
): Promise<LookUp<ZoneEnvironment | undefined>> {
  if (environment === undefined) return { kind: 'found', value: undefined };
  if (environment.by === 'id') return { kind: 'found', value: { id: environment.id } };
  const environments = await listEnvironments(zone.id, persistence);
  if (environments.kind !== 'found') return environments;
  const sameName = environments.value.filter(
    ({ name }) => name.toLowerCase() === environment.name.toLowerCase(),
  );
  const exact = sameName.find(({ name }) => name === environment.name);
  const found = exact ?? (sameName.length === 1 ? sameName[0] : undefined);
  if (found !== undefined) return { kind: 'found', value: found };
  const names = environments.value.map(({ name }) => name).join(', ');
  report({
    input: 'zone-environment',
    item: environment.name,
    problem: 'is no environment of this zone',
    accepted: names === '' ? 'nothing: this zone has no environments' : `one of ${names}, or an ID`,
  });
  return { kind: 'found', value: undefined };
}

function placeSelection(
  { selection, changed }: Settings,
  zones: readonly Zone[],
  report: ReportFault,
): { targets: ZoneTarget[]; warnings: string[] } {
  const [first] = zones;
  if (zones.length > 1 && selection.kind === 'items' && hasRoutedItems(selection)) {
    const named = zones.filter((zone): zone is NamedZone => zone.name !== undefined);
    const lists = withoutStraySite(selection.lists, changed?.site.host, named, report);
    const routed = routeItems(lists, named, report);
    const targets = zones.map((zone): ZoneTarget => {
      const inZone = routed.get(zone.id) ?? {
        ...selection.lists,
        urls: [],
        hosts: [],
        prefixes: [],
      };
      return { zone, selection: { kind: 'items', lists: inZone } };
    });
    return { targets, warnings: [] };
  }
  const warnings =
    first?.name === undefined || selection.kind === 'everything'
      ? []
      : describeOutside(findItemsOutside(selection.lists, first.name), first.name);
  return { targets: zones.map((zone) => ({ zone, selection })), warnings };
}

/** A site in none of the zones is one mistake, however many of its files have changed. */
function withoutStraySite(
  lists: ItemLists,
  host: string | undefined,
  zones: readonly NamedZone[],
  report: ReportFault,
): ItemLists {
  if (host === undefined || zones.some(({ name }) => isInZone(host, name))) return lists;
  const names = zones.map(({ name }) => name).join(', ');
  report({ input: 'site-url', item: host, problem: `is in none of the zones ${names}` });
  return withoutHost(lists, host);
}

function describeOutside(items: readonly string[], zoneName: string): string[] {
  const [first] = items;
  if (first === undefined) return [];
  const count = items.length === 1 ? '1 item lies' : `${items.length} items lie`;
  return [
    `${count} outside the zone ${zoneName}, which is right only for Cloudflare for SaaS: ${first}`,
  ];
}
