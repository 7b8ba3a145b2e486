import { mostItemsPerRequest } from '../cloudflare/limits.ts';
import type {
  PurgeContent,
  PurgeRequest,
  Zone,
  ZoneEnvironment,
} from '../cloudflare/purge-request.ts';
import { itemKinds, type Selection } from '../inputs/items.ts';
import type { Method } from '../inputs/settings.ts';
import { cutContent } from './split-request.ts';

/** What is purged in one zone. */
export interface ZoneTarget {
  readonly zone: Zone;
  readonly environment?: ZoneEnvironment;
  readonly selection: Selection;
}

/** All requests of a purge, in the order of zones, kinds and items. Nothing is lost, none too large. */
export function planRequests(targets: readonly ZoneTarget[], method: Method): PurgeRequest[] {
  return targets.flatMap(({ zone, environment, selection }) =>
    contentsOf(selection).map((content) => ({
      zone,
      ...(environment === undefined ? {} : { environment }),
      method,
      content,
    })),
  );
}

function contentsOf(selection: Selection): PurgeContent[] {
  if (selection.kind === 'everything') return [{ kind: 'everything' }];
  const { lists } = selection;
  return itemKinds.flatMap((kind) => {
    const content: PurgeContent =
      kind === 'urls' ? { kind, items: lists.urls } : { kind, items: lists[kind] };
    return cutContent(content, mostItemsPerRequest[kind]);
  });
}
