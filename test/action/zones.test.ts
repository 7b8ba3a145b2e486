import { describe, expect, test } from 'vitest';
import {
  type Account,
  defaultAccount,
  purgeToken,
  readingToken,
  zoneIds,
} from '../cloudflare/account.ts';
import { faultsByIndex } from '../cloudflare/faults.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { callsOf, purge, runRow, runStep } from './scenario.ts';

const purgeOrg = `POST /zones/${zoneIds.exampleOrg}/purge_cache`;
const purgeShop = `POST /zones/${zoneIds.shopExampleCoUk}/purge_cache`;

/** A zone below `example.com`. */
const blogId = '11111111222222223333333344444444';
const nested: Account = {
  ...defaultAccount,
  zones: [...defaultAccount.zones, { id: blogId, name: 'blog.example.com', status: 'active' }],
};

describe('one zone', () => {
  test('by ID costs no look-up, whatever its case', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, {
      with: { zone: zoneIds.exampleCom.toUpperCase(), tags: 'blog' },
    });
    expect(callsOf(cloudflare)).toEqual([[purge, { tags: ['blog'] }]]);
    expect(step.exitCode).toBe(0);
  });

  test('by name is looked up', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { zone: 'Example.com', token: readingToken, tags: 'blog' },
    });
    expect(callsOf(cloudflare)).toEqual([
      ['GET /zones?name=example.com'],
      [purge, { tags: ['blog'] }],
    ]);
    expect(step).toMatchObject({ exitCode: 0, warnings: [] });
  });

  test('is found by a name below it, label by label', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, {
      with: { zone: 'www.shop.example.co.uk', token: readingToken, mode: 'everything' },
    });
    expect(callsOf(cloudflare)).toEqual([
      ['GET /zones?name=www.shop.example.co.uk'],
      ['GET /zones?name=shop.example.co.uk'],
      [purgeShop, { purge_everything: true }],
    ]);
    expect(step.exitCode).toBe(0);
  });

  test('leaves items outside a known name to Cloudflare, with one warning', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, {
      with: { zone: 'example.com', token: readingToken, hosts: 'store.customer.example' },
    });
    expect(callsOf(cloudflare)).toContainEqual([purge, { hosts: ['store.customer.example'] }]);
    expect(step.exitCode).toBe(0);
    expect(step.warnings).toEqual([expect.stringContaining('store.customer.example')]);
    expect(step.report?.warnings).toEqual(step.warnings);
  });
});

describe('several zones', () => {
  test('get each item by the longest name, and all tags', async () => {
    await using cloudflare = await startCloudflare({ account: nested });
    const step = await runStep(cloudflare, {
      with: {
        zone: 'example.com blog.example.com',
        token: readingToken,
        urls: 'https://www.example.com/ https://blog.example.com/a https://myblog.example.com/',
        tags: 'news',
      },
    });
    const sent = callsOf(cloudflare).slice(2);
    const purgeBlog = `POST /zones/${blogId}/purge_cache`;
    expect(sent).toHaveLength(4);
    expect(sent).toContainEqual([
      purge,
      { files: ['https://www.example.com/', 'https://myblog.example.com/'] },
    ]);
    expect(sent).toContainEqual([purge, { tags: ['news'] }]);
    expect(sent).toContainEqual([purgeBlog, { files: ['https://blog.example.com/a'] }]);
    expect(sent).toContainEqual([purgeBlog, { tags: ['news'] }]);
    expect(step.outputs).toMatchObject({ purged: '5', requests: '4' });
  });

  test('by ID have their names looked up for hosts and prefixes', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, {
      with: {
        zone: `${zoneIds.exampleCom}\n${zoneIds.exampleOrg}`,
        hosts: 'www.example.org',
        prefixes: 'Example.com/css',
      },
    });
    expect(callsOf(cloudflare)).toEqual([
      [`GET /zones/${zoneIds.exampleCom}`],
      [`GET /zones/${zoneIds.exampleOrg}`],
      [purge, { prefixes: ['Example.com/css'] }],
      [purgeOrg, { hosts: ['www.example.org'] }],
    ]);
    expect(step.exitCode).toBe(0);
  });

  test('with one name, of which one is active: that one gets the items', async () => {
    const moving = { id: blogId, name: 'example.com', status: 'pending' } as const;
    const account = { ...defaultAccount, zones: [...defaultAccount.zones, moving] };
    await using cloudflare = await startCloudflare({ account });
    const step = await runRow(cloudflare, {
      with: {
        zone: `${blogId} ${zoneIds.exampleCom}`,
        hosts: 'www.example.com',
        urls: 'https://example.com/',
        prefixes: 'example.com/a/',
      },
    });
    const paths = cloudflare.requests.slice(2).map(({ path }) => path);
    expect(paths).toEqual(Array(3).fill(`/client/v4/zones/${zoneIds.exampleCom}/purge_cache`));
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '3' } });
  });

  test.for([
    'pending',
    'active',
  ] as const)('with one name, both %s: nothing is purged', async (status) => {
    const twins = [zoneIds.exampleOrg, blogId].map((id) => ({ id, name: 'twin.example', status }));
    await using cloudflare = await startCloudflare({
      account: { ...defaultAccount, zones: twins },
    });
    const step = await runRow(cloudflare, {
      with: { zone: `${blogId} ${zoneIds.exampleOrg}`, tags: 'blog', hosts: 'www.twin.example' },
    });
    expect(cloudflare.purges).toEqual([]);
    expect(step.errors[0]).toContain('zone: "twin.example"');
    expect(step.errors[0]).toContain(blogId);
    expect(step.errors[0]).toContain(zoneIds.exampleOrg);
    expect(step.outputs).toMatchObject({ purged: '0', unpurged: '2' });
  });

  test('need no names for tags', async () => {
    await using cloudflare = await startCloudflare();
    const zone = `${zoneIds.exampleCom},${zoneIds.exampleOrg}`;
    await runRow(cloudflare, { with: { zone, tags: 'blog' } });
    expect(callsOf(cloudflare)).toEqual([
      [purge, { tags: ['blog'] }],
      [purgeOrg, { tags: ['blog'] }],
    ]);
  });

  test('that are one and the same get each item once', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, {
      with: {
        zone: `${zoneIds.exampleCom} www.example.com example.com`,
        token: readingToken,
        hosts: 'www.example.com',
      },
    });
    const sent = callsOf(cloudflare).filter(([request]) => request.startsWith('POST'));
    expect(sent).toEqual([[purge, { hosts: ['www.example.com'] }]]);
    expect(step.outputs).toMatchObject({ purged: '1' });
  });

  test('with an item of none of them purge nothing', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, {
      with: {
        zone: 'example.com example.org',
        token: readingToken,
        tags: 'blog',
        hosts: 'www.example.com www.example.net',
      },
    });
    expect(cloudflare.purges).toEqual([]);
    expect(step.exitCode).toBe(1);
    expect(step.errors[0]).toMatch(/hosts: "www\.example\.net" .*example\.com, example\.org/);
    expect(step.outputs).toMatchObject({ purged: '0', unpurged: '3' });
  });
});

describe('from the environment', () => {
  test('come zone and token', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { zone: '', token: '', tags: 'blog' },
      env: { CLOUDFLARE_ZONE_ID: `${zoneIds.exampleOrg}\n`, CLOUDFLARE_API_TOKEN: purgeToken },
    });
    expect(callsOf(cloudflare)).toEqual([[purgeOrg, { tags: ['blog'] }]]);
    expect(step).toMatchObject({ exitCode: 0 });
    expect(step.masks).toContain(purgeToken);
  });

  test('come neither where the inputs are set, nor ever the address of the API', async () => {
    await using cloudflare = await startCloudflare();
    await using elsewhere = await startCloudflare();
    const step = await runRow(cloudflare, {
      with: { tags: 'blog' },
      env: {
        CLOUDFLARE_ZONE_ID: zoneIds.exampleOrg,
        CLOUDFLARE_API_TOKEN: 'another-token',
        CLOUDFLARE_API_BASE_URL: elsewhere.apiUrl,
        CLOUDFLARE_BASE_URL: elsewhere.apiUrl,
      },
    });
    expect(callsOf(cloudflare)).toEqual([[purge, { tags: ['blog'] }]]);
    expect(elsewhere.requests).toEqual([]);
    expect(step.exitCode).toBe(0);
  });
});

test('a zone without a status is active', async () => {
  const zone = { id: zoneIds.exampleCom, name: 'example.com' };
  const body = { success: true, errors: [], messages: [], result: [zone] };
  await using cloudflare = await startCloudflare({
    faults: faultsByIndex({ 0: { kind: 'status', status: 200, body } }),
  });
  const step = await runRow(cloudflare, {
    with: { zone: 'example.com', token: readingToken, tags: 'blog' },
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1' } });
});

describe('a zone that cannot be told', () => {
  test('whose name leads nowhere', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { zone: 'www.example.net', token: readingToken, tags: 'blog' },
    });
    expect(callsOf(cloudflare)).toEqual([
      ['GET /zones?name=www.example.net'],
      ['GET /zones?name=example.net'],
    ]);
    expect(step.exitCode).toBe(1);
    expect(step.errors[0]).toMatch(/zone: "www\.example\.net" .*Zone › Zone › Read/);
  });

  test('whose status is not active', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, {
      with: { zone: 'pending.example', token: readingToken, tags: 'blog' },
    });
    expect(cloudflare.purges).toEqual([]);
    expect(step.exitCode).toBe(1);
    expect(step.errors[0]).toMatch(/zone: "pending\.example" .*pending/);
  });

  test('whose name two active zones have', async () => {
    const twin = { id: blogId, name: 'example.com', status: 'active' } as const;
    const account = { ...defaultAccount, zones: [...defaultAccount.zones, twin] };
    await using cloudflare = await startCloudflare({ account });
    const step = await runRow(cloudflare, {
      with: { zone: 'example.com', token: readingToken, mode: 'everything' },
    });
    expect(cloudflare.purges).toEqual([]);
    expect(step.exitCode).toBe(1);
    expect(step.errors[0]).toContain(blogId);
    expect(step.errors[0]).toContain(zoneIds.exampleCom);
    expect(step.outputs).toMatchObject({ purged: '0', unpurged: '1' });
  });

  test('whose environment does not exist', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, {
      with: { token: readingToken, 'zone-environment': 'Live', tags: 'blog' },
    });
    expect(cloudflare.purges).toEqual([]);
    expect(step.exitCode).toBe(1);
    expect(step.errors[0]).toMatch(/zone-environment: "Live" .*Production, Staging, Office/);
  });
});
