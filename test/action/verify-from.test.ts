import { describe, expect, test } from 'vitest';
import { startWorld } from '../globalping/world.ts';
import { type Call, callsOf, canCancel, purge } from './scenario.ts';
import {
  host,
  isNew,
  locationsAsked,
  page,
  posts,
  told,
  v1,
  v2,
  verifyFrom,
} from './verify-from-world.ts';
import { when } from './when.ts';

const plan: Call = [purge, { hosts: [host] }];
const again: Call = [purge, { files: [`${page}/app.js`] }];
const both = [
  { magic: 'Japan', limit: 1 },
  { magic: 'Germany', limit: 1 },
];

test.concurrent('what is fresh everywhere is verified by one measurement a check', async () => {
  await using world = await startWorld({ places: { tokyo: {}, frankfurt: {} } });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [isNew]);
  expect(step).toMatchObject({
    exitCode: 0,
    errors: [],
    warnings: [],
    outputs: { verified: 'true', purged: '1', unpurged: '0', requests: '1' },
  });
  expect(posts(world).map(({ body }) => body)).toEqual([
    {
      type: 'http',
      target: host,
      locations: both,
      measurementOptions: { protocol: 'HTTPS', request: { path: '/app.js', method: 'GET' } },
    },
  ]);
  expect(world.globalping.probesAsked()).toBe(2);
  expect(callsOf(world.cloudflare)).toEqual([plan]);
  for (const place of ['tokyo', 'frankfurt'] as const) {
    expect(world.edgeOf(place).requests).toHaveLength(1);
  }
});

test.concurrent('every place is told: city, network, data centre, status, age, verdict', async () => {
  await using world = await startWorld({ places: { tokyo: {}, frankfurt: {} } });
  await world.release(v1, v2);
  const { summary, report } = await verifyFrom(world, [isNew]);
  const rows = summary.replaceAll(/(?:<[^>]*>)+/g, '|');
  expect(rows).toMatch(/\|Tokyo, JP\|KDDI Corporation .*\|NRT\|MISS\|✅ fresh\|\d/);
  expect(rows).toMatch(/\|Frankfurt, DE\|.*\|FRA\|MISS\|✅ fresh\|\d/);
  const fresh = {
    verdict: 'fresh',
    status: 200,
    cacheStatus: 'MISS',
    msToFresh: expect.any(Number),
  };
  const tokyo = { city: 'Tokyo', country: 'JP', network: 'KDDI Corporation', asn: 2516 };
  const frankfurt = { city: 'Frankfurt', country: 'DE', network: 'Amazon.com, Inc.', asn: 16509 };
  expect(report).toMatchObject({
    checks: expect.arrayContaining([
      told('runner', { ...fresh, dataCentre: 'DUB' }),
      told(tokyo, { ...fresh, dataCentre: 'NRT' }),
      told(frankfurt, { ...fresh, dataCentre: 'FRA' }),
    ]),
  });
});

test.concurrent('checks of one URL share a measurement', async () => {
  await using world = await startWorld({ places: { tokyo: {}, frankfurt: {} } });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [isNew, '/app.js', '/app.js contains release']);
  expect(step).toMatchObject({ exitCode: 0, warnings: [], outputs: { verified: 'true' } });
  expect(posts(world)).toHaveLength(1);
});

test.concurrent('probes ask for the very URL that is asked for here', async () => {
  await using world = await startWorld({ places: { tokyo: {}, frankfurt: {} } });
  const paths = ['/a%20b/ü,(1).js?x=%2F&y=a+b', '/', '//a/../b.js'];
  world.origin.deploy({ '/a%20b/%C3%BC,(1).js': 'a', '/': 'b', '//b.js': 'c' });
  const step = await verifyFrom(world, paths);
  expect(step).toMatchObject({ exitCode: 0, warnings: [], outputs: { verified: 'true' } });
  const asked = (place: 'tokyo' | 'frankfurt') => world.edgeOf(place).requests;
  const sorted = (requests: readonly { readonly url: string }[]) =>
    requests.map(({ url }) => url).sort();
  expect(sorted(world.edge.requests)).toHaveLength(paths.length);
  expect(sorted(asked('tokyo'))).toEqual(sorted(world.edge.requests));
  expect(sorted(asked('frankfurt'))).toEqual(sorted(world.edge.requests));
});

test.concurrent('scheme and port go along', async () => {
  await using world = await startWorld({ places: { tokyo: {}, frankfurt: {} } });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [], {
    env: { HTTP_PROXY: world.edge.url },
    with: { verify: `http://${host}${isNew}\n${page}:8443${isNew}` },
  });
  expect(step).toMatchObject({ exitCode: 0, warnings: [], outputs: { verified: 'true' } });
  expect(posts(world)).toMatchObject([
    { body: { target: host, measurementOptions: { protocol: 'HTTP' } } },
    { body: { target: host, measurementOptions: { protocol: 'HTTPS', port: 8443 } } },
  ]);
  expect(world.edgeOf('tokyo').requests[0]?.url).toBe(`http://${host}/app.js`);
});

test.concurrent('the query goes to Globalping, the default port does not', async () => {
  await using world = await startWorld({ places: { tokyo: {}, frankfurt: {} } });
  await world.release(v1, v2);
  await verifyFrom(world, ['/app.js?v=2&w= contains release 2', ':443/app.js']);
  const options = posts(world).map(({ body }) => body);
  expect(options).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        measurementOptions: {
          protocol: 'HTTPS',
          request: { path: '/app.js', query: 'v=2&w=', method: 'GET' },
        },
      }),
      expect.objectContaining({
        measurementOptions: { protocol: 'HTTPS', request: { path: '/app.js', method: 'GET' } },
      }),
    ]),
  );
  expect(options).toHaveLength(2);
});

describe('stale in one place', () => {
  test.concurrent('is purged again, and the same probes are asked until it is fresh', async () => {
    await using world = await startWorld({
      places: { tokyo: { edge: { ignoredPurges: 1 } }, frankfurt: {} },
    });
    await world.release(v1, v2);
    const step = await verifyFrom(world, [isNew]);
    expect(step).toMatchObject({
      exitCode: 0,
      errors: [],
      warnings: [],
      outputs: { verified: 'true', purged: '1', requests: '1' },
    });
    // It turned fresh by a purge of its own, so the whole plan is sent once more.
    expect(callsOf(world.cloudflare)).toEqual([plan, again, plan]);
    const [first, ...later] = locationsAsked(world);
    expect(first).toEqual(both);
    const ids = world.globalping.measurements().map(({ id }) => id);
    expect(later.length).toBeGreaterThan(0);
    for (const asked of later) expect(ids).toContain(asked);
    for (const { places } of world.globalping.measurements()) {
      expect(places.map(({ probe }) => probe.city)).toContain('Tokyo');
    }
  });

  test.concurrent('at the end fails the step, and is named', async () => {
    await using world = await startWorld({
      places: { tokyo: { edge: { ignoredPurges: 99 } }, frankfurt: {} },
    });
    await world.release(v1, v2);
    const step = await verifyFrom(world, [isNew], { with: { 'verify-timeout': '4s' } });
    expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false', purged: '1' } });
    expect(step.errors[0]).toContain('Tokyo');
    expect(step.errors[0]).not.toContain('Frankfurt');
    expect(step.ms).toBeLessThan(20_000);
  });

  test.concurrent('by its Age alone, for a bare URL', async () => {
    await using world = await startWorld({
      places: { tokyo: { edge: { ignoredPurges: 99 } }, frankfurt: {} },
    });
    await world.release(v1, v2);
    const step = await verifyFrom(world, ['/app.js'], { with: { 'verify-timeout': '4s' } });
    expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
    expect(step.errors[0]).toMatch(/Age 63\d/);
  });

  test.concurrent('stands where its probe is gone before it could be asked again', async () => {
    await using world = await startWorld({
      places: { tokyo: { edge: { ignoredPurges: 1 } }, frankfurt: {} },
    });
    await world.release(v1, v2);
    let purges = 0;
    world.cloudflare.onPurge(() => {
      purges += 1;
      if (purges === 2) world.globalping.behave('Tokyo', { offline: true });
    });
    const step = await verifyFrom(world, [isNew], { with: { 'verify-timeout': '8s' } });
    expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
    expect(step.errors[0]).toContain('Tokyo');
  });

  test.concurrent('and here alike: one purge serves all', async () => {
    await using world = await startWorld({
      runner: { ignoredPurges: 1 },
      places: { tokyo: { edge: { ignoredPurges: 1 } }, frankfurt: {} },
    });
    await world.release(v1, v2);
    const step = await verifyFrom(world, [isNew]);
    expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
    expect(callsOf(world.cloudflare)).toEqual([plan, again, plan]);
  });
});

test.concurrent('a measurement is polled at most twice a second, and sent only if it changed', async () => {
  await using world = await startWorld({
    places: { tokyo: { probe: { delayMs: 2_200 } }, frankfurt: {} },
  });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [isNew]);
  expect(step).toMatchObject({ exitCode: 0, warnings: [], outputs: { verified: 'true' } });
  const looks = world.globalping.requests.filter(({ method }) => method === 'GET');
  expect(looks.length).toBeGreaterThan(2);
  const waits = looks.slice(1).map(({ at }, index) => at - (looks[index]?.at ?? 0));
  expect(Math.min(...waits)).toBeGreaterThan(490);
  // And nothing is sent twice: compressed, and only what is new.
  for (const { headers } of looks) expect(headers['accept-encoding']).toContain('gzip');
  for (const { headers } of looks.slice(1)) expect(headers['if-none-match']).toMatch(/^W\/"/);
});

test.concurrent('polls that are refused wait as told, and the hourly limit is another matter', async () => {
  let polls = 0;
  await using world = await startWorld({
    places: { tokyo: {}, frankfurt: {} },
    faults: ({ method }) => {
      if (method === 'POST') return undefined;
      polls += 1;
      const headers = { 'retry-after': '1' };
      return polls > 3 ? undefined : { kind: 'status', status: 429, headers, body: {} };
    },
  });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [isNew], { with: { 'verify-timeout': '20s' } });
  expect(step).toMatchObject({ exitCode: 0, warnings: [], outputs: { verified: 'true' } });
  const looks = world.globalping.requests.filter(({ method }) => method === 'GET');
  expect((looks[3]?.at ?? 0) - (looks[0]?.at ?? 0)).toBeGreaterThan(2_990);
});

test.concurrent('the dot at the end of a host name does not go to Globalping', async () => {
  await using world = await startWorld({ places: { tokyo: {}, frankfurt: {} } });
  await world.release(v1, v2);
  await verifyFrom(world, [], {
    with: { verify: `${page}./app.js contains release 2`, 'verify-timeout': '2s' },
  });
  expect(posts(world)).toMatchObject([{ body: { target: host } }]);
});

test.concurrent('after a purge that failed, nobody is asked', async () => {
  await using world = await startWorld({
    places: { tokyo: {} },
    cloudflare: { behaviour: { refusedItems: [host] } },
  });
  const step = await verifyFrom(world, [isNew]);
  expect(step).toMatchObject({ exitCode: 1, outputs: { unpurged: '1', verified: '' } });
  expect(world.proxy.tunnels).toEqual([]);
});

test.runIf(canCancel).concurrent('a cancelled job does not wait for probes', async () => {
  await using world = await startWorld({
    places: { tokyo: { probe: { delayMs: 25_000 } }, frankfurt: {} },
  });
  await world.release(v1, v2);
  const looks = () => world.globalping.requests.filter(({ method }) => method === 'GET');
  let cancelledAt = Number.NaN;
  const step = await verifyFrom(world, [isNew], {
    onStart: (kill) =>
      when(
        () => looks().length > 0,
        () => {
          cancelledAt = performance.now();
          kill('SIGTERM');
        },
      ),
    with: { 'verify-timeout': '1m' },
  });
  expect(performance.now() - cancelledAt).toBeLessThan(5_000);
  expect(step).toMatchObject({ outputs: { purged: '1' } });
  expect(step.exitCode).not.toBe(0);
});

test.concurrent('without verify-from, nothing is asked of Globalping', async () => {
  await using world = await startWorld({ places: { tokyo: {} } });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [isNew], { with: { 'verify-from': '' } });
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
  expect(new Set(world.proxy.tunnels)).toEqual(new Set([`${host}:443`]));
});
