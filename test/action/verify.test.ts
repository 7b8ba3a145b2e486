import { describe, expect, test } from 'vitest';
import type { EdgeBehaviour } from '../cloudflare/edge-behaviour.ts';
import { startSite } from '../cloudflare/edge-site.ts';
import type { Release } from '../cloudflare/origin-release.ts';
import { cacheable, host, release, verify } from './check-site.ts';
import { callsOf, canCancel, purge, refusal } from './scenario.ts';
import { when } from './when.ts';

const plan = [[purge, { hosts: [host] }]];
const invalidate = [[purge.replace('purge_cache', 'invalidate_cache'), { hosts: [host] }]];

interface Fresh {
  readonly name: string;
  readonly check: string;
  readonly why: string;
  readonly before?: Release;
  readonly after: Release;
  readonly behaviour?: Partial<EdgeBehaviour>;
  readonly method?: 'invalidate';
}

describe('what is fresh at once costs one question and no further purge', () => {
  const v1 = { '/app.js': cacheable('release 1') };
  const v2 = { '/app.js': cacheable('release 2') };
  const uncached = { ...cacheable('x'), headers: { 'cache-control': 'no-store' } };
  const cases: readonly Fresh[] = [
    { name: 'MISS', check: '/app.js', why: 'MISS: fetched', before: v1, after: v2 },
    {
      name: 'EXPIRED, of Tiered Cache',
      check: '/app.js',
      why: 'EXPIRED: fetched',
      before: v1,
      after: v2,
      behaviour: { tiered: true },
    },
    {
      name: 'REVALIDATED, what was invalidated without a change',
      check: '/app.js',
      why: 'REVALIDATED: the origin confirmed',
      before: v1,
      after: v1,
      method: 'invalidate',
    },
    {
      name: 'EXPIRED, what was invalidated and has changed',
      check: '/app.js',
      why: 'EXPIRED: fetched',
      before: v1,
      after: v2,
      method: 'invalidate',
    },
    {
      name: 'DYNAMIC',
      check: '/page.html',
      why: 'DYNAMIC: not cached by Cloudflare',
      after: { '/page.html': 'x' },
    },
    { name: 'BYPASS', check: '/app.js', why: 'BYPASS: not cached', after: { '/app.js': uncached } },
    {
      name: 'HIT, what another visitor brought back',
      check: '/app.js',
      why: 'cached after the purge',
      before: v1,
      after: v2,
      behaviour: { refillAfterPurge: true },
    },
    {
      name: 'a text',
      check: '/app.js contains release 2',
      why: 'the content is there',
      before: v1,
      after: v2,
    },
    {
      name: 'a file, compressed on its way',
      check: '/app.js equals dist/app.js',
      why: 'the content is there',
      before: v1,
      after: { '/app.js': { ...cacheable('release 2'), gzip: true } },
    },
    {
      name: 'a text behind a redirect',
      check: '/latest contains release 2',
      why: 'the content is there',
      before: v1,
      after: v2,
      behaviour: { redirects: { '/latest': '/app.js' } },
    },
  ];
  test.concurrent.for(cases)('$name', async (fresh) => {
    await using site = await startSite({ files: {} });
    await release(site, fresh.before ?? fresh.after, fresh.after);
    site.edge.behave(fresh.behaviour ?? {});
    const step = await verify(site, [fresh.check], {
      with: { method: fresh.method ?? '' },
      files: { 'dist/app.js': 'release 2' },
    });
    expect(step).toMatchObject({
      exitCode: 0,
      warnings: [],
      outputs: { verified: 'true', purged: '1', requests: '1' },
      report: {
        checks: [{ verdict: 'fresh', tries: 1, repurges: 0, msToFresh: expect.any(Number) }],
        repurges: [],
        resent: [],
      },
    });
    expect(step.report).toHaveProperty('checks.0.why', expect.stringContaining(fresh.why));
    expect(step.summary).toContain('✅ fresh');
    expect(callsOf(site.cloudflare)).toEqual(fresh.method ? invalidate : plan);
    for (const { url, method } of site.edge.requests) {
      expect(url).not.toContain('?');
      expect(method).toBe('GET');
    }
  });
});

test.concurrent('each check has its verdict, and one of them stale is enough to fail', async () => {
  const files = { '/a.js': 'a', '/b.js': 'b', '/page.html': 'c' };
  await using site = await startSite({ files });
  const checks = ['/a.js contains a', '/b.js contains new', '/none.js', '/page.html'];
  const step = await verify(site, checks, { with: { 'verify-timeout': '2s' } });
  expect(step.log).toMatch(
    /fresh, the content is there \(HTTP 200, MISS, no Age, data center FRA\)/,
  );
  expect(step).toMatchObject({
    exitCode: 1,
    outputs: { verified: 'false', purged: '1', unpurged: '0' },
    report: {
      checks: [
        { verdict: 'fresh' },
        { verdict: 'stale', reason: 'other-content' },
        { verdict: 'stale', reason: 'missing' },
        { verdict: 'fresh' },
      ],
    },
  });
  expect(step.errors[0]).toContain('4 checks: 2 fresh, 2 stale');
});

test.concurrent('what a page says is never told', async () => {
  const secret = 'hunter2-is-in-the-body';
  await using site = await startSite({ files: { '/a.js': `${secret} old` } });
  const step = await verify(site, ['/a.js contains new', '/a.js contains old'], {
    with: { 'verify-timeout': '2s' },
  });
  expect(step.exitCode).toBe(1);
  expect(step.log + step.summary + JSON.stringify(step.report)).not.toContain(secret);
});

test.concurrent('a page that browsers keep gets a note', async () => {
  const headers = { 'cache-control': 'max-age=86400' };
  await using site = await startSite({ files: { '/': { body: '<p>hi', headers } } });
  const step = await verify(site, ['/']);
  expect(step).toMatchObject({ exitCode: 0, warnings: [], outputs: { verified: 'true' } });
  expect(step.summary).toContain('browsers may keep this page for 86400 s');
});

test.concurrent('after a purge that failed nothing is verified', async () => {
  await using site = await startSite({
    files: { '/app.js': 'x' },
    cloudflare: { faults: () => refusal(403, { code: 1095, message: 'no access' }) },
  });
  const step = await verify(site, ['/app.js']);
  expect(step).toMatchObject({
    exitCode: 1,
    outputs: { verified: '', unpurged: '1' },
    report: { checks: [] },
  });
  expect(site.edge.requests).toEqual([]);
});

test
  .runIf(canCancel)
  .concurrent('a job that is cancelled while it verifies ends at once, and fails', async () => {
    await using site = await startSite({ files: { '/app.js': 'old' } });
    let cancelledAt = Number.NaN;
    const step = await verify(site, ['/app.js contains new'], {
      with: { 'verify-timeout': '1m' },
      onStart: (kill) =>
        when(
          () => site.edge.requests.length === 1,
          () => {
            cancelledAt = performance.now();
            kill('SIGTERM');
          },
        ),
    });
    expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '1', unpurged: '0' } });
    expect(step.outputs['verified']).not.toBe('true');
    expect(step.errors[0]).toContain('canceled');
    expect(performance.now() - cancelledAt).toBeLessThan(5_000);
    expect(callsOf(site.cloudflare)).toEqual(plan);
  });
