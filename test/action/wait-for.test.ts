import { describe, expect, test } from 'vitest';
import { startSite } from '../cloudflare/edge-site.ts';
import { startOrigin } from '../cloudflare/origin.ts';
import type { OriginReply } from '../cloudflare/origin-release.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { callsOf, purge, runStep } from './scenario.ts';
import { when } from './when.ts';

const tags = { tags: 'blog' };
const purged = [[purge, { tags: ['blog'] }]];

describe('what is waited for', () => {
  const files = { '/version.txt': 'release 2\n', '/app.js': 'new', '/zipped.txt': 'squeezed' };
  const checks = [
    ['a bare URL', '/version.txt', '/version.txt'],
    ['a text', '/version.txt contains release 2', '/version.txt contains "release 2"'],
    ['a file', '/app.js equals dist/app.js', '/app.js equals dist/app.js'],
    ['a page behind redirects', '/old contains release 2', '/old contains "release 2"'],
  ] as const;
  test.concurrent.for(checks)('%s that is there costs one question', async ([, check, name]) => {
    await using site = await startSite({
      files,
      behaviour: { redirects: { '/old': '/older', '/older': '/version.txt' } },
    });
    const step = await runStep(site.cloudflare, {
      with: { ...tags, 'wait-for': site.edge.url + check },
      files: { 'dist/app.js': 'new' },
    });
    expect(step).toMatchObject({
      exitCode: 0,
      errors: [],
      warnings: [],
      outputs: { purged: '1', verified: '' },
      report: { waits: [{ check: site.edge.url + name, held: true, tries: 1 }], checks: [] },
    });
    expect(step.summary).toContain('Waited for');
    expect(callsOf(site.cloudflare)).toEqual(purged);
  });

  test.concurrent('a compressed page is read', async () => {
    await using site = await startSite({ files, behaviour: { encodings: ['br'] } });
    const step = await runStep(site.cloudflare, {
      with: { ...tags, 'wait-for': `${site.edge.url}/zipped.txt contains squeezed` },
    });
    expect(step.exitCode).toBe(0);
    expect(site.edge.requests[0]?.headers['accept-encoding']).toContain('br');
  });

  test.concurrent('a deploy that lands late is purged after it has landed', async () => {
    await using site = await startSite({ files: { '/version.txt': 'release 1' } });
    const landsLate = () => site.origin.deploy({ '/version.txt': 'release 2' });
    when(() => site.edge.requests.length === 2, landsLate);
    const step = await runStep(site.cloudflare, {
      with: { ...tags, 'wait-for': `${site.edge.url}/version.txt contains release 2` },
    });
    expect(step).toMatchObject({ exitCode: 0, report: { waits: [{ held: true, tries: 3 }] } });
    const [purgeRequest] = site.cloudflare.requests;
    expect(purgeRequest?.at).toBeGreaterThan(site.edge.requests[2]?.at ?? Number.POSITIVE_INFINITY);
    expect(callsOf(site.cloudflare)).toEqual(purged);
  });

  const meanwhile: readonly (readonly [string, OriginReply | undefined, string])[] = [
    ['404', undefined, 'HTTP 404'],
    ['503', { status: 503, body: 'down' }, 'HTTP 503'],
    ['a body that is cut off', { body: 'a long body', cutAfter: 3 }, 'no answer'],
  ];
  test.concurrent.for(meanwhile)('%s is asked again', async ([, reply, seen]) => {
    await using cloudflare = await startCloudflare();
    await using origin = await startOrigin({ files: reply ? { '/version.txt': reply } : {} });
    when(
      () => origin.requests.length === 1,
      () => origin.deploy({ '/version.txt': 'v2' }),
    );
    const step = await runStep(cloudflare, {
      with: { ...tags, 'wait-for': `${origin.url}/version.txt contains v2` },
    });
    expect(step).toMatchObject({ exitCode: 0, report: { waits: [{ held: true, tries: 2 }] } });
    expect(step.log).toContain(seen);
  });

  test.concurrent('several checks side by side, until all of them pass in the same round', async () => {
    await using site = await startSite({ files: { '/a.txt': 'a1', '/b.txt': 'b1' } });
    const askedFor = (path: string) =>
      site.origin.requests.filter(({ target }) => target === path).length;
    when(
      () => askedFor('/a.txt') === 1,
      () => site.origin.deploy({ '/a.txt': 'a2', '/b.txt': 'b1' }),
    );
    // When the second passes, the first does not any more.
    when(
      () => askedFor('/b.txt') === 2,
      () => site.origin.deploy({ '/a.txt': 'a1', '/b.txt': 'b2' }),
    );
    when(
      () => askedFor('/b.txt') === 3,
      () => site.origin.deploy({ '/a.txt': 'a2', '/b.txt': 'b2' }),
    );
    const { url } = site.edge;
    const step = await runStep(site.cloudflare, {
      with: {
        ...tags,
        'wait-for': `# both\n${url}/a.txt contains a2\n\n${url}/b.txt contains b2`,
      },
    });
    expect(step).toMatchObject({
      exitCode: 0,
      report: {
        waits: [
          { held: true, tries: 4 },
          { held: true, tries: 4 },
        ],
      },
    });
  });
});

test.concurrent('where nothing is to be purged, nothing is waited for', async () => {
  await using site = await startSite({ files: {} });
  const { url } = site.edge;
  for (const inputs of [
    { mode: 'tags', tags: '' },
    { ...tags, 'dry-run': 'true' },
  ]) {
    const step = await runStep(site.cloudflare, {
      with: { ...inputs, 'wait-for': `${url}/none`, verify: `${url}/none` },
    });
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '0', verified: '' } });
    expect(step.report).toMatchObject({ waits: [], checks: [] });
  }
  expect([...site.edge.requests, ...site.cloudflare.requests]).toEqual([]);
});
