import { describe, expect, test } from 'vitest';
import { environmentRefs, loopbackZoneId, readingToken, zoneIds } from '../cloudflare/account.ts';
import { startSite } from '../cloudflare/edge-site.ts';
import type { Fault, FaultedRequest } from '../cloudflare/faults.ts';
import { cacheable, host, isNew, page, release, v1, v2, verify } from './check-site.ts';
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

describe('an Age that is not Cloudflare’s is inconclusive', () => {
  const aged = { '/app.js': cacheable('x', { age: '500' }) };
  const unclear = { exitCode: 0, outputs: { verified: 'unknown' } };

  test.concurrent('a HIT, once a MISS has shown it', async () => {
    await using site = await startSite({ files: {}, behaviour: { refillAfterPurge: true } });
    await release(site, aged, aged);
    let purges = 0;
    // Another visitor is faster after each purge but that of the URL by itself.
    site.cloudflare.onPurge(() => {
      purges += 1;
      site.edge.behave({ refillAfterPurge: purges !== 1 });
    });
    expect(await verify(site, ['/app.js'])).toMatchObject({
      ...unclear,
      warnings: [expect.stringContaining('an Age of its own')],
      report: { checks: [{ reason: 'age-of-origin' }] },
    });
  });

  test.concurrent('a HIT whose Age grew by less than the time: another object', async () => {
    await using site = await startSite({ files: {}, behaviour: { refillAfterPurge: true } });
    await release(site, aged, aged);
    expect(await verify(site, ['/app.js'])).toMatchObject({
      ...unclear,
      report: { checks: [{ reason: 'age-of-origin', cacheStatus: 'HIT' }] },
    });
  });

  test.concurrent('a MISS that an upper tier answered with its old copy', async () => {
    const upperTier = { purgedAfterMs: Number.POSITIVE_INFINITY };
    await using site = await startSite({ files: {}, behaviour: { upperTier } });
    await release(site, v1, v2);
    const step = await verify(site, ['/app.js']);
    expect(step).toMatchObject({
      ...unclear,
      report: { checks: [{ verdict: 'inconclusive', repurges: 0 }] },
    });
    expect(step.log).toMatch(/MISS, but with an Age from before the purge.*MISS, Age 63/);
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

  test.concurrent('what stale-if-error serves stays there, and is stale at the end', async () => {
    const headers = { 'cache-control': 'max-age=3600, stale-if-error=600' };
    await using site = await startSite({ files: {} });
    await release(
      site,
      { '/app.js': { body: 'release 1', headers } },
      { '/app.js': { status: 503 } },
    );
    const step = await verify(site, ['/app.js'], {
      with: { method: 'invalidate', 'verify-timeout': '5s' },
    });
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { verified: 'false' },
      report: { checks: [{ reason: 'served-stale', repurges: 0 }], repurges: [] },
    });
    expect(site.cloudflare.requests).toHaveLength(1);
    expect(new Set(site.edge.requests.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe('what cannot be purged by itself is asked only', () => {
  test.concurrent('a host outside the zone', async () => {
    await using site = await startSite({ files: {}, behaviour: { ignoredPurges: 9 } });
    await release(site, v1, v2);
    const step = await verify(site, [], {
      with: {
        zone: 'example.com',
        token: readingToken,
        verify: `${site.edge.url}/app.js`,
        'verify-timeout': '4s',
      },
    });
    expect(step).toMatchObject({
      exitCode: 1,
      report: { checks: [{ verdict: 'stale', repurges: 0 }], repurges: [] },
    });
    expect(callsOf(site.cloudflare).slice(1)).toEqual([plan]);
  });

  test.concurrent('an environment that refuses URLs', async () => {
    await using site = await startSite({ files: { '/app.js': 'old' } });
    const step = await verify(site, ['/app.js contains new'], {
      with: {
        'zone-environment': environmentRefs.visitorsFromOffice,
        'verify-timeout': '6s',
      },
    });
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { verified: 'false' },
      report: {
        checks: [{ repurges: 0 }],
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
      with: { zone: zoneIds.exampleOrg, hosts: 'www.example.org', 'verify-timeout': '6s' },
    });
    expect(step).toMatchObject({
      exitCode: 1,
      report: { checks: [{ repurges: 0 }], repurges: [{ result: 'failed' }] },
    });
    expect(step.errors[0]).toContain('could not be purged by itself: 1082');
  });
});

test.concurrent('among several zones, that of the host is found, and looked up once', async () => {
  await using site = await startSite({ files: v1 });
  const paths = [isNew, '/none.js'].map((check) => site.edge.url + check);
  const step = await verify(site, [], {
    with: {
      zone: `${zoneIds.exampleOrg} ${loopbackZoneId}`,
      hosts: '',
      tags: 'blog',
      verify: paths.join('\n'),
      'verify-timeout': '6s',
    },
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
  const step = await verify(site, paths, { with: { 'verify-timeout': '6s' } });
  expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false', purged: '1' } });
  const [, first] = callsOf(site.cloudflare);
  expect(first).toEqual([purge, { files: paths.map((path) => page + path) }]);
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
    const step = await verify(site, [isNew], { with: { 'verify-timeout': '3s' } });
    expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
  });

  test.concurrent('that outlasts all time leaves stale what was stale', async () => {
    await using site = await startSite({
      files: {},
      behaviour: { ignoredPurges: 1 },
      cloudflare: { faults: onRepurge(limited(600)) },
    });
    await release(site, v1, v2);
    const step = await verify(site, [isNew], { with: { timeout: '4s', 'verify-timeout': '4s' } });
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { verified: 'false', purged: '1', unpurged: '0' },
    });
    expect(step.errors[0]).toContain('could not be purged by itself');
  });
});

test.concurrent('a site that limits its visitors is asked again when it says, not before', async () => {
  await using site = await startSite({ files: v1 });
  const busy = { status: 429, headers: { 'retry-after': '3' }, body: 'slow down' };
  site.origin.deploy({ '/app.js': busy });
  when(
    () => site.edge.requests.length === 1,
    () => site.origin.deploy(v2),
  );
  const step = await verify(site, [isNew]);
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
  const [first, second] = site.edge.requests;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(2_900);
});

describe('a list that plainly leaves out the URL of a check', () => {
  const lists = [
    { urls: `${page}/other.js` },
    { hosts: 'blog.example.com' },
    { prefixes: 'www.example.com/blog' },
  ];
  test.concurrent.for(lists)('is warned of before anything is sent: %o', async (list) => {
    await using site = await startSite({ files: v2 });
    const lines: string[] = [];
    let warned: boolean | undefined;
    site.cloudflare.onPurge(() => {
      warned ??= lines.some((line) => /^::warning.*leaves? out/.test(line));
    });
    const step = await verify(site, ['/app.js'], {
      with: { hosts: '', ...list },
      onLine: (line) => lines.push(line),
    });
    expect(step.warnings).toEqual([expect.stringContaining(`${page}/app.js`)]);
    expect(warned).toBe(true);
  });

  test.concurrent.for([
    { hosts: 'WWW.example.com' },
    { prefixes: 'www.example.com/app' },
    { urls: `${page}/other.js`, tags: 'a' },
  ])('is not: %o', async (list) => {
    await using site = await startSite({ files: v2 });
    const step = await verify(site, ['/app.js'], { with: { hosts: '', ...list } });
    expect(step.warnings).toEqual([]);
  });
});
