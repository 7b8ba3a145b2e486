import type { Api } from '../cloudflare/client.ts';
import { getZone, LookUpFailure } from '../cloudflare/zones.ts';
import { noItems } from '../inputs/items.ts';
import type { RequestHeaders } from '../inputs/request-headers.ts';
import { addVariants } from '../inputs/variants.ts';
import type { RequestOutcome } from '../purge/outcome.ts';
import { planRequests, type ZoneTarget } from '../purge/plan.ts';
import { type OnSettled, sendRequests } from '../purge/send.ts';
import { isInZone } from '../purge/targets.ts';
import type { RepurgeRefusal, RepurgeResults } from './repurges.ts';

/** What purges of checked URLs by themselves need to know. */
export interface RepurgeScope {
  readonly targets: readonly ZoneTarget[];
  readonly variants: readonly RequestHeaders[];
}

/**
 * Makes the function that purges checked URLs by themselves, with their variants: always with
 * `purge`, whatever the method of the step, as many in one request as it takes. Where there is one
 * zone, by its ID, Cloudflare judges: asking for the name may need more permissions.
 */
export function createRepurge(
  { targets, variants }: RepurgeScope,
  api: Api,
  onSettled: OnSettled,
): (urls: readonly string[]) => Promise<RepurgeResults> {
  let places: Promise<Places> | undefined;
  const send = (target: ZoneTarget, urls: readonly string[]): Promise<RequestOutcome[]> => {
    const lists = { ...noItems, urls: addVariants(urls, variants) };
    const plan = planRequests([{ ...target, selection: { kind: 'items', lists } }], 'purge');
    return sendRequests(plan, api, onSettled);
  };
  return async (urls) => {
    places ??= findPlaces(targets, api);
    const { place } = await places;
    const results = new Map<string, RequestOutcome | RepurgeRefusal>();
    const byTarget = Map.groupBy(urls, place);
    for (const [target, sameZone] of byTarget) {
      if ('kind' in target) for (const url of sameZone) results.set(url, target);
      else
        for (const [url, outcome] of await purgeIn(target, sameZone, send))
          results.set(url, outcome);
    }
    return results;
  };
}

/** One request for all of them; where it is not accepted whole, one for each, to tell which is wrong. */
async function purgeIn(
  target: ZoneTarget,
  urls: readonly string[],
  send: (target: ZoneTarget, urls: readonly string[]) => Promise<RequestOutcome[]>,
): Promise<Map<string, RequestOutcome>> {
  const together = await send(target, urls);
  const unaccepted = together.find(({ result }) => result.kind !== 'accepted');
  const [last] = together.slice(-1);
  if (last === undefined) return new Map();
  if (unaccepted === undefined) return new Map(urls.map((url) => [url, last]));
  const isStopped = unaccepted.result.kind === 'not-tried';
  if (urls.length === 1 || isStopped) return new Map(urls.map((url) => [url, unaccepted]));
  const results = new Map<string, RequestOutcome>();
  for (const url of urls) {
    for (const [, outcome] of await purgeIn(target, [url], send)) results.set(url, outcome);
  }
  return results;
}

interface Places {
  readonly place: (url: string) => ZoneTarget | RepurgeRefusal;
}

/** Finds the zone of each URL: the one with the longest name that its host belongs to. */
async function findPlaces(targets: readonly ZoneTarget[], api: Api): Promise<Places> {
  const [only] = targets;
  if (targets.length === 1 && only !== undefined && only.zone.name === undefined) {
    return { place: () => only };
  }
  const outside: RepurgeRefusal = { kind: 'outside' };
  const unknown: RepurgeRefusal = { kind: 'unknown-zone' };
  const named: { target: ZoneTarget; name: string }[] = [];
  for (const target of targets) {
    const name = target.zone.name ?? (await lookUpName(target.zone.id, api));
    if (name !== undefined) named.push({ target, name });
  }
  named.sort((a, b) => b.name.length - a.name.length);
  const other = named.length < targets.length ? unknown : outside;
  return {
    place: (url) =>
      named.find(({ name }) => isInZone(new URL(url).hostname, name))?.target ?? other,
  };
}

async function lookUpName(id: string, api: Api): Promise<string | undefined> {
  try {
    return (await getZone(id, api))?.name;
  } catch (error) {
    if (error instanceof LookUpFailure) return undefined;
    throw error;
  }
}
