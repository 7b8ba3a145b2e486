import { describe, expect, test } from 'vitest';
import { environmentRefs, loopbackZoneId, readingToken, zoneIds } from '../cloudflare/account.ts';
import { startSite } from '../cloudflare/edge-site.ts';
import type { Fault, FaultedRequest } from '../cloudflare/faults.ts';
import { host, isNew, release, v1, v2, verify } from './check-site.ts';
import { type Call, callsOf, purge } from './scenario.ts';
import { when } from './when.ts';

const plan: Call = [purge, { hosts: [host] }];

/** A fault for purges of single URLs, and for nothing else. */
function onRepurge(fault: Fault, times = Number.POSITIVE_INFINITY) {
  let left = times;
  return ({ body }: FaultedRequest): Fault | undefined => {
    const isUrlPurge = JSON.stringify(body ?? null).includes('"files"');
    if (!isUrlPurge || left === 0) return undefined;
    left -= 1;
    return fault;
  };
}

describe('what the origin sends as Age', () => {
  const aged = { body: 'x', headers: { 'cache-control': 'max-age=3600', age: '500' } };

  test.concurrent('makes a HIT inconclusive once a MISS has shown it', async () => {
    await using site = await startSite({ files: {}, behaviour: { refillAfterPurge: true } });
    await release(site, { '/app.js': aged }, { '/app.js': aged });
    let purges = 0;
    // Another visitor is faster after each purge but that of the URL by itself.
    site.cloudflare.onPurge(() => {
      purges += 1;
      site.edge.behave({ refillAfterPurge: purges !== 1 });
    });
    const step = await verify(site, ['/app.js']);
    expect(step).toMatchObject({
      exitCode: 0,
      warnings: [expect.stringContaining('the origin sends an Age of its own')],
      outputs: { verified: 'unknown' },
      report: { checks: [{ reason: 'age-of-origin', cacheStatus: 'HIT' }] },
    });
  });
});

describe('after invalidate', () => {
  const swr = { 'cache-control': 'max-age=3600, stale-while-revalidate=60' };
  test.concurrent.for([
    '/app.js',
    isNew,
  ])('UPDATING is asked again without a purge: %s', async (check) => {
    await using site = await startSite({ files: {} });
    await release(
      site,
      { '/app.js': { body: 'release 1', headers: swr } },
      { '/app.js': { body: 'release 2', headers: swr } },
    );
    const step = await verify(site, [check], { with: { method: 'invalidate' } });
    expect(step.log).toContain('stale');
    expect(step).toMatchObject({
      exitCode: 0,
      outputs: { verified: 'true' },
      report: { checks: [{ tries: 2, repurges: 0 }], repurges: [], resent: [] },
    });
    expect(site.cloudflare.requests).toHaveLength(1);
  });

  test.concurrent('what is STALE a second time is purged', async () => {
    const headers = { 'cache-control': 'max-age=3600, stale-if-error=600' };
    await using site = await startSite({ files: {} });
    const before = { '/app.js': { body: 'release 1', headers } };
    await release(site, before, { '/app.js': { status: 503 } });
    when(
      () => site.edge.requests.length === 2,
      () => site.origin.deploy(v2),
    );
    const step = await verify(site, ['/app.js'], { with: { method: 'invalidate' } });
    expect(step.log).toContain('STALE: the old content was served; after `invalidate`');
    expect(step).toMatchObject({
      exitCode: 0,
      report: { checks: [{ repurges: 1 }], repurges: [{ result: 'accepted' }] },
    });
  });
});

describe('what cannot be purged by itself is asked only', () => {
  test.concurrent('a host outside the zone', async () => {
    await using site = await startSite({ files: {}, behaviour: { ignoredPurges: 9 } });
    await release(site, v1, v2);
    const step = await verify(site, ['/app.js'], {
      with: { zone: 'example.com', token: readingToken },
    });
    expect(step).toMatchObject({
      exitCode: 1,
      report: { checks: [{ verdict: 'stale', tries: 3, repurges: 0 }], repurges: [] },
    });
    expect(callsOf(site.cloudflare).slice(1)).toEqual([plan]);
  });

  test.concurrent('an environment that refuses URLs', async () => {
    await using site = await startSite({ files: { '/app.js': 'old' } });
    const step = await verify(site, ['/app.js contains new'], {
      with: { 'zone-environment': environmentRefs.visitorsFromOffice },
    });
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { verified: 'false' },
      report: {
        checks: [{ tries: 3, repurges: 0 }],
        repurges: [{ result: 'failed', environment: { id: environmentRefs.visitorsFromOffice } }],
      },
    });
    expect(step.errors[0]).toContain('could not be purged by itself: 1136');
    expect(step.errors[0]).not.toContain('1 re-purge,');
    expect(site.cloudflare.requests).toHaveLength(2);
  });

  test.concurrent('a URL that the zone refuses', async () => {
    await using site = await startSite({ files: { '/app.js': 'old' } });
    const step = await verify(site, ['/app.js contains new'], {
      with: { zone: zoneIds.exampleOrg, hosts: 'www.example.org' },
    });
    expect(step).toMatchObject({
      exitCode: 1,
      report: { checks: [{ tries: 3, repurges: 0 }], repurges: [{ result: 'failed' }] },
    });
    expect(step.errors[0]).toContain('could not be purged by itself: 1082');
  });
});

test.concurrent('among several zones, that of the host is found, and looked up once', async () => {
  await using site = await startSite({ files: v1 });
  const step = await verify(site, [isNew, '/none.js'], {
    with: { zone: `${zoneIds.exampleOrg} ${loopbackZoneId}`, hosts: '', tags: 'blog' },
  });
  const inLoopback = `POST /zones/${loopbackZoneId}/purge_cache`;
  expect(step.exitCode).toBe(1);
  const calls = callsOf(site.cloudflare);
  expect(calls.slice(0, 4)).toEqual([
    [`POST /zones/${zoneIds.exampleOrg}/purge_cache`, { tags: ['blog'] }],
    [inLoopback, { tags: ['blog'] }],
    [`GET /zones/${zoneIds.exampleOrg}`],
    [`GET /zones/${loopbackZoneId}`],
  ]);
  const repurges = calls.slice(4);
  expect(new Set(repurges.map(([call]) => call))).toEqual(new Set([inLoopback]));
  expect(new Set(repurges.flatMap(([, body]) => (body as { files: string[] }).files))).toEqual(
    new Set(['/app.js', '/none.js'].map((path) => site.edge.url + path)),
  );
});

test.concurrent('many stale URLs are purged again in few requests', async () => {
  await using site = await startSite({ files: {} });
  const paths = Array.from({ length: 60 }, (_, n) => `/${n}.js`);
  const step = await verify(site, paths);
  expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false', purged: '1' } });
  const repurges = callsOf(site.cloudflare).slice(1);
  expect(repurges.length).toBeGreaterThan(0);
  expect(repurges.length).toBeLessThan(20);
});

describe('the rate limit', () => {
  const limited = (seconds: number): Fault => ({
    kind: 'status',
    status: 429,
    headers: { 'retry-after': String(seconds) },
    body: { success: false, errors: [{ code: 1134, message: 'rate limit reached' }] },
  });

  test.concurrent('does not eat the time of the checks', async () => {
    await using site = await startSite({
      files: {},
      behaviour: { ignoredPurges: 1 },
      cloudflare: { faults: onRepurge(limited(3), 1) },
    });
    await release(site, v1, v2);
    const step = await verify(site, [isNew], { with: { 'verify-timeout': '2s' } });
    expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
    expect(step.ms).toBeGreaterThan(4_000);
  });

  test.concurrent('that outlasts all time leaves stale what was stale', async () => {
    await using site = await startSite({
      files: {},
      behaviour: { ignoredPurges: 1 },
      cloudflare: { faults: onRepurge(limited(600)) },
    });
    await release(site, v1, v2);
    const step = await verify(site, [isNew], { with: { timeout: '2s', 'verify-timeout': '2s' } });
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { verified: 'false', purged: '1', unpurged: '0' },
    });
    expect(step.errors[0]).toContain('could not be purged by itself');
    expect(step.ms).toBeLessThan(4_000);
  });
});
