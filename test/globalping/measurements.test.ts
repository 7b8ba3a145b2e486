import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { zoneIds } from '../cloudflare/account.ts';
import { callApi } from '../cloudflare/call-api.ts';
import type { Release } from '../cloudflare/origin-release.ts';
import { callGlobalping, create, finish, look, measure } from './call-globalping.ts';
import { startWorld } from './world.ts';

const url = 'https://www.example.com/app.js';
const v1: Release = { '/app.js': 'old' };
const v2: Release = { '/app.js': 'new' };

test('a probe tells what its own data centre answers, and where it stands', async () => {
  await using world = await startWorld({ places: { tokyo: {}, frankfurt: {} } });
  await world.release(v1, v2);
  const seen = await finish(world.globalping, measure(['Japan', 'DE']));
  expect(seen).toMatchObject({
    status: 'finished',
    type: 'http',
    target: 'www.example.com',
    probesCount: 2,
    locations: [{ magic: 'Japan' }, { magic: 'DE' }],
  });
  expect(seen.results).toMatchObject([
    {
      probe: { city: 'Tokyo', country: 'JP', network: 'KDDI Corporation', asn: 2516 },
      result: {
        status: 'finished',
        statusCode: 200,
        statusCodeName: 'OK',
        rawBody: 'old',
        truncated: false,
        headers: { 'cf-cache-status': 'HIT', age: '630', 'cf-ray': expect.stringMatching(/-NRT$/) },
        rawHeaders: expect.stringContaining('cf-cache-status: HIT'),
        rawOutput: expect.stringMatching(/^HTTP\/1.1 200\n(?:.+\n)+\nold$/),
      },
    },
    {
      probe: { city: 'Frankfurt' },
      result: { headers: { 'cf-ray': expect.stringMatching(/-FRA$/) } },
    },
  ]);
  expect(world.edgeOf('tokyo').requests).toMatchObject([
    { method: 'GET', url, headers: { host: 'www.example.com' } },
  ]);
});

test('a purge reaches every data centre, but for one that lags; the same probes are asked by ID', async () => {
  await using world = await startWorld({
    places: { tokyo: { edge: { ignoredPurges: 1 } }, frankfurt: {} },
  });
  await world.release(v1, v2);
  const bodies = ({ results }: Awaited<ReturnType<typeof finish>>) =>
    results.map(({ probe, result }) => [probe.city, 'rawBody' in result && result.rawBody]);
  const purge = () =>
    callApi(world.cloudflare.apiUrl, {
      path: `/zones/${zoneIds.exampleCom}/purge_cache`,
      body: { files: [url] },
    });
  await purge();
  const first = await finish(world.globalping, measure(['tokyo', 'germany']));
  expect(bodies(first)).toEqual([
    ['Tokyo', 'old'],
    ['Frankfurt', 'new'],
  ]);
  await purge();
  const second = await finish(world.globalping, measure(first.id));
  expect(bodies(second)).toEqual([
    ['Tokyo', 'new'],
    ['Frankfurt', 'new'],
  ]);
  expect(second).toMatchObject({ locations: [{ magic: 'tokyo' }, { magic: 'germany' }] });
  expect(world.globalping.probesAsked()).toBe(4);
});

test('results come one by one; while one is out, the measurement is in progress', async () => {
  await using world = await startWorld({
    files: v1,
    places: { tokyo: { probe: { delayMs: 600 } }, frankfurt: {} },
  });
  const id = await create(world.globalping, measure(['tokyo', 'germany']));
  await sleep(200);
  const seen = await look(world.globalping, id);
  expect(seen.status).toBe('in-progress');
  expect(seen.results.map(({ result }) => result)).toMatchObject([
    { status: 'in-progress', rawOutput: '' },
    { status: 'finished', rawBody: 'old' },
  ]);
  await sleep(600);
  expect((await look(world.globalping, id)).status).toBe('finished');
});

test('a measurement ends when its time is over, and what comes then is thrown away', async () => {
  await using world = await startWorld({
    files: v1,
    timeoutMs: 100,
    places: { tokyo: { probe: { delayMs: 250 } } },
  });
  const id = await create(world.globalping, measure(['tokyo']));
  await sleep(400);
  expect(await look(world.globalping, id)).toMatchObject({
    status: 'finished',
    results: [{ result: { status: 'failed', rawOutput: '\n\nThe measurement timed out.' } }],
  });
});

test('a probe that fails, one that has gone, and a host that does not exist', async () => {
  await using world = await startWorld({
    files: v1,
    places: { tokyo: { probe: { failure: 'connect ECONNREFUSED' } }, sydney: {} },
  });
  const { globalping } = world;
  const first = await finish(globalping, measure(['tokyo', 'sydney']));
  expect(first.results.map(({ result }) => result)).toMatchObject([
    { status: 'failed', rawOutput: 'connect ECONNREFUSED', statusCode: null, rawBody: null },
    { status: 'finished' },
  ]);
  globalping.behave('Sydney', { offline: true });
  const again = await finish(globalping, measure(first.id));
  expect(again.results.map(({ result }) => result.status)).toEqual(['failed', 'offline']);
  expect(globalping.probesAsked()).toBe(3);
  const elsewhere = await finish(globalping, measure(['japan'], { target: 'www.example.org' }));
  globalping.behave('Tokyo', { failure: undefined });
  const unknown = await finish(globalping, measure(['japan'], { target: 'www.example.org' }));
  expect([elsewhere, unknown].map(({ results }) => results[0]?.result.rawOutput)).toEqual([
    'connect ECONNREFUSED',
    'getaddrinfo ENOTFOUND www.example.org',
  ]);
});

test('of a body come the first 10,000 characters, as text; of an empty one, null', async () => {
  const long = 'ä'.repeat(10_001);
  const png = randomBytes(400);
  await using world = await startWorld({
    files: { '/long.js': long, '/all.js': long.slice(1), '/a.png': png, '/empty.js': '' },
    places: { tokyo: {} },
  });
  const bodyOf = async (path: string) => {
    const measurementOptions = { request: { path, method: 'GET' } };
    const { results } = await finish(world.globalping, measure(['tokyo'], { measurementOptions }));
    return results[0]?.result;
  };
  expect(await bodyOf('/long.js')).toMatchObject({
    rawBody: 'ä'.repeat(10_000),
    truncated: true,
    // Compressed on its way: the header stays.
    headers: { 'content-encoding': 'br' },
  });
  expect(await bodyOf('/all.js')).toMatchObject({ truncated: false });
  expect(await bodyOf('/a.png')).toMatchObject({ rawBody: png.toString(), statusCode: 200 });
  expect(await bodyOf('/empty.js')).toMatchObject({ rawBody: null, statusCode: 200 });
});

test('redirects are not followed; headers that come twice are arrays; a place may alter them', async () => {
  await using world = await startWorld({
    places: {
      tokyo: {
        edge: { redirects: { '/app.js': '/new.js' } },
        probe: { headers: { 'cf-cache-status': ['HIT', 'HIT'], 'cf-ray': null } },
      },
    },
  });
  const { results } = await finish(world.globalping, measure(['tokyo']));
  const result = results[0]?.result;
  expect(result).toMatchObject({
    statusCode: 301,
    headers: { location: '/new.js', 'cf-cache-status': ['HIT', 'HIT'] },
  });
  expect(result).not.toHaveProperty('headers.cf-ray');
});

test('the query goes along; without a method it is HEAD; HTTP is another scheme', async () => {
  await using world = await startWorld({ files: v1, places: { tokyo: {} } });
  const ask = (measurementOptions: object) =>
    finish(world.globalping, measure(['tokyo'], { measurementOptions }));
  await ask({ request: { path: '/app.js', query: 'v=1', method: 'get' } });
  const head = await ask({ protocol: 'http', request: { path: '/app.js' } });
  expect(head.results[0]?.result).toMatchObject({ statusCode: 200, rawBody: null });
  expect(world.edgeOf('tokyo').requests.map(({ method, url: asked }) => [method, asked])).toEqual([
    ['GET', `${url}?v=1`],
    ['HEAD', url.replace('https', 'http')],
  ]);
});

test.each<[magic: string, cities: readonly string[]]>([
  ['JP', ['Tokyo']],
  ['sao paulo', ['São Paulo']],
  ['US+Comcast', ['Ashburn']],
  ['AS16509', ['Frankfurt']],
  ['AWS+eu-central-1', ['Frankfurt']],
  ['aws-eu-central-1', ['Frankfurt']],
  ['eyeball-network', ['Tokyo']],
  ['DE+Comcast', []],
  ['Atlantis', []],
])('%s finds %j', async (magic, cities) => {
  await using world = await startWorld({
    files: v1,
    places: { frankfurt: {}, tokyo: {}, ashburn: {}, saoPaulo: {} },
  });
  const { globalping } = world;
  const answer = await callGlobalping(globalping, '/v1/measurements', { body: measure([magic]) });
  expect(answer.status).toBe(cities.length === 0 ? 422 : 202);
  const found = globalping.measurements().flatMap(({ places }) => places);
  expect(found.map(({ probe }) => probe.city)).toEqual(cities);
});

test('a place without a probe is left out; a probe is taken once; one that is offline is not', async () => {
  await using world = await startWorld({
    files: v1,
    places: { tokyo: {}, frankfurt: {}, sydney: { probe: { offline: true } } },
  });
  const seen = await finish(
    world.globalping,
    measure(['Atlantis', 'Tokyo', 'Japan', 'Australia', 'Germany']),
  );
  expect(seen.probesCount).toBe(2);
  expect(seen.results.map(({ probe }) => probe.city)).toEqual(['Tokyo', 'Frankfurt']);
});
