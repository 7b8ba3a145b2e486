import { describe, expect, test } from 'vitest';
import { purgeToken } from '../cloudflare/account.ts';
import type { EdgeBehaviour } from '../cloudflare/edge-behaviour.ts';
import { startSite } from '../cloudflare/edge-site.ts';
import type { Release } from '../cloudflare/origin-release.ts';
import { cacheable, host, verify } from './check-site.ts';
import { callsOf, purge, runStep } from './scenario.ts';
import { when } from './when.ts';

const plan = [[purge, { hosts: [host] }]];

interface Unclear {
  readonly name: string;
  readonly check: string;
  readonly why: string;
  readonly files: Release;
  readonly behaviour?: Partial<EdgeBehaviour>;
  /** Time may change it, so it is asked again as long as there is time. */
  readonly mayPass?: boolean;
}

describe('what cannot be told is a warning, and the step succeeds', () => {
  const cases: readonly Unclear[] = [
    {
      name: 'a challenge',
      check: '/app.js contains x',
      why: "a challenge of Cloudflare's bot protection",
      files: { '/app.js': 'x' },
      behaviour: { challenge: {} },
    },
    {
      name: 'no Cloudflare in front of the origin',
      check: '/app.js',
      why: 'no cf-cache-status',
      files: { '/app.js': 'x' },
      behaviour: { proxied: false },
    },
    {
      name: 'a body of more than 10 MiB',
      check: '/app.js contains x',
      why: 'larger than 10 MiB',
      files: { '/app.js': Buffer.alloc(11 * 1024 * 1024, 'x') },
    },
    ...[401, 403, 429, 500, 503].map((status) => ({
      name: `HTTP ${status}`,
      check: '/app.js contains x',
      why: `HTTP ${status}`,
      files: { '/app.js': { status, body: 'x' } },
      mayPass: status >= 429,
    })),
    {
      name: 'a body that is cut off',
      check: '/app.js contains x',
      why: 'the connection was refused or broke',
      files: { '/app.js': { body: 'xxxxxxxx', cutAfter: 2 } },
      behaviour: { proxied: false },
      mayPass: true,
    },
  ];
  test.concurrent.for(cases)('$name', async ({ check, why, files, behaviour = {}, mayPass }) => {
    await using site = await startSite({ files, behaviour });
    // What time cannot change ends long before.
    const time = mayPass ? '3s' : '5m';
    const step = await verify(site, [check], { with: { 'verify-timeout': time } });
    expect(step).toMatchObject({
      exitCode: 0,
      errors: [],
      warnings: [expect.stringContaining('inconclusive')],
      outputs: { verified: 'unknown', purged: '1' },
      report: { checks: [{ verdict: 'inconclusive', repurges: 0 }], repurges: [] },
    });
    if (!mayPass) expect(step.report).toHaveProperty('checks.0.tries', 3);
    expect(step.report).toHaveProperty('checks.0.why', expect.stringContaining(why));
    expect(step.summary).toContain('inconclusive');
    expect(callsOf(site.cloudflare)).toEqual(plan);
  });
});

test.concurrent('no more than five warnings, with that of wait-for', async () => {
  await using site = await startSite({ files: { '/app.js': cacheable('old') } });
  await site.edge.warm('/app.js');
  site.origin.deploy({
    '/app.js': 'new',
    '/401.js': { status: 401 },
    '/403.js': { status: 403 },
    '/429.js': { status: 429 },
    '/500.js': { status: 500 },
    '/503.js': { status: 503 },
  });
  when(
    () => site.edge.requests.length === 1,
    () => site.edge.purge({ zoneId: 'any', method: 'purge', kind: 'hosts', items: [host] }),
  );
  const urls = [401, 403, 429, 500, 503].map((status) => `${site.edge.url}/${status}.js`);
  // `hold-truths.ts` counts the warnings.
  const step = await runStep(site.cloudflare, {
    with: {
      token: purgeToken,
      hosts: host,
      'wait-for': `${site.edge.url}/app.js contains new`,
      verify: urls.join('\n'),
      'verify-timeout': '0.5',
    },
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'unknown' } });
});
