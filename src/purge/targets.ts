import type { Api } from '../cloudflare/client.ts';
import type { Zone, ZoneEnvironment } from '../cloudflare/request.ts';
import {
  type FoundZone,
  getZone,
  LookUpFailure,
  listEnvironments,
  listZones,
  type NamedZone,
} from '../cloudflare/zones.ts';
import type { Settings } from '../inputs/inputs.ts';
import { type ItemLists, type UrlItem, urlOf } from '../inputs/items.ts';
import { FaultCollector, type InputFaults, type ReportFault } from '../inputs/problem.ts';
import { hasRoutedItems } from '../inputs/selection.ts';
import type { ZoneReference } from '../inputs/zones.ts';
import type { ZoneTarget } from './plan.ts';

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
export async function resolveTargets(settings: Settings, api: Api): Promise<ResolvedTargets> {
  const collector = new FaultCollector();
  const { report } = collector;
  try {
    const zones = await resolveZones(settings, api, report);
    // Items would be in none of the zones where a zone is missing.
    if (collector.found !== undefined) return { kind: 'faults', found: collector.found };
    const environment = await resolveEnvironment(settings, zones, api, report);
    const { targets, warnings } = placeSelection(settings, zones, report);
    const { found } = collector;
    if (found !== undefined) return { kind: 'faults', found };
    const scope = environment === undefined ? {} : { environment };
    return { kind: 'targets', targets: targets.map((one) => ({ ...one, ...scope })), warnings };
  } catch (error) {
    if (error instanceof LookUpFailure) return error;
    throw error;
  }
}

/** A zone by its ID alone, or with its name if that was looked up. */
type ResolvedZone = FoundZone | { readonly id: string; readonly name?: never };

async function resolveZones(
  settings: Settings,
  api: Api,
  report: ReportFault,
): Promise<ResolvedZone[]> {
  const needNames = settings.zones.length > 1 && hasRoutedItems(settings.selection);
  const zones = new Map<string, ResolvedZone>();
  for (const reference of settings.zones) {
    const zone = await resolveZone(reference, needNames, api, report);
    if (zone !== undefined) zones.set(zone.id, zone);
  }
  return [...zones.values()];
}

async function resolveZone(
  reference: ZoneReference,
  needName: boolean,
  api: Api,
  report: ReportFault,
): Promise<ResolvedZone | undefined> {
  if (reference.by === 'name') return await findZoneByName(reference.name, api, report);
  const { id } = reference;
  return (needName ? await getZone(id, api) : undefined) ?? { id };
}

/**
 * Finds the active zone that a name is in, by walking up its labels: a zone is a name that somebody
 * added to Cloudflare, and nothing in a host name tells where that begins.
 */
async function findZoneByName(
  item: string,
  api: Api,
  report: ReportFault,
): Promise<FoundZone | undefined> {
  const fail = (problem: string, accepted: string): undefined => {
    report({ input: 'zone', item, problem, accepted });
  };
  const labels = item.split('.');
  let inactive: FoundZone | undefined;
  for (let start = 0; start < labels.length - 1; start += 1) {
    const zones = await listZones(labels.slice(start).join('.'), api);
    const active = zones.filter(({ isActive }) => isActive);
    if (active.length === 1) return active[0];
    if (active.length > 1) {
      const ids = active.map(({ id }) => id).join(', ');
      return fail(`names ${active.length} active zones (${ids})`, 'the ID of the one you mean');
    }
    inactive ??= zones[0];
  }
  return inactive === undefined
    ? fail(
        'is in no zone that this token can see',
        "a name in a zone of the token's account, which takes Zone › Zone › Read; or the zone ID, which needs no lookup",
      )
    : fail(
        `leads to the zone ${inactive.name}, whose status is ${inactive.status}`,
        'an active zone: one that is not active serves no visitors',
      );
}

/** Production has no environment path, and its name needs no lookup. */
async function resolveEnvironment(
  { environment }: Settings,
  [zone]: readonly Zone[],
  api: Api,
  report: ReportFault,
): Promise<ZoneEnvironment | undefined> {
  if (environment === undefined || zone === undefined) return undefined;
  if (environment.by === 'production') return { name: 'Production' };
  if (environment.by === 'id') return { id: environment.id };
  const { name } = environment;
  const known = await listEnvironments(zone.id, api);
  const exact = known.find((one) => one.name === name || one.id === name);
  const sameName = known.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  if (exact !== undefined || sameName.length === 1) return exact ?? sameName[0];
  const names = known.map((one) => one.name).join(', ');
  report({
    input: 'zone-environment',
    item: name,
    problem: 'is not an environment of this zone',
    accepted: names === '' ? 'nothing: this zone has no environments' : `one of ${names}, or an ID`,
  });
  return undefined;
}

function placeSelection(
  { selection, changed }: Settings,
  zones: readonly ResolvedZone[],
  report: ReportFault,
): { targets: readonly ZoneTarget[]; warnings: readonly string[] } {
  const plain = zones.map(({ id, name }): Zone => (name === undefined ? { id } : { id, name }));
  if (selection.kind === 'items' && zones.length > 1 && hasRoutedItems(selection)) {
    const named = pickActive(
      zones.filter((zone): zone is FoundZone => zone.name !== undefined),
      report,
    );
    const routed = routeItems(selection.lists, named, report, changed?.site.host);
    const onlyTags = { urls: [], tags: selection.lists.tags, hosts: [], prefixes: [] };
    const targets = plain.map((zone): ZoneTarget => {
      const lists = routed.get(zone.id) ?? onlyTags;
      return { zone, selection: { kind: 'items', lists } };
    });
    return { targets, warnings: [] };
  }
  const [first] = plain;
  const warnings =
    first?.name === undefined || selection.kind === 'everything'
      ? []
      : describeOutside(findItemsOutside(selection.lists, first.name), first.name);
  return { targets: plain.map((zone) => ({ zone, selection })), warnings };
}

/** Of zones with one name, as while a domain moves between accounts, the active one gets the items. */
function pickActive(zones: readonly FoundZone[], report: ReportFault): NamedZone[] {
  return [...Map.groupBy(zones, ({ name }) => name)].flatMap(([name, sameName]) => {
    const active = sameName.filter(({ isActive }) => isActive);
    if (sameName.length > 1 && active.length === 1) return active;
    if (sameName.length > 1) {
      const ids = sameName.map(({ id }) => id).join(', ');
      report({
        input: 'zone',
        item: name,
        problem: `is the name of ${sameName.length} zones (${ids}), and not exactly one of them is active`,
        accepted: 'the ID of the one that serves visitors',
      });
    }
    return sameName.slice(0, 1);
  });
}

/**
 * Parts lists among several zones: tags go to each, every URL, host and prefix to the longest zone
 * name that it belongs to. An item of none is reported and left out.
 * @param site The host of `site-url`. Outside of all zones it is one mistake, however many of its
 *   files have changed.
 */
export function routeItems(
  lists: ItemLists,
  zones: readonly NamedZone[],
  report: ReportFault,
  site?: string,
): Map<string, ItemLists> {
  const longestFirst = zones.toSorted((a, b) => b.name.length - a.name.length);
  const known = zones.map(({ name }) => name).join(', ');
  const problem = `is in none of the zones ${known}`;
  const findZone = (host: string): NamedZone | undefined =>
    longestFirst.find(({ name }) => isInZone(host, name));
  if (site !== undefined && findZone(site) === undefined) {
    report({ input: 'site-url', item: site, problem });
  }
  const routed = new Map(
    zones.map(({ id }) => {
      const urls: UrlItem[] = [];
      const hosts: string[] = [];
      const prefixes: string[] = [];
      return [id, { urls, tags: lists.tags, hosts, prefixes }];
    }),
  );
  const route = (input: 'urls' | 'hosts' | 'prefixes', host: string, item: string) => {
    const zone = findZone(host);
    if (zone === undefined && host !== site) report({ input, item, problem });
    return routed.get(zone?.id ?? '');
  };
  for (const url of lists.urls) route('urls', hostOfUrl(url), urlOf(url))?.urls.push(url);
  for (const host of lists.hosts) route('hosts', host.toLowerCase(), host)?.hosts.push(host);
  for (const prefix of lists.prefixes) {
    route('prefixes', hostOfPrefix(prefix), prefix)?.prefixes.push(prefix);
  }
  return routed;
}

/** Items outside the one zone whose name is known: Cloudflare judges them, but they are unusual. */
function findItemsOutside(lists: ItemLists, zoneName: string): string[] {
  const isOutside = (host: string): boolean => !isInZone(host, zoneName);
  return [
    ...lists.urls.filter((url) => isOutside(hostOfUrl(url))).map(urlOf),
    ...lists.hosts.filter((host) => isOutside(host.toLowerCase())),
    ...lists.prefixes.filter((prefix) => isOutside(hostOfPrefix(prefix))),
  ];
}

function describeOutside(items: readonly string[], zoneName: string): string[] {
  const [first] = items;
  if (first === undefined) return [];
  const count = items.length === 1 ? '1 item is' : `${items.length} items are`;
  return [
    `${count} outside the zone ${zoneName}, which is right only for Cloudflare for SaaS: ${first}`,
  ];
}

/** Whether a host is the zone's name or below it. */
export function isInZone(host: string, zoneName: string): boolean {
  return host === zoneName || host.endsWith(`.${zoneName}`);
}

/** The host of a URL or a prefix, in lower case. Both were checked when they were read. */
function hostOfUrl(item: UrlItem): string {
  return new URL(urlOf(item)).hostname;
}

function hostOfPrefix(prefix: string): string {
  return (prefix.split('/')[0] ?? '').toLowerCase();
}
