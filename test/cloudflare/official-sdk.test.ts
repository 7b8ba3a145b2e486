import CloudflareSdk from 'cloudflare';
import { describe, expect, test } from 'vitest';
import { environmentRefs, readingToken, zoneIds } from './account.ts';
import { type Cloudflare, startCloudflare } from './server.ts';

/** https://www.npmjs.com/package/cloudflare: what a client that Cloudflare wrote makes of it. */
function createSdk({ apiUrl }: Cloudflare): CloudflareSdk {
  return new CloudflareSdk({ apiToken: readingToken, baseURL: apiUrl, maxRetries: 2 });
}

const zone = { zone_id: zoneIds.exampleCom };

describe("Cloudflare's own client", () => {
  test('purges and invalidates every kind', async () => {
    await using cloudflare = await startCloudflare();
    const { cache } = createSdk(cloudflare);
    const accepted = { id: zoneIds.exampleCom };
    const page = { url: 'https://example.com/', headers: { 'CF-IPCountry': 'DE' } };

    expect(await cache.purge({ ...zone, purge_everything: true })).toEqual(accepted);
    expect(await cache.purge({ ...zone, files: [page.url] })).toEqual(accepted);
    expect(await cache.purge({ ...zone, files: [page] })).toEqual(accepted);
    expect(await cache.purge({ ...zone, tags: ['a'] })).toEqual(accepted);
    expect(await cache.invalidate({ ...zone, hosts: ['example.com'] })).toEqual(accepted);
    const environment = environmentRefs.staging;
    const prefixes = ['example.com/a'];
    expect(await cache.purgeEnvironment(environment, { ...zone, prefixes })).toEqual(accepted);
    expect(await cache.invalidateEnvironment(environment, { ...zone, prefixes })).toEqual(accepted);

    expect(
      cloudflare.purges.map(({ method, kind, items, environmentId }) => ({
        method,
        kind,
        items,
        environmentId,
      })),
    ).toEqual([
      { method: 'purge', kind: 'everything', items: [], environmentId: undefined },
      { method: 'purge', kind: 'urls', items: [page.url], environmentId: undefined },
      { method: 'purge', kind: 'urls', items: [page], environmentId: undefined },
      { method: 'purge', kind: 'tags', items: ['a'], environmentId: undefined },
      { method: 'invalidate', kind: 'hosts', items: ['example.com'], environmentId: undefined },
      { method: 'purge', kind: 'prefixes', items: prefixes, environmentId: environment },
      { method: 'invalidate', kind: 'prefixes', items: prefixes, environmentId: environment },
    ]);
  });

  test('finds zones and environments', async () => {
    await using cloudflare = await startCloudflare();
    const { zones } = createSdk(cloudflare);
    const names: string[] = [];
    for await (const { name } of zones.list({ per_page: 3 })) names.push(name);
    expect(names).toEqual(['example.com', 'example.org', 'shop.example.co.uk', 'pending.example']);
    expect(await zones.get(zone)).toMatchObject({ name: 'example.com' });
    const { environments } = await zones.environments.list(zone);
    expect(environments.map(({ name }) => name)).toEqual(['Production', 'Staging', 'Office']);
  });
});
