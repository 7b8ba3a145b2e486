import { describe, expect, test } from 'vitest';
import { type Site, startSite } from '../cloudflare/edge-site.ts';
import { host, isNew, release, v1, v2, verify } from './check-site.ts';
import { type Call, callsOf, purge, refusal } from './scenario.ts';
import { when } from './when.ts';

const plan: Call = [purge, { hosts: [host] }];

function again(site: Site, path = '/app.js'): Call {
  return [purge, { files: [site.edge.url + path] }];
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
    expect(step.log).toMatch(/stale, HIT with Age 63\d s: cached 10 min before this purge/);
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
    expect(step.errors[0]).toMatch(/HIT with Age 63\d s.*only a check by content can tell/);
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
