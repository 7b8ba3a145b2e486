import { describe, expect, test } from 'vitest';
import { createGlobalpingClient, Globalping } from '../../../src/globalping/client.ts';
import type { HttpReply, HttpRequest, NetworkFailure } from '../../../src/http/transport.ts';
import { Stop } from '../../../src/pacing/stop.ts';
import { FakeClock } from '../fake-clock.ts';

const { signal } = new AbortController();

function reply(status: number, body: unknown, headers: Record<string, string> = {}): HttpReply {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'reply', status, headers, body: text };
}

function clientFor(answer: HttpReply | NetworkFailure, token?: string) {
  const requests: HttpRequest[] = [];
  const client = createGlobalpingClient(token, async (request) => {
    requests.push(request);
    return answer;
  });
  return { client, requests };
}

async function start(url: string, token?: string) {
  const { client, requests } = clientFor(reply(202, { id: 'abc', probesCount: 2 }), token);
  const started = await client.start(url, ['Germany', 'Tokyo'], signal);
  return { started, request: requests[0], body: JSON.parse(requests[0]?.body ?? '') };
}

describe('a new measurement', () => {
  test('is one GET from each place', async () => {
    const { started, request, body } = await start('https://www.example.com/a%20b?x=1&y=2');
    expect(started).toEqual({ kind: 'started', id: 'abc' });
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://api.globalping.io/v1/measurements',
    });
    expect(body).toEqual({
      type: 'http',
      target: 'www.example.com',
      locations: [
        { magic: 'Germany', limit: 1 },
        { magic: 'Tokyo', limit: 1 },
      ],
      measurementOptions: {
        protocol: 'HTTPS',
        request: { method: 'GET', path: '/a%20b', query: 'x=1&y=2' },
      },
    });
  });

  test('names a port and plain HTTP, and leaves out what is empty', async () => {
    const { body } = await start('http://www.example.com:8080/?');
    expect(body.measurementOptions).toEqual({
      protocol: 'HTTP',
      port: 8080,
      request: { method: 'GET', path: '/' },
    });
  });

  test('asks the same probes by the ID of the one before', async () => {
    const { client, requests } = clientFor(reply(202, { id: 'b', probesCount: 1 }));
    await client.start('https://www.example.com/', { sameProbesAs: 'a' }, signal);
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ locations: 'a' });
  });

  test('carries its own token, or none', async () => {
    expect((await start('https://a.example.com/', 'secret')).request?.headers).toMatchObject({
      authorization: 'Bearer secret',
    });
    expect((await start('https://a.example.com/')).request?.headers).not.toHaveProperty(
      'authorization',
    );
  });
});

describe('a refusal', () => {
  const error = { error: { type: 'x', message: 'No.', params: { target: '"target" is private' } } };
  test.each([
    [reply(401, error), { kind: 'token-refused', status: 401 }],
    [reply(422, error), { kind: 'no-probes' }],
    [reply(400, error), { kind: 'refused', message: 'No. "target" is private' }],
    [reply(429, error, { 'x-ratelimit-reset': '1800' }), { kind: 'limit', seconds: 1800 }],
    [reply(429, 'x', { 'x-ratelimit-reset': 'soon' }), { kind: 'limit', seconds: undefined }],
    [reply(502, '<html>'), { kind: 'down', status: 502 }],
    [reply(302, ''), { kind: 'down', status: 302 }],
    [reply(429, '', { 'retry-after': '9' }), { kind: 'limit', seconds: 9 }],
    [reply(202, '<html>'), { kind: 'unreadable' }],
    [reply(202, { id: '../x', probesCount: 1 }), { kind: 'unreadable' }],
    [reply(202, { id: 'x' }), { kind: 'unreadable' }],
    [
      { kind: 'no-reply', reason: 'dns', code: 'ENOTFOUND' } as const,
      { kind: 'unreachable', failure: { code: 'ENOTFOUND' } },
    ],
  ])('%o', async (answer, failure) => {
    const { client } = clientFor(answer);
    expect(await client.start('https://www.example.com/', ['x'], signal)).toMatchObject({
      kind: 'no-measurement',
      failure,
    });
  });
});

describe('a measurement', () => {
  const probe = { country: 'JP', city: 'Tokyo', network: 'NTT', asn: 2914, tags: [] };
  async function readResults(results: unknown, status = 'finished') {
    const { client } = clientFor(reply(200, { id: 'x', status, results }));
    return await client.read('x', signal);
  }

  test('is read with the first value of each header', async () => {
    const result = {
      status: 'finished',
      statusCode: 200,
      headers: { 'CF-Ray': 'x-NRT', age: ['3', '4'], odd: 7 },
      rawBody: 'x',
      truncated: true,
    };
    expect(await readResults([{ probe, result }])).toEqual({
      kind: 'measurement',
      isFinished: true,
      results: [
        {
          place: { country: 'JP', city: 'Tokyo', network: 'NTT', asn: 2914 },
          result: {
            status: 'finished',
            statusCode: 200,
            headers: { 'cf-ray': 'x-NRT', age: '3' },
            body: 'x',
            isCut: true,
            isTrusted: true,
          },
        },
      ],
    });
  });

  test.each([
    [{ status: 'in-progress', rawOutput: '' }, { status: 'in-progress' }],
    [
      { status: 'failed', rawOutput: 'timeout' },
      { status: 'failed', message: 'timeout' },
    ],
    [{ status: 'offline' }, { status: 'offline' }],
    [{ status: 'finished', statusCode: null }, { status: 'failed' }],
    [
      { status: 'finished', statusCode: 200, rawBody: null },
      { status: 'finished', body: '' },
    ],
    ['nonsense', { status: 'failed' }],
  ])('has a result %o', async (result, expected) => {
    expect(await readResults([{ probe, result }], 'in-progress')).toMatchObject({
      isFinished: false,
      results: [{ result: expected }],
    });
  });

  test.each([undefined, {}, 'x'])('without results, %o, is unreadable', async (results) => {
    expect(await readResults(results)).toMatchObject({ failure: { kind: 'unreadable' } });
  });

  test('may say nothing of its probe', async () => {
    expect(await readResults([{}])).toMatchObject({ results: [{ place: { country: '??' } }] });
  });
});

describe('polls', () => {
  const body = { status: 'in-progress', results: [] };

  test('name what was seen before, and take no answer twice', async () => {
    const requests: HttpRequest[] = [];
    const client = createGlobalpingClient(undefined, async (request) => {
      requests.push(request);
      return requests.length === 1 ? reply(200, body, { etag: 'W/"1"' }) : reply(304, '');
    });
    const first = await client.read('x', signal);
    expect(await client.read('x', signal)).toEqual(first);
    expect(requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, 'W/"1"']);
    expect(await client.read('y', signal)).toMatchObject({ failure: { kind: 'unreadable' } });
  });

  test.each([
    [{ 'retry-after': '3' }, 3_000],
    [{ 'retry-after': 'soon' }, 5_000],
    [{}, 5_000],
  ])('that come too often wait: %j', async (headers, waitMs) => {
    const { client } = clientFor(reply(429, '', headers));
    expect(await client.read('x', signal)).toEqual({ kind: 'too-many-polls', waitMs });
  });

  test('that are refused again and again end with the signal, not with a failure', async () => {
    const clock = new FakeClock();
    using stop = new Stop(clock, 20_000, signal);
    const polledAt: number[] = [];
    const client = {
      start: () => Promise.reject(new Error('nothing starts')),
      read: async () => {
        polledAt.push(clock.now());
        return { kind: 'too-many-polls', waitMs: 6_000 } as const;
      },
    };
    const seen: unknown[] = [];
    const follow = async () => {
      for await (const one of new Globalping(client, clock).follow('x', stop.noMore))
        seen.push(one);
    };
    await clock.finish(follow());
    expect([seen, polledAt]).toEqual([[], [500, 6_500, 12_500, 18_500]]);
  });
});
