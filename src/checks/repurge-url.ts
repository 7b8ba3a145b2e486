import type { PurgeRequest } from '../cloudflare/purge-request.ts';
import type { RequestHeaders } from '../inputs/request-headers.ts';
import { addVariants } from '../inputs/variants.ts';
import type { Persistence } from '../purge/call-persistently.ts';
import type { RequestOutcome } from '../purge/outcome.ts';
import type { ZoneTarget } from '../purge/plan-requests.ts';
import { type OnSettled, sendRequests } from '../purge/send-requests.ts';
import { isInZone } from '../targets/route-items.ts';
import { findZoneName } from '../targets/zone-look-up.ts';

/** What a purge of one URL by itself needs to know. */
export interface RepurgeScope {
  readonly targets: readonly ZoneTarget[];
  readonly variants: readonly RequestHeaders[];
}

/**
 * Makes the function that purges a checked URL by itself, with its variants: always with `purge`,
 * whatever the method of the step. It gives undefined for a URL that is in none of the zones. Where
 * there is one zone, by its ID, Cloudflare judges: asking for the name may need more permissions.
 */
export function createRepurge(
  { targets, variants }: RepurgeScope,
  persistence: Persistence,
  onSettled: OnSettled,
): (url: string) => Promise<RequestOutcome | undefined> {
  const [only] = targets;
  const single = targets.length === 1 && only?.zone.name === undefined ? only : undefined;
  let named: Promise<readonly NamedTarget[]> | undefined;
  const findTarget = async (url: string): Promise<ZoneTarget | undefined> => {
    if (single !== undefined) return single;
    named ??= nameTargets(targets, persistence);
    const { hostname } = new URL(url);
    return (await named).find(({ name }) => isInZone(hostname, name))?.target;
  };
  return async (url) => {
    const target = await findTarget(url);
    if (target === undefined) return undefined;
    const { zone, environment } = target;
    const request: PurgeRequest = {
      zone,
      ...(environment === undefined ? {} : { environment }),
      method: 'purge',
      content: { kind: 'urls', items: addVariants([url], variants) },
    };
    const [outcome] = await sendRequests([request], persistence, onSettled);
    return outcome;
  };
}

interface NamedTarget {
  readonly target: ZoneTarget;
  readonly name: string;
}

/** The zones with their names, the longest first; without those whose name cannot be looked up. */
async function nameTargets(
  targets: readonly ZoneTarget[],
  persistence: Persistence,
): Promise<NamedTarget[]> {
  const named: NamedTarget[] = [];
  for (const target of targets) {
    const name = target.zone.name ?? (await lookUpName(target.zone.id, persistence));
    if (name !== undefined) named.push({ target, name });
  }
  return named.sort((a, b) => b.name.length - a.name.length);
}

async function lookUpName(id: string, persistence: Persistence): Promise<string | undefined> {
  const found = await findZoneName(id, persistence);
  return found.kind === 'found' ? found.value : undefined;
}
