import { describe, expect, test } from 'vitest';
import { type Site, type SiteOptions, startSite } from '../cloudflare/edge-site.ts';
import { cacheable, host, isNew, page, release, v1, v2, verify } from './check-site.ts';
import { type Call, callsOf, purge, refusal } from './scenario.ts';
import { when } from './when.ts';

const plan: Call = [purge, { hosts: [host] }];
const again: Call = [purge, { files: [`${page}/app.js`] }];

/** Deploys when the site has been visited so often: after the check was stale twice, most often. */
function deployAfter(site: Site, visits: number, deploy: () => void): void {
  when(() => site.edge.requests.length === visits, deploy);
}

describe('a deploy that was late: the plan is sent again, and reaches the page', () => {
  const turned = {
    exitCode: 0,
    errors: [],
    warnings: [],
    outputs: { verified: 'true', purged: '1', unpurged: '0', requests: '1' },
    report: {
      checks: [{ verdict: 'fresh', tries: 4, repurges: 1 }],
      repurges: [{ kind: 'urls', result: 'accepted' }],
      resent: [{ kind: 'hosts', result: 'accepted' }],
    },
  };

  test.concurrent('found by content', async () => {
    await using site = await startSite({ files: {} });
    await release(site, v1, v1);
    deployAfter(site, 2, () => site.origin.deploy(v2));
    const step = await verify(site, [isNew]);
    expect(step).toMatchObject(turned);
    expect(callsOf(site.cloudflare)).toEqual([plan, again, plan]);
    const [, second, third] = site.cloudflare.requests;
    expect((third?.at ?? 0) - (second?.at ?? 0)).toBeGreaterThan(2_000);
    expect(step.summary).toContain('1 more time');
    expect(step.lines.join('\n')).toContain('1 re-purge, the whole plan sent 1 more time');
  });

  test.concurrent('found by Age alone', async () => {
    await using site = await startSite({ files: {}, behaviour: { ignoredPurges: 1 } });
    await release(site, v1, v2);
    const step = await verify(site, ['/app.js']);
    expect(step).toMatchObject(turned);
    expect(step.log).toMatch(
      /stale, cached 10 min before .*\(HTTP 200, HIT, Age 63\d s, data center FRA\)/,
    );
    expect(callsOf(site.cloudflare)).toEqual([plan, again, plan]);
  });

  test.concurrent('with a method that is never harder than that of the step', async () => {
    await using site = await startSite({ files: {}, behaviour: { ignoredPurges: 1 } });
    await release(site, v1, v2);
    expect(await verify(site, [isNew], { with: { method: 'invalidate' } })).toMatchObject(turned);
    const paths = callsOf(site.cloudflare).map(([request]) => request.split('/').at(-1));
    expect(new Set(paths)).toEqual(new Set(['invalidate_cache']));
  });

  test.concurrent('for several checks of one URL, which is purged once, with its variants', async () => {
    await using site = await startSite({
      files: {},
      behaviour: { ignoredPurges: 1, keyHeaders: ['accept-language'] },
    });
    await release(site, v1, v2);
    const url = `${page}/app.js`;
    const headers = { 'Accept-Language': 'de' };
    const step = await verify(site, ['/app.js', isNew], {
      with: { hosts: '', urls: url, variants: 'Accept-Language: de' },
    });
    expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true', purged: '2' } });
    const both = [purge, { files: [{ url }, { url, headers }] }];
    expect(callsOf(site.cloudflare)).toEqual([both, both, both]);
  });

  test.concurrent('for a redirect, whose target is purged as well', async () => {
    await using site = await startSite({
      files: {},
      behaviour: { ignoredPurges: 1, redirects: { '/latest': '/app.js' } },
    });
    await release(site, v1, v2);
    const step = await verify(site, ['/latest contains release 2']);
    expect(step).toMatchObject({ ...turned, report: { checks: [{ verdict: 'fresh' }] } });
    expect(callsOf(site.cloudflare)).toEqual([
      plan,
      [purge, { files: [`${page}/latest`, `${page}/app.js`] }],
      plan,
    ]);
  });

  test.concurrent('and where sending it again fails, the step fails and says why', async () => {
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
});

describe('a plan that does not reach the page fails the step', () => {
  const tagged = (body: string) => ({ '/app.js': cacheable(body, { 'cache-tag': 'blog' }) });
  test.concurrent.for(['/app.js', isNew])('a misspelled tag, with %s', async (check) => {
    await using site = await startSite({ files: {} });
    await release(site, tagged('release 1'), tagged('release 2'));
    const step = await verify(site, [check], { with: { hosts: '', tags: 'blgo' } });
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { verified: 'false', purged: '1', unpurged: '0' },
      report: { checks: [{ verdict: 'stale', reason: 'not-reached', repurges: 1 }] },
    });
    expect(step.errors[0]).toContain('the purge does not reach this page');
    expect(callsOf(site.cloudflare)).toEqual([
      [purge, { tags: ['blgo'] }],
      again,
      [purge, { tags: ['blgo'] }],
    ]);
  });

  test.concurrent('the target of a redirect', async () => {
    const behaviour = { redirects: { '/latest': '/app.js' } };
    await using site = await startSite({ files: {}, behaviour });
    await release(site, v1, v2);
    const step = await verify(site, ['/latest contains release 2'], {
      with: { hosts: '', urls: `${page}/latest` },
    });
    expect(step).toMatchObject({
      exitCode: 1,
      report: { checks: [{ verdict: 'stale', reason: 'not-reached' }] },
    });
  });
});

describe('where no response shows whether the plan reaches the page, a warning says so', () => {
  const unclear = {
    exitCode: 0,
    errors: [],
    warnings: [expect.stringContaining('only its own purge helped')],
    outputs: { verified: 'unknown', purged: '1' },
    report: { checks: [{ verdict: 'inconclusive', reason: 'only-own-purge' }] },
  };

  test.concurrent('what is not cached', async () => {
    await using site = await startSite({ files: { '/page.html': 'release 1' } });
    deployAfter(site, 2, () => site.origin.deploy({ '/page.html': 'release 2' }));
    expect(await verify(site, ['/page.html contains release 2'])).toMatchObject(unclear);
    expect(callsOf(site.cloudflare)).toHaveLength(3);
  });

  test.concurrent('two servers that stay different: three times and no more', async () => {
    await using site = await startSite({ files: {} });
    await release(site, v1, v1);
    site.origin.deployRolling(600_000, v2);
    const step = await verify(site, [isNew], { with: { 'verify-timeout': '2m' } });
    expect(step).toMatchObject(unclear);
    expect(callsOf(site.cloudflare).filter(([, body]) => 'hosts' in Object(body))).toHaveLength(4);
  }, 60_000);
});

test.concurrent('two servers updated one after the other: the plan is sent until both are new', async () => {
  await using site = await startSite({ files: {} });
  await release(site, v1, v1);
  site.origin.deployRolling(600_000, v2);
  const plans = () => callsOf(site.cloudflare).filter(([, body]) => 'hosts' in Object(body)).length;
  when(
    () => plans() === 3,
    () => site.origin.deploy(v2),
  );
  const step = await verify(site, [isNew], { with: { 'verify-timeout': '2m' } });
  expect(step).toMatchObject({ exitCode: 0, warnings: [], outputs: { verified: 'true' } });
  expect(step.log).toContain('the whole plan sent 2 more times');
}, 60_000);

describe('what stays stale fails the step, and says what would tell more', () => {
  test.concurrent('by content', async () => {
    await using site = await startSite({ files: v1 });
    const step = await verify(site, [isNew], { with: { 'verify-timeout': '6s' } });
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { verified: 'false', purged: '1', unpurged: '0' },
      report: { checks: [{ verdict: 'stale', reason: 'other-content' }], resent: [] },
    });
    expect(step.errors[0]).toMatch(/stale after \d re-purges?, other content: .*`wait-for`/);
    expect(step.summary).toContain('❌ stale');
    expect(callsOf(site.cloudflare).slice(0, 2)).toEqual([plan, again]);
  });

  test.concurrent('by Age', async () => {
    await using site = await startSite({ files: {}, behaviour: { ignoredPurges: 9 } });
    await release(site, v1, v2);
    const step = await verify(site, ['/app.js'], { with: { 'verify-timeout': '3s' } });
    expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
    expect(step.errors[0]).toMatch(/Age 63\d s.*only a content check can tell/);
  });

  test.concurrent('by an Age of less than a second more than the time since the purge', async () => {
    // The clock of the edge stands still: the copy is 1.2 s old whenever the check comes.
    let now = 0;
    const behaviour = { ignoredPurges: 9 };
    await using site = await startSite({ files: v1, clock: () => now, behaviour });
    await site.edge.warm('/app.js');
    now = 1_200;
    const step = await verify(site, ['/app.js'], { with: { 'verify-timeout': '0.5s' } });
    expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
  });

  test.concurrent.for([
    503, 429,
  ])('and was stale before the last response, HTTP %d', async (status) => {
    await using site = await startSite({ files: v1 });
    deployAfter(site, 3, () => site.origin.deploy({ '/app.js': { status, body: 'x' } }));
    const step = await verify(site, [isNew], { with: { 'verify-timeout': '8s' } });
    expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
    expect(step.errors[0]).toContain('other content');
    expect(step.errors[0]).toContain(`HTTP ${status}`);
  });
});

describe('a purge that takes a second costs one more request, and no purge', () => {
  const slow: Partial<SiteOptions> = { behaviour: { propagationMs: 1_000 } };
  test.concurrent.for(['/app.js', isNew])('%s', async (check) => {
    await using site = await startSite({ files: {}, ...slow });
    await release(site, v1, v2);
    expect(await verify(site, [check])).toMatchObject({
      exitCode: 0,
      outputs: { verified: 'true', purged: '1' },
      report: { repurges: [], resent: [] },
    });
    expect(callsOf(site.cloudflare)).toEqual([plan]);
  });
});
