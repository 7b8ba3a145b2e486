import Cloudflare from 'cloudflare';
import { type Plan, purgeToken, zoneIds } from '../test/cloudflare/account.ts';
import type { LimitOptions } from '../test/cloudflare/rate-limit.ts';
import { startCloudflare } from '../test/cloudflare/server.ts';
import { runBundle } from './run-bundle.ts';

/** A purge that no client can do at once under a plan's limits. */
export interface PacingCase {
  readonly title: string;
  readonly kind: 'tags' | 'urls';
  readonly items: number;
  readonly limits: LimitOptions & { readonly plan: Plan };
}

export interface PacingResult {
  readonly title: string;
  readonly client: string;
  readonly leastMs: number;
  readonly ms: number;
  /** Items that the server accepted, of those asked for. */
  readonly purged: number;
  readonly items: number;
  /** Share of the requests that were refused for the rate limit. */
  readonly refused: number;
}

const latencyMs = 30;

/** Does the job with the built action. */
export function paceAction(pacing: PacingCase): Promise<PacingResult> {
  return pace(pacing, 'action', async (apiUrl, items) => {
    const run = await runBundle(
      {
        zone: zoneIds.exampleCom,
        token: purgeToken,
        'api-url': apiUrl,
        mode: pacing.kind,
        [`${pacing.kind}-file`]: 'list.txt',
      },
      { 'list.txt': items.join('\n') },
    );
    if (run.exitCode !== 0) throw new Error(`${pacing.title}: the action failed`);
  });
}

/** Does the job with the official SDK and its defaults, batch after batch. */
export function paceSdk(pacing: PacingCase): Promise<PacingResult> {
  return pace(pacing, 'SDK', async (apiUrl, items) => {
    const client = new Cloudflare({ apiToken: purgeToken, baseURL: apiUrl });
    for (let start = 0; start < items.length; start += 100) {
      const batch = items.slice(start, start + 100);
      const body = pacing.kind === 'tags' ? { tags: batch } : { files: batch };
      // What it gives up is given up: how much that is stands in the result.
      await client.cache.purge({ zone_id: zoneIds.exampleCom, ...body }).catch(() => undefined);
    }
  });
}

async function pace(
  { title, kind, items, limits }: PacingCase,
  client: string,
  purge: (apiUrl: string, items: readonly string[]) => Promise<void>,
): Promise<PacingResult> {
  await using cloudflare = await startCloudflare({ limits, latencyMs, record: 'counts' });
  const list = Array.from({ length: items }, (_, index) =>
    kind === 'tags' ? `tag-${index}` : `https://www.example.com/page-${index}.html`,
  );
  const started = performance.now();
  await purge(cloudflare.apiUrl, list);
  const ms = performance.now() - started;
  const { requests, statuses, items: purged } = cloudflare.counts();
  cloudflare.takeSurprises();
  return {
    title,
    client,
    leastMs: cloudflare.leastPossibleMs(kind === 'tags' ? items / 100 : items, kind),
    ms,
    purged: purged[kind],
    items,
    refused: (statuses[429] ?? 0) / requests,
  };
}
