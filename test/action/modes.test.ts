import { describe, expect, test } from 'vitest';
import { environmentRefs, readingToken, zoneIds } from '../cloudflare/account.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { callsOf, purge, runRow, runStep } from './scenario.ts';

describe('mode everything', () => {
  test('purges the whole zone', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, { with: { mode: 'everything' } });
    expect(callsOf(cloudflare)).toEqual([[purge, { purge_everything: true }]]);
    expect(step).toMatchObject({ exitCode: 0, warnings: [], notices: [] });
    expect(step.outputs).toMatchObject({ purged: '1', unpurged: '0', requests: '1' });
  });

  test('purges each of several zones, without a look-up for IDs', async () => {
    await using cloudflare = await startCloudflare();
    const zone = `${zoneIds.exampleCom}, ${zoneIds.exampleOrg}`;
    const step = await runRow(cloudflare, { with: { mode: 'everything', zone } });
    expect(callsOf(cloudflare)).toEqual([
      [purge, { purge_everything: true }],
      [`POST /zones/${zoneIds.exampleOrg}/purge_cache`, { purge_everything: true }],
    ]);
    expect(step.outputs).toMatchObject({ purged: '2', requests: '2' });
  });
});

describe('mode urls', () => {
  test('purges URLs as the WHATWG parser writes them', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { mode: 'urls', urls: 'https://WWW.example.com\nhttps://www.example.com/ä?b=C,d' },
    });
    expect(callsOf(cloudflare)).toEqual([
      [purge, { files: ['https://www.example.com/', 'https://www.example.com/%C3%A4?b=C,d'] }],
    ]);
    expect(step.outputs).toMatchObject({ purged: '2', unpurged: '0', requests: '1' });
  });

  test('purges URLs with headers, given as JSON', async () => {
    await using cloudflare = await startCloudflare();
    const url = 'https://www.example.com/cat.jpg';
    const mobile = { url, headers: { 'CF-Device-Type': 'mobile' } };
    const step = await runRow(cloudflare, {
      with: { mode: 'urls', urls: JSON.stringify([url, mobile]) },
    });
    // Strings and objects are two forms of the list, which Cloudflare's schema does not mix.
    expect(callsOf(cloudflare)).toEqual([[purge, { files: [{ url }, mobile] }]]);
    expect(step.outputs).toMatchObject({ purged: '2' });
  });

  test('purges every URL without headers once more with each variant', async () => {
    await using cloudflare = await startCloudflare();
    const withHeaders = { url: 'https://www.example.com/b', headers: { Origin: 'https://x.test' } };
    const step = await runStep(cloudflare, {
      with: {
        urls: JSON.stringify(['https://www.example.com/a', withHeaders]),
        variants:
          'CF-Device-Type: mobile\n# both\nCF-Device-Type: tablet; Accept-Language: fr;q=0.9',
      },
    });
    const url = 'https://www.example.com/a';
    const files = [
      { url },
      { url, headers: { 'CF-Device-Type': 'mobile' } },
      { url, headers: { 'CF-Device-Type': 'tablet', 'Accept-Language': 'fr;q=0.9' } },
      withHeaders,
    ];
    expect(callsOf(cloudflare)).toEqual([[purge, { files }]]);
    expect(step.outputs).toMatchObject({ purged: '4', requests: '1' });
  });
});

describe('the other modes', () => {
  test.for([
    ['tags', 'Blog,blog,news'],
    ['hosts', 'Www.example.com, assets.example.com'],
    ['prefixes', 'www.example.com/css www.example.com/JS/'],
  ] as const)('purges %s', async ([mode, list]) => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, { with: { mode, [mode]: list } });
    const items = { tags: ['Blog', 'news'], hosts: list.split(', '), prefixes: list.split(' ') };
    expect(callsOf(cloudflare)).toEqual([[purge, { [mode]: items[mode] }]]);
    expect(step).toMatchObject({ exitCode: 0, warnings: [] });
    expect(step.outputs).toMatchObject({ purged: '2', unpurged: '0', requests: '1' });
  });

  test('without a mode, every list goes in requests of its own', async () => {
    await using cloudflare = await startCloudflare();
    const lists = {
      urls: 'https://www.example.com/',
      tags: 'blog',
      hosts: 'www.example.com',
      prefixes: 'www.example.com/css',
    };
    const step = await runStep(cloudflare, { with: lists });
    const bodies = [
      { files: [lists.urls] },
      { tags: [lists.tags] },
      { hosts: [lists.hosts] },
      { prefixes: [lists.prefixes] },
    ];
    expect(step.report?.plan.map(({ body }) => body)).toEqual(bodies);
    expect(cloudflare.requests).toHaveLength(bodies.length);
    for (const body of bodies) expect(callsOf(cloudflare)).toContainEqual([purge, body]);
    expect(step.outputs).toMatchObject({ purged: '4', requests: '4' });
  });

  test.for([
    'urls',
    'tags',
    'hosts',
    'prefixes',
  ])('mode %s with an empty list is a success', async (mode) => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, { with: { mode, [mode]: ' \n' } });
    expect(cloudflare.requests).toEqual([]);
    expect(step).toMatchObject({ exitCode: 0, warnings: [] });
    expect(step.notices).toEqual([expect.stringContaining('empty')]);
    expect(step.outputs).toMatchObject({ purged: '0', unpurged: '0', requests: '0' });
  });

  test('250 items go in 3 requests', async () => {
    await using cloudflare = await startCloudflare();
    const tags = Array.from({ length: 250 }, (_, index) => `tag-${index}`);
    const step = await runStep(cloudflare, { with: { mode: 'tags', tags: tags.join('\n') } });
    const batches = [tags.slice(0, 100), tags.slice(100, 200), tags.slice(200)];
    expect(callsOf(cloudflare)).toEqual(batches.map((batch) => [purge, { tags: batch }]));
    expect(step.outputs).toMatchObject({ purged: '250', unpurged: '0', requests: '3' });
  });
});

describe('method invalidate', () => {
  test('asks for stale marks instead of removal', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { method: 'invalidate', hosts: 'www.example.com' },
    });
    const invalidate = `POST /zones/${zoneIds.exampleCom}/invalidate_cache`;
    expect(callsOf(cloudflare)).toEqual([[invalidate, { hosts: ['www.example.com'] }]]);
    expect(step.lines.join('\n')).toContain('Invalidated 1 host');
    expect(step.exitCode).toBe(0);
  });
});

describe('zone-environment', () => {
  const inStaging = `POST /zones/${zoneIds.exampleCom}/environments/${environmentRefs.staging}`;

  test.for(['Staging', 'STAGING', 'staging'])('is found by the name %s', async (name) => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, {
      with: { token: readingToken, 'zone-environment': name, tags: 'blog' },
    });
    expect(callsOf(cloudflare)).toEqual([
      [`GET /zones/${zoneIds.exampleCom}/environments`],
      [`${inStaging}/purge_cache`, { tags: ['blog'] }],
    ]);
    expect(step.exitCode).toBe(0);
    expect(step.summary).toContain('environment Staging');
  });

  test.for([
    'Production',
    'production',
  ])('named %s is purged through the zone, without a look-up', async (name) => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, { with: { 'zone-environment': name, tags: 'blog' } });
    expect(callsOf(cloudflare)).toEqual([[purge, { tags: ['blog'] }]]);
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1' } });
    expect(step.summary).toContain('environment Production');
  });

  test('is given by its ID without a look-up, for either method', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: {
        'zone-environment': environmentRefs.staging,
        mode: 'everything',
        method: 'invalidate',
      },
    });
    expect(callsOf(cloudflare)).toEqual([
      [`${inStaging}/invalidate_cache`, { purge_everything: true }],
    ]);
    expect(step.exitCode).toBe(0);
  });
});

describe('dry run', () => {
  const hosts = ['www.example.com', 'assets.example.com'];

  test('prints the exact requests and sends none, without a token', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { 'dry-run': 'true', token: '', hosts: hosts.join(','), tags: 'blog' },
    });
    expect(cloudflare.requests).toEqual([]);
    expect(step).toMatchObject({ exitCode: 0, warnings: [] });
    expect(step.lines).toContain(`${purge} {"tags":["blog"]}`);
    expect(step.lines).toContain(`${purge} ${JSON.stringify({ hosts })}`);
    expect(step.report).toMatchObject({ result: 'dry-run', requests: [] });
    expect(step.report?.plan.map(({ body }) => body)).toEqual([{ tags: ['blog'] }, { hosts }]);
    expect(step.outputs).toMatchObject({ purged: '0', unpurged: '0', requests: '0' });
  });

  test('looks up what it must', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, {
      with: { 'dry-run': 'True', token: readingToken, zone: 'example.org', mode: 'everything' },
    });
    expect(callsOf(cloudflare)).toEqual([['GET /zones?name=example.org']]);
    const request = `POST /zones/${zoneIds.exampleOrg}/purge_cache {"purge_everything":true}`;
    expect(step.lines).toContain(request);
    expect(step.exitCode).toBe(0);
  });

  test('prints whole requests, however long', async () => {
    await using cloudflare = await startCloudflare();
    const tags = Array.from({ length: 100 }, (_, index) => `${index}-${'x'.repeat(200)}`);
    const step = await runRow(cloudflare, { with: { 'dry-run': 'true', tags: tags.join(' ') } });
    expect(step.lines).toContain(`${purge} ${JSON.stringify({ tags })}`);
  });
});
