import { describe, expect, test } from 'vitest';
import { callGlobalping, create, measure } from './call-globalping.ts';
import { samplePlaces } from './sample-places.ts';
import { type Globalping, type GlobalpingOptions, startGlobalping } from './server.ts';

const places = Object.values(samplePlaces).map((place) => ({ ...place, sites: {} }));

function start(options: Partial<GlobalpingOptions> = {}): Promise<Globalping> {
  return startGlobalping({ places, ...options });
}

function post(globalping: Globalping, body: unknown, token?: string) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return callGlobalping(globalping, '/v1/measurements', { body, headers });
}

describe('a request that is not valid', () => {
  const options = (change: object) => ({ measurementOptions: change });
  test.each<[field: string, message: string, change: object]>([
    ['type', 'is required', { type: undefined }],
    ['type', 'is not valid', { type: 'ping' }],
    ['target', 'must be a string', { target: 7 }],
    ['target', 'is not valid', { target: 'www.example.com.' }],
    ['retries', 'is not allowed', { retries: 1 }],
    ['locations', 'must be an array', { locations: { magic: 'Tokyo' } }],
    ['locations.1.magic', 'not allowed to be empty', measure(['Tokyo', ''])],
    ['locations.0.magic', 'is not valid', measure(['a+b+c+d+e'])],
    ['locations.0.limit', 'when a global limit is set', { limit: 2 }],
    ['locations', 'the sum of limits', measure(Array.from({ length: 51 }, () => 'Tokyo'))],
    ['measurementOptions.port', 'must be a whole number', options({ port: '443' })],
    ['measurementOptions.request.query', 'to be empty', options({ request: { query: '' } })],
    ['measurementOptions.request.body', 'is not allowed', options({ request: { body: 'x' } })],
    [
      'measurementOptions.request',
      '16384',
      options({ request: { path: '/a', query: 'x'.repeat(16_383) } }),
    ],
  ])('%s: %s', async (field, message, change) => {
    await using globalping = await start();
    const answer = await post(globalping, { ...measure(['Tokyo']), ...change });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        error: {
          type: 'validation_error',
          message: 'Parameter validation failed.',
          params: { [field]: expect.stringContaining(message) },
        },
      },
    });
    expect(globalping.measurements()).toEqual([]);
  });

  test.each([
    ['intranet', 400, 'a single label'],
    ['10.0.0.7', 400, 'an IP address'],
    ['[::1]', 400, 'an IP address'],
    ['198.51.100.7', 202, 'an IP address'],
    ['nas.local', 202, 'a name under .local'],
    ['api.prod.internal', 202, 'a name under .internal'],
  ])('%s is no public host: a surprise, and status %i', async (target, status, form) => {
    await using globalping = await start();
    expect((await post(globalping, measure(['Tokyo'], { target }))).status).toBe(status);
    expect(globalping.takeSurprises()).toEqual([
      `POST /v1/measurements: a host that is not public: ${form}`,
    ]);
  });
});

test('an ID that it does not know: 422 for its probes, 404 for its results', async () => {
  await using globalping = await start();
  expect(await post(globalping, measure('nzGzfAGL7sZfUs3c'))).toMatchObject({
    status: 422,
    body: { error: { type: 'no_probes_found', message: 'No suitable probes found.' } },
  });
  expect(await callGlobalping(globalping, '/v1/measurements/nzGzfAGL7sZfUs3c')).toMatchObject({
    status: 404,
    body: { error: { type: 'not_found' } },
  });
});

test('a token that it does not know is refused, for both endpoints', async () => {
  await using globalping = await start({ tokens: ['good'] });
  expect(await post(globalping, measure(['Tokyo']), 'bad')).toMatchObject({
    status: 401,
    body: { error: { type: 'unauthorized' } },
  });
  expect((await post(globalping, measure(['Tokyo']), 'good')).status).toBe(202);
  const id = globalping.measurements()[0]?.id ?? '';
  const headers = { authorization: 'Bearer bad' };
  const answer = await callGlobalping(globalping, `/v1/measurements/${id}`, { headers });
  expect(answer.status).toBe(401);
});

describe('limits', () => {
  const limits = { anonymous: 3, authenticated: 4 };

  test('count probes, by address without a token and by user with one, in a window', async () => {
    let now = 0;
    await using globalping = await start({ limits, tokens: ['good'], clock: () => now });
    const two = measure(['Tokyo', 'Sydney']);
    expect(await post(globalping, two)).toMatchObject({
      status: 202,
      headers: {
        location: `https://api.globalping.io/v1/measurements/${globalping.measurements()[0]?.id}`,
        'x-request-cost': '2',
        'x-ratelimit-limit': '3',
        'x-ratelimit-consumed': '2',
        'x-ratelimit-remaining': '1',
        'x-ratelimit-reset': '3600',
      },
    });
    now = 600_000;
    expect(await post(globalping, two)).toMatchObject({
      status: 429,
      headers: { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '3000' },
      body: { error: { type: 'too_many_probes' } },
    });
    expect((await post(globalping, two, 'good')).headers).toMatchObject({
      'x-ratelimit-limit': '4',
      'x-ratelimit-remaining': '2',
    });
    now = 3_600_000;
    expect((await post(globalping, two)).status).toBe(202);
  });

  test('what others behind the same address took is gone', async () => {
    await using globalping = await start({ limits: { takenByOthers: 250 } });
    expect((await post(globalping, measure(['Tokyo']))).status).toBe(429);
    expect(globalping.probesAsked()).toBe(0);
  });

  test('looks at one measurement: five in two seconds, then none for five', async () => {
    let now = 0;
    await using globalping = await start({ clock: () => now });
    const id = await create(globalping, measure(['Tokyo']));
    const look = () => callGlobalping(globalping, `/v1/measurements/${id}`);
    for (const _ of [1, 2, 3, 4, 5]) expect((await look()).status).toBe(200);
    expect(await look()).toMatchObject({
      status: 429,
      headers: { 'retry-after': '5' },
      body: { error: { type: 'too_many_requests' } },
    });
    now = 4000;
    expect((await look()).headers['retry-after']).toBe('1');
    now = 5000;
    expect((await look()).status).toBe(200);
    globalping.takeSurprises();
  });
});

describe('surprises', () => {
  test.each<[surprise: string, path: string, call: Parameters<typeof callGlobalping>[2]]>([
    ['unknown endpoint', '/v1/probes', {}],
    ['unknown endpoint', '/v1/measurements/abc', { method: 'DELETE' }],
    ['unknown query parameter: a', '/v1/measurements/abc?a=1', {}],
    ['no user-agent', '/v1/measurements/abc', { headers: { 'user-agent': undefined } }],
    ['a body on GET', '/v1/measurements/abc', { method: 'GET', body: {} }],
    ['unreadable JSON', '/v1/measurements', { body: '{' }],
    [
      'content-type is text/plain, not JSON',
      '/v1/measurements',
      { body: measure(['Tokyo']), headers: { 'content-type': 'text/plain' } },
    ],
    ['a Cloudflare token', '/v1/measurements/abc', { headers: { 'x-key': 'cfut_abcdef' } }],
  ])('%s', async (surprise, path, call) => {
    await using globalping = await start();
    await callGlobalping(globalping, path, call);
    const taken = globalping.takeSurprises();
    expect(taken.map((line) => line.slice(line.indexOf(': ') + 2))).toEqual([surprise]);
  });

  test('a look at what was seen finished; and what nobody took fails the test', async () => {
    const globalping = await start();
    const id = await create(globalping, measure(['Tokyo']));
    await expect.poll(() => globalping.measurements()[0]?.results[0]?.status).toBe('failed');
    await callGlobalping(globalping, `/v1/measurements/${id}`);
    expect(globalping.surprises).toEqual([]);
    await callGlobalping(globalping, `/v1/measurements/${id}`);
    await expect(globalping[Symbol.asyncDispose]()).rejects.toThrow('it had finished before');
  });
});

test('faults befall requests as they befall those at Cloudflare', async () => {
  await using globalping = await start({
    faults: ({ method }) =>
      method === 'POST' ? { kind: 'status', status: 503, body: {} } : { kind: 'reset-before' },
  });
  expect((await post(globalping, measure(['Tokyo']))).status).toBe(503);
  expect(globalping.measurements()).toEqual([]);
  await expect(callGlobalping(globalping, '/v1/measurements/abc')).rejects.toThrow('ECONNRESET');
});
