import Cloudflare from 'cloudflare';
import { describe, expect, test } from 'vitest';
import { environmentRefs, purgeToken, zoneIds } from '../cloudflare/account.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { runStep } from './scenario.ts';

const url = 'https://www.example.com/cat.jpg?size=2';
const headers = { 'CF-Device-Type': 'mobile', 'Accept-Language': 'zh-CN' };

/** Every kind of purge, as the official client takes it and as a workflow writes it. */
const kinds: readonly (readonly [
  string,
  Omit<Cloudflare.Cache.CachePurgeParams, 'zone_id'>,
  Readonly<Record<string, string>>,
])[] = [
  ['everything', { purge_everything: true }, { mode: 'everything' }],
  ['URLs', { files: [url, 'https://example.com/'] }, { urls: `${url} https://example.com/` }],
  [
    'URLs with headers',
    { files: [{ url, headers }] },
    { urls: JSON.stringify([{ url, headers }]) },
  ],
  ['tags', { tags: ['release', 'app'] }, { tags: 'release, app' }],
  ['hosts', { hosts: ['www.example.com'] }, { hosts: 'www.example.com' }],
  ['prefixes', { prefixes: ['www.example.com/a/'] }, { prefixes: 'www.example.com/a/' }],
];
const scopes = [
  ['a zone', undefined],
  ['an environment', environmentRefs.staging],
] as const;

describe.for(scopes)('the wire against the official client, for %s', ([, environment]) => {
  test.for(
    kinds.flatMap((kind) =>
      (['purge', 'invalidate'] as const).map((method) => [method, ...kind] as const),
    ),
  )('%s %s', async ([method, , body, inputs]) => {
    await using cloudflare = await startCloudflare();
    const client = new Cloudflare({ apiToken: purgeToken, baseURL: cloudflare.apiUrl });
    const params = { zone_id: zoneIds.exampleCom, ...body } as Cloudflare.Cache.CachePurgeParams;
    if (environment === undefined) await client.cache[method](params);
    else await client.cache[`${method}Environment`](environment, params);

    const step = await runStep(cloudflare, {
      with: {
        ...inputs,
        method,
        ...(environment === undefined ? {} : { 'zone-environment': environment }),
      },
    });
    expect(step.exitCode).toBe(0);
    const [official, ours] = cloudflare.requests.map((request) => ({
      method: request.method,
      path: request.path,
      query: request.query,
      body: request.body,
      authorization: request.headers['authorization'],
      contentType: request.headers['content-type'],
    }));
    expect(cloudflare.requests).toHaveLength(2);
    expect(ours).toEqual(official);
  });
});
