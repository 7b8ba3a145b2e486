import { describe, expect, test } from 'vitest';
import { startSite } from '../cloudflare/edge-site.ts';
import { startOrigin } from '../cloudflare/origin.ts';
import { callsOf, canCancel, runStep } from './scenario.ts';
import { when } from './when.ts';

const tags = { tags: 'blog' };
const undeployed = { purged: '0', unpurged: '1', requests: '0', verified: '' };
const secret = 'hunter2-is-in-the-body';

describe('what does not pass in time', () => {
  const never: readonly (readonly [string, string, string])[] = [
    [
      'a text',
      '/page.txt contains release 2',
      'other content (HTTP 200, DYNAMIC, no Age, data center FRA)',
    ],
    [
      'a file',
      '/page.txt equals app.js',
      'other content (HTTP 200, DYNAMIC, no Age, data center FRA)',
    ],
    ['a page', '/none.txt', 'HTTP 404 (HTTP 404, DYNAMIC, no Age, data center FRA)'],
  ];
  test.concurrent.for(never)('%s fails the step, and nothing is purged', async ([
    ,
    check,
    seen,
  ]) => {
    await using site = await startSite({ files: { '/page.txt': `${secret} release 1` } });
    const step = await runStep(site.cloudflare, {
      with: {
        ...tags,
        'wait-for': `${site.edge.url}/page.txt\n${site.edge.url}${check}`,
        'wait-timeout': '2s',
        verify: `${site.edge.url}/page.txt`,
      },
      files: { 'app.js': 'another' },
    });
    expect(callsOf(site.cloudflare)).toEqual([]);
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: undeployed,
      report: { result: 'not-deployed', waits: [{ held: true }, { held: false, seen }] },
    });
    expect(step.errors[0]).toContain('Nothing was purged: 1 of 2 `wait-for` checks did not pass');
    expect(step.errors[0]).toContain(`last seen: ${seen}. `);
    expect(step.errors[0]).toContain('wait-timeout');
    expect(step.ms).toBeGreaterThan(1_900);
    expect(step.log + step.summary + JSON.stringify(step.report)).not.toContain(secret);
  });

  test.concurrent('a connection that is refused says so', async () => {
    await using site = await startSite({ files: {} });
    const closed = await startOrigin();
    await closed[Symbol.asyncDispose]();
    const step = await runStep(site.cloudflare, {
      with: { ...tags, 'wait-for': `${closed.url}/`, 'wait-timeout': '1s' },
    });
    expect(step).toMatchObject({ exitCode: 1, outputs: undeployed });
    expect(step.errors[0]).toContain(
      'last seen: no answer: the connection was refused or broke (ECONNREFUSED)',
    );
    expect(callsOf(site.cloudflare)).toEqual([]);
  });

  test.concurrent('a server that never answers takes no longer than wait-timeout', async () => {
    await using site = await startSite({ files: { '/slow.txt': { hang: true } } });
    const step = await runStep(site.cloudflare, {
      with: { ...tags, 'wait-for': `${site.origin.url}/slow.txt`, 'wait-timeout': '1s' },
    });
    expect(step).toMatchObject({ exitCode: 1, outputs: undeployed });
    expect(step.errors[0]).toContain('no answer');
    // A request alone may take 30 s.
    expect(step.ms).toBeLessThan(15_000);
  });

  test.concurrent('redirects that go round in circles are no page', async () => {
    await using site = await startSite({ files: {}, behaviour: { redirects: { '/a': '/a' } } });
    const step = await runStep(site.cloudflare, {
      with: { ...tags, 'wait-for': `${site.edge.url}/a contains x`, 'wait-timeout': '1s' },
    });
    expect(step.errors[0]).toContain('HTTP 301');
    expect(site.edge.requests).toHaveLength(11);
  });

  test.concurrent('a challenge says what lets the check pass', async () => {
    await using site = await startSite({
      files: { '/a.txt': 'a' },
      behaviour: { challenge: {} },
    });
    const step = await runStep(site.cloudflare, {
      with: { ...tags, 'wait-for': `${site.edge.url}/a.txt`, 'wait-timeout': '1s' },
    });
    expect(step.errors[0]).toMatch(/a challenge .*check-headers.*HTTP 403/);
  });
});

test.concurrent('an answer from the cache is warned of at once, and once', async () => {
  await using site = await startSite({ files: { '/a.js': 'old', '/b.js': 'old' } });
  await site.edge.warm('/a.js', '/b.js');
  site.edge.age(60);
  site.origin.deploy({ '/a.js': 'new', '/b.js': 'new' });
  const { url } = site.edge;
  const step = await runStep(site.cloudflare, {
    with: {
      ...tags,
      'wait-for': `${url}/a.js contains new\n${url}/b.js contains new`,
      'wait-timeout': '2s',
    },
  });
  expect(step.exitCode).toBe(1);
  expect(step.warnings).toHaveLength(1);
  expect(step.warnings[0]).toMatch(
    /comes from Cloudflare's cache \(other content \(HTTP 200, HIT, Age 6\d s/,
  );
  expect(step.lines.filter((line) => line.includes("from Cloudflare's cache"))).toHaveLength(1);
  expect(callsOf(site.cloudflare)).toEqual([]);
});

test
  .runIf(canCancel)
  .concurrent('a job that is cancelled while it waits purges nothing, and says why', async () => {
    await using site = await startSite({ files: { '/version.txt': 'v1' } });
    let cancelledAt = Number.NaN;
    const step = await runStep(site.cloudflare, {
      with: { ...tags, 'wait-for': `${site.edge.url}/version.txt contains v2` },
      onStart: (kill) =>
        when(
          () => site.edge.requests.length === 1,
          () => {
            cancelledAt = performance.now();
            kill('SIGTERM');
          },
        ),
    });
    expect(step).toMatchObject({ exitCode: 1, outputs: undeployed });
    expect(performance.now() - cancelledAt).toBeLessThan(5_000);
    expect(step.errors[0]).toContain('the job was canceled');
    expect(step.errors[0]).not.toContain('raise `wait-timeout`');
    expect(callsOf(site.cloudflare)).toEqual([]);
  });
