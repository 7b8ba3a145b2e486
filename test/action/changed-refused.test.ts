import { describe, expect, test, vi } from 'vitest';
import { readingToken as cloudflareReadingToken } from '../cloudflare/account.ts';
import { type Fault, faultsByIndex } from '../cloudflare/faults.ts';
import { createRepository } from '../github/create-repository.ts';
import { secondaryLimit, serverError } from '../github/reply.ts';
import { startGitHub } from '../github/server.ts';
import { metadataToken, readingToken } from '../github/world.ts';
import { startConnectProxy } from '../network/connect-proxy.ts';
import { startTlsFront } from '../network/tls-front.ts';
import { byHand } from './changed-events.ts';
import { type ChangedWorld, commitEach, purged, runChanged, startWorld } from './changed-world.ts';
import type { Step, StepRun } from './run-action.ts';
import type { Cancel } from './run-bundle.ts';
import { canCancel } from './scenario.ts';

/** Runs a step that compares two commits, of which the second one adds a file `b`. */
async function runTwo(world: ChangedWorld, step: Omit<Step, 'event'> = {}): Promise<StepRun> {
  const { a, b } = await commitEach(world, 'a', 'b');
  return runChanged(world, byHand(b), { ...step, with: { since: a, ...step.with } });
}

/** Holds that the step failed with an error that says so, and that nothing was purged. */
function expectError(world: ChangedWorld, step: StepRun, ...told: readonly RegExp[]): void {
  expect(step.exitCode).toBe(1);
  expect(step.errors).toHaveLength(1);
  for (const words of told) expect(step.errors[0]).toMatch(words);
  expect(world.cloudflare.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  expect(step.outputs).toMatchObject({ purged: '0', requests: '0' });
}

describe('errors, before anything is purged', () => {
  test('a token that may not read the contents', async () => {
    await using world = await startWorld();
    const step = await runTwo(world, { with: { 'github-token': metadataToken.value } });
    expectError(world, step, /contents: read/);
  });

  test('a token that an answer escapes is hidden', async () => {
    const { value } = readingToken;
    const escaped = value.replaceAll('_', '\\u005f');
    await using world = await startWorld({
      faults: () => ({
        kind: 'status',
        status: 403,
        headers: { 'content-type': 'application/json' },
        body: `{"message":"Not with ${escaped}, please"}`,
      }),
    });
    const { a, b } = await commitEach(world, 'a', 'b');
    const step = await runChanged(world, byHand(b), { with: { since: a } });
    expect(step.errors.join()).toContain('Not with ***, please');
  });

  test('a token that GitHub does not know', async () => {
    await using world = await startWorld();
    const step = await runTwo(world, { with: { 'github-token': 'ghs_expired' } });
    expectError(world, step, /github-token/);
  });

  test('a token for somewhere else, or a repository that does not exist', async () => {
    await using world = await startWorld();
    const step = await runTwo(world, { env: { GITHUB_REPOSITORY: 'octo-org/moved' } });
    expectError(world, step, /octo-org\/moved/, /no such repository/);
  });

  test.each([
    'v9.9.9',
    '4f2a9c1d5e6b7a8c9d0e1f2a3b4c5d6e7f8a9b0c',
    'main~1',
  ])('since %s, which does not exist', async (since) => {
    await using world = await startWorld();
    expectError(world, await runTwo(world, { with: { since } }), /since/, new RegExp(since));
  });

  test('a root that neither commit has', async () => {
    await using world = await startWorld();
    expectError(
      world,
      await runTwo(world, { with: { root: 'dist/www' } }),
      /\broot: /,
      /"dist.www"/,
    );
  });

  test('a root that is a file', async () => {
    await using world = await startWorld();
    expectError(world, await runTwo(world, { with: { root: 'a' } }), /\broot: /);
  });

  test('a site outside of the zones', async () => {
    await using world = await startWorld();
    const step = await runTwo(world, {
      with: {
        zone: 'example.com example.org',
        token: cloudflareReadingToken,
        'site-url': 'https://www.elsewhere.example',
      },
    });
    expectError(world, step, /elsewhere\.example/);
  });
});

test.runIf(canCancel).each(['SIGINT', 'SIGTERM'] as const)(
  '%s while GitHub is asked: ends at once, with nothing purged',
  async (signal) => {
    await using world = await startWorld({ faults: () => ({ kind: 'hang' }) });
    let kill: Cancel = () => undefined;
    const step = runTwo(world, {
      onStart: (killStep) => {
        kill = killStep;
      },
    });
    await vi.waitFor(() => expect(world.github.requests).not.toEqual([]), { timeout: 10_000 });
    kill(signal);
    const killed = performance.now();
    const ended = await step;
    expect(performance.now() - killed).toBeLessThan(5000);
    expect(ended).toMatchObject({ exitCode: 1, report: { result: 'cancelled' } });
    expect(ended.errors.join()).toMatch(/canceled/);
    expect(world.cloudflare.requests).toEqual([]);
  },
);

describe('wrong inputs, before GitHub is asked', () => {
  test.each<[string, Step['with']]>([
    ['site-url', { 'site-url': '' }],
    ['site-url', { 'site-url': 'www.example.com' }],
    ['site-url', { 'site-url': 'https://me:secret@www.example.com' }],
    ['root', { root: '../public' }],
    ['github-token', { 'github-token': '' }],
  ])('%s: %j', async (input, inputs) => {
    await using world = await startWorld();
    const step = await runTwo(world, { with: inputs ?? {} });
    expectError(world, step, new RegExp(input));
    expect(world.github.requests).toEqual([]);
  });

  test.for([
    ['is cut', '{"a'],
    ['has a byte order mark', '\uFEFF{}'],
  ] as const)('an event that %s', async ([, event]) => {
    await using world = await startWorld();
    const step = await runTwo(world, {
      files: { 'event.json': event },
      env: { GITHUB_EVENT_PATH: 'event.json' },
    });
    expectError(world, step, /GITHUB_EVENT_PATH/);
    expect(world.github.requests).toEqual([]);
  });

  test('inputs of this mode without it are a warning', async () => {
    await using world = await startWorld();
    const step = await runTwo(world, { with: { mode: 'urls', urls: 'https://www.example.com/' } });
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1' } });
    for (const input of ['site-url', 'since']) {
      expect(step.warnings.join('\n')).toContain(`${input} has no effect`);
    }
    expect(world.github.requests).toEqual([]);
  });
});

describe('faults that pass', () => {
  test.each<[string, Fault]>([
    ['503', serverError(503)],
    ['a reset', { kind: 'reset-before' }],
    ['half an answer', { kind: 'cut-off' }],
    ['a secondary limit (429)', secondaryLimit({ status: 429, retryAfter: 0 })],
    ['no JSON', { kind: 'not-json' }],
  ])('%s', async (_, fault) => {
    await using world = await startWorld({ faults: faultsByIndex({ 0: fault, 2: fault }) });
    const step = await runTwo(world);
    expect(purged(world)).toEqual(['/b']);
    expect(step).toMatchObject({ exitCode: 0, errors: [], notices: [] });
  });

  test('the primary limit: waited for until its reset', async () => {
    await using world = await startWorld({ limits: { requests: 2, windowMs: 1000 } });
    const step = await runTwo(world);
    expect(purged(world)).toEqual(['/b']);
    expect(step).toMatchObject({ exitCode: 0, notices: [] });
    expect(world.github.requests.filter(({ status }) => status === 403)).not.toEqual([]);
  });
});

describe('GitHub elsewhere', () => {
  test('an Enterprise Server, below its path and with its own links', async () => {
    await using world = await startWorld({ behaviour: { basePath: '/api/v3' } });
    const step = await runTwo(world, { env: { GITHUB_SERVER_URL: 'https://ghe.example.com' } });
    expect(purged(world)).toEqual(['/b']);
    expect(step.summary).toContain('https://ghe.example.com/octo-org/octo-repo/compare/');
  });

  test('behind a proxy, over TLS with a certificate authority of its own', async () => {
    await using world = await startWorld();
    await using front = await startTlsFront(
      'api.github.com',
      Number(new URL(world.github.apiUrl).port),
    );
    await using proxy = await startConnectProxy({ targetPort: front.port });
    const step = await runTwo(world, {
      env: {
        GITHUB_API_URL: 'https://api.github.com',
        HTTPS_PROXY: `http://${proxy.address}`,
        NODE_EXTRA_CA_CERTS: front.certificatePath,
      },
    });
    expect(purged(world)).toEqual(['/b']);
    expect(step).toMatchObject({ exitCode: 0, errors: [] });
    expect(new Set(proxy.tunnels)).toEqual(new Set(['api.github.com:443']));
  });

  test('on loopback never through a proxy', async () => {
    await using world = await startWorld();
    await using proxy = await startConnectProxy({ targetPort: 1 });
    const address = `http://${proxy.address}`;
    const step = await runTwo(world, { env: { HTTP_PROXY: address, HTTPS_PROXY: address } });
    expect(purged(world)).toEqual(['/b']);
    expect(step.exitCode).toBe(0);
    expect([...proxy.tunnels, ...proxy.plainRequests]).toEqual([]);
  });

  test('a redirect is followed where it stays, as for a repository with a new name', async () => {
    await using world = await startWorld({
      faults: ({ path, query }) =>
        path.startsWith('/repos/octo-org/octo-repo/')
          ? {
              kind: 'redirect',
              status: 301,
              location: `/repositories/1296269/${path.split('/').slice(4).join('/')}?${query}`,
            }
          : undefined,
    });
    const step = await runTwo(world);
    expect(purged(world)).toEqual(['/b']);
    expect(step).toMatchObject({ exitCode: 0, errors: [] });
  });

  test('a redirect to another host is not followed: the token stays', async () => {
    await using repository = await createRepository();
    await using other = await startGitHub({ repository });
    await using world = await startWorld({
      faults: ({ path }) => ({ kind: 'redirect', location: `${other.apiUrl}${path}` }),
    });
    await runTwo(world);
    expect(other.requests).toEqual([]);
    expect(purged(world)).not.toContain('everything');
  });

  test('a tree that GitHub cuts is read folder by folder', async () => {
    await using world = await startWorld({ behaviour: { treeEntries: 5 } });
    const { repository } = world;
    const since = await repository.commit({ files: { keep: '' } });
    const paths = Array.from(
      { length: 40 },
      (_, index) => `new/${index % 4}/${index % 8}/${index}`,
    );
    const head = await repository.commit({
      files: Object.fromEntries(paths.map((path) => [path, path])),
    });
    await runChanged(world, byHand(head), { with: { since } });
    expect(purged(world)).toEqual(paths.map((path) => `/${path}`).toSorted());
  });
});

test('since with dots is refused before anything is asked', async () => {
  await using world = await startWorld();
  const { a } = await commitEach(world, 'a');
  const step = await runChanged(world, byHand(a), { with: { since: '..' } });
  expect(step).toMatchObject({ exitCode: 1 });
  expect(step.errors.join()).toContain('has dots as no commit, branch or tag has them');
  expect([...world.github.requests, ...world.cloudflare.requests]).toEqual([]);
});

test('slashes in a row in site-url are one', async () => {
  await using world = await startWorld();
  const { a, b } = await commitEach(world, 'a', 'b');
  const inputs = { since: a, 'site-url': 'https://www.example.com//' };
  await runChanged(world, byHand(b), { with: inputs });
  expect(purged(world)).toEqual(['/b']);
});

test('trees that contain themselves: everything under the site, in time', async () => {
  const sides = ['1', '2'].map((digit) => digit.repeat(40));
  let asked = 0;
  await using world = await startWorld({
    faults: ({ path, query }) => {
      if (!path.includes('/git/trees/')) return undefined;
      const sha = sides[asked++ % 2];
      const tree = ['x', 'y'].map((name) => ({ path: name, mode: '040000', type: 'tree', sha }));
      return {
        kind: 'status',
        status: 200,
        body: { sha, tree, truncated: query.has('recursive') },
      };
    },
  });
  const { a, b } = await commitEach(world, 'a', 'b');
  const step = await runChanged(world, byHand(b), {
    with: { since: a },
    // Only a signal that nothing can catch ends a loop that no timer interrupts.
    onStart: (cancel) => setTimeout(cancel, 10_000).unref(),
  });
  expect(step.exitCode).toBe(0);
  expect(purged(world)).toEqual(['hosts www.example.com']);
}, 30_000);
