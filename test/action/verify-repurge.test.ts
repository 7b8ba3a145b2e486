import { describe, expect, test } from 'vitest';
import { environmentRefs, readingToken, zoneIds } from '../cloudflare/account.ts';
import { loopbackZoneId } from '../cloudflare/edge-account.ts';
import { type Site, startSite } from '../cloudflare/edge-site.ts';
import type { Fault, FaultedRequest } from '../cloudflare/faults.ts';
import { cacheable, host, release, verify } from './check-site.ts';
import { type Call, callsOf, purge, refusal } from './scenario.ts';
import { when } from './when.ts';

const v1 = { '/app.js': cacheable('release 1') };
const v2 = { '/app.js': cacheable('release 2') };
const isNew = '/app.js contains release 2';
const plan: Call = [purge, { hosts: [host] }];

function again(site: Site, path = '/app.js'): Call {
  return [purge, { files: [site.edge.url + path] }];
}

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

describe('a check that turns fresh only by a purge of its own has the whole plan sent once more', () => {
  const turned = {
    exitCode: 0,
    errors: [],
    warnings: [],
    outputs: { verified: 'true', purged: '1', unpurged: '0', requests: '1' },
    report: {
      checks: [{ verdict: 'fresh', tries: 3, repurges: 1 }],
      repurges: [{ kind: 'urls', result: 'accepted' }],
      resent: [{ kind: 'hosts', result: 'accepted' }],
    },
  };

  test.concurrent('a deploy that lands after the purge, before the first check', async () => {
    await using site = await startSite({ files: {}, behaviour: { refillAfterPurge: true } });
    await release(site, v1, v1);
    site.cloudflare.onPurge(() => setTimeout(() => site.origin.deploy(v2), 50));
    const step = await verify(site, [isNew]);
    expect(step).toMatchObject(turned);
    expect(callsOf(site.cloudflare)).toEqual([plan, again(site), plan]);
    expect(step.log).toContain('the whole plan is sent once more');
    expect(step.summary).toContain('the whole plan was sent once more');
    expect(step.lines.join('\n')).toContain('1 re-purge, the whole plan sent once more');
  });

  test.concurrent('a deploy that lands after the first check', async () => {
    await using site = await startSite({ files: {} });
    await release(site, v1, v1);
    when(
      () => site.edge.requests.length === 1,
      () => site.origin.deploy(v2),
    );
    expect(await verify(site, [isNew])).toMatchObject(turned);
    expect(callsOf(site.cloudflare)).toEqual([plan, again(site), plan]);
  });

  test.concurrent('a purge without effect, seen by Age alone', async () => {
    await using site = await startSite({ files: {}, behaviour: { ignoredPurges: 1 } });
    await release(site, v1, v2);
    const step = await verify(site, ['/app.js']);
    expect(step).toMatchObject(turned);
    expect(step.log).toMatch(/stale, HIT with Age 60\d s: cached 10 min before this purge/);
    expect(callsOf(site.cloudflare)).toEqual([plan, again(site), plan]);
  });

  test.concurrent('with purge_cache after invalidate, and the plan as it was', async () => {
    await using site = await startSite({ files: {}, behaviour: { ignoredPurges: 1 } });
    await release(site, v1, v2);
    expect(await verify(site, [isNew], { with: { method: 'invalidate' } })).toMatchObject(turned);
    const first = callsOf(site.cloudflare).map(([request]) => request.split('/').at(-1));
    expect(first).toEqual(['invalidate_cache', 'purge_cache', 'invalidate_cache']);
  });

  test.concurrent('a URL of several checks is purged once, with its variants', async () => {
    await using site = await startSite({
      files: {},
      behaviour: { ignoredPurges: 1, keyHeaders: ['accept-language'] },
    });
    await release(site, v1, v2);
    const url = `${site.edge.url}/app.js`;
    const headers = { 'Accept-Language': 'de' };
    const step = await verify(site, ['/app.js', isNew], {
      with: { hosts: '', urls: url, variants: 'Accept-Language: de' },
    });
    expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true', purged: '2' } });
    const both = [purge, { files: [url, { url, headers }] }];
    expect(callsOf(site.cloudflare)).toEqual([both, both, both]);
  });

  test.concurrent('and where that fails, the step fails and says why', async () => {
    let plans = 0;
    await using site = await startSite({
      files: {},
      behaviour: { ignoredPurges: 1 },
      cloudflare: {
        faults: ({ body }) => {
          plans += JSON.stringify(body).includes('"hosts"') ? 1 : 0;
          return plans < 2 ? undefined : refusal(403, { code: 9109, message: 'Revoked' });
        },
      },
    });
    await release(site, v1, v2);
    const step = await verify(site, [isNew]);
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { verified: 'false', purged: '1', unpurged: '0' },
      report: { resent: [{ result: 'failed' }] },
    });
    expect(step.errors[0]).toContain('9109');
  });

  test.concurrent('a last look that finds something stale again fails the step', async () => {
    await using site = await startSite({ files: {}, behaviour: { ignoredPurges: 1 } });
    await release(site, v1, v2);
    let purges = 0;
    site.cloudflare.onPurge(() => {
      purges += 1;
      if (purges === 3) site.origin.deploy({ '/app.js': 'release 0' });
    });
    expect(await verify(site, [isNew])).toMatchObject({
      exitCode: 1,
      outputs: { verified: 'false' },
    });
  });
});

describe('what stays stale fails the step, and says what would tell more', () => {
  test.concurrent('by content', async () => {
    await using site = await startSite({ files: v1 });
    const step = await verify(site, [isNew]);
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { verified: 'false', purged: '1', unpurged: '0' },
      report: { checks: [{ verdict: 'stale', tries: 3, repurges: 2 }], resent: [] },
    });
    expect(step.errors[0]).toMatch(/stale after 2 re-purges, other content: .*`wait-for`/);
    expect(step.summary).toContain('❌ stale');
    expect(callsOf(site.cloudflare)).toEqual([plan, again(site), again(site)]);
  });

  test.concurrent('by Age', async () => {
    await using site = await startSite({ files: {}, behaviour: { ignoredPurges: 9 } });
    await release(site, v1, v2);
    const step = await verify(site, ['/app.js']);
    expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
    expect(step.errors[0]).toMatch(/HIT with Age 60\d s.*only a check by content can tell/);
  });
});

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
  const files = (path: string) => ({ files: [site.edge.url + path] });
  const inLoopback = `POST /zones/${loopbackZoneId}/purge_cache`;
  expect(step.exitCode).toBe(1);
  expect(callsOf(site.cloudflare)).toEqual([
    [`POST /zones/${zoneIds.exampleOrg}/purge_cache`, { tags: ['blog'] }],
    [inLoopback, { tags: ['blog'] }],
    [`GET /zones/${zoneIds.exampleOrg}`],
    [`GET /zones/${loopbackZoneId}`],
    ...[0, 1].flatMap(() => [
      [inLoopback, files('/app.js')],
      [inLoopback, files('/none.js')],
    ]),
  ]);
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

test.concurrent('a purge that takes its time to arrive ends well', async () => {
  await using site = await startSite({ files: {}, behaviour: { propagationMs: 150 } });
  await release(site, v1, v2);
  expect(await verify(site, [isNew])).toMatchObject({
    exitCode: 0,
    outputs: { verified: 'true', purged: '1' },
  });
});
