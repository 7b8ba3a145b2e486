import { purgeToken, zoneIds } from '../test/cloudflare/account.ts';
import { startCloudflare } from '../test/cloudflare/server.ts';
import { runBundle } from './run-bundle.ts';

export interface SizeResult {
  readonly urls: number;
  readonly ms: number;
  readonly urlsPerSecond: number;
  readonly peakMiB: number | undefined;
}

/** Purges so many URLs from a file without any limit, and measures time and memory of the process. */
export async function measureSize(urls: number): Promise<SizeResult> {
  await using cloudflare = await startCloudflare({ record: 'counts' });
  const list = Array.from(
    { length: urls },
    (_, index) => `https://www.example.com/articles/2026/article-${index}.html`,
  ).join('\n');
  const run = await runBundle(
    {
      zone: zoneIds.exampleCom,
      token: purgeToken,
      'api-url': cloudflare.apiUrl,
      mode: 'urls',
      'urls-file': 'list.txt',
    },
    { 'list.txt': list },
  );
  const { urls: purged } = cloudflare.counts().items;
  if (run.exitCode !== 0 || purged !== urls) throw new Error(`${purged} of ${urls} URLs purged`);
  return { urls, ms: run.ms, urlsPerSecond: urls / (run.ms / 1000), peakMiB: run.peakMiB };
}
