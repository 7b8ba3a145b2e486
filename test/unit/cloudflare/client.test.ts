import { describe, expect, test } from 'vitest';
import {
  createClient,
  readRateLimitHeaders,
  readResponse,
} from '../../../src/cloudflare/client.ts';
import type { HttpReply, HttpRequest, Transport } from '../../../src/http/transport.ts';

const { signal } = new AbortController();
const success = '{"success":true,"errors":[],"messages":[],"result":{"id":"abc"}}';
const refusal = '{"success":false,"errors":[{"code":1012,"message":"malformed"}]}';

function connect(
  reply: Partial<HttpReply> = {},
  token = 'secret',
): { sent: HttpRequest[]; call: ReturnType<typeof createClient> } {
  const sent: HttpRequest[] = [];
  const transport: Transport = async (request) => {
    sent.push(request);
    return { kind: 'reply', status: 200, headers: {}, body: success, ...reply };
  };
  return { sent, call: createClient('https://api.example/v4', token, transport) };
}

describe('a request', () => {
  test('with a body has the token, a user agent, and its body as JSON', async () => {
    const { sent, call } = connect();
    const response = await call(
      { method: 'POST', path: '/zones/1', body: { tags: ['ü'] } },
      signal,
    );
    expect(response).toMatchObject({ kind: 'accepted', result: { id: 'abc' } });
    expect(sent).toMatchObject([
      {
        method: 'POST',
        url: 'https://api.example/v4/zones/1',
        headers: {
          authorization: 'Bearer secret',
          'content-type': 'application/json',
          'user-agent': expect.stringMatching(/./),
        },
        body: '{"tags":["ü"]}',
      },
    ]);
  });

  test('that gets something has no body', async () => {
    const { sent, call } = connect();
    await call({ method: 'GET', path: '/zones?name=a.example' }, signal);
    expect(sent[0]?.url).toBe('https://api.example/v4/zones?name=a.example');
    expect(sent[0]).not.toHaveProperty('body');
  });

  test.each([
    [
      'a failure of the network keeps its reason and gets advice',
      async () => ({ kind: 'no-reply', reason: 'dns', code: 'ENOTFOUND' }) as const,
      { reason: 'dns', code: 'ENOTFOUND', diagnosis: { next: 'backoff' } },
    ],
    [
      'a bug in the transport fails the request, not the step',
      () => Promise.reject(new TypeError('oops')),
      { reason: 'unexpected', code: 'TypeError', diagnosis: { next: 'stop-all' } },
    ],
  ])('%s', async (_, transport, failure) => {
    const call = createClient('https://api.example', 'secret', transport);
    const response = await call({ method: 'GET', path: '/' }, signal);
    expect(response).toMatchObject({ kind: 'no-reply', ...failure });
  });

  test('that is aborted from outside is aborted in the transport', async () => {
    const outside = new AbortController();
    let inside: AbortSignal | undefined;
    const call = createClient('https://api.example', 'secret', async (_, limited) => {
      inside = limited;
      outside.abort();
      return { kind: 'no-reply', reason: 'interrupted', code: 'AbortError' };
    });
    await call({ method: 'GET', path: '/' }, outside.signal);
    expect(inside?.aborted).toBe(true);
  });
});

describe('a token of hex digits', () => {
  const body = '{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}';
  const diagnose = async (reply: Partial<HttpReply>, token: string) => {
    const response = await connect(reply, token).call({ method: 'GET', path: '/' }, signal);
    return response.kind === 'accepted' ? 'accepted' : response.diagnosis.cause;
  };

  test.each([
    37, 40, 45,
  ])('that is refused is a Global API Key, with %d of them', async (length) => {
    expect(await diagnose({ status: 403, body }, 'aB'.repeat(23).slice(0, length))).toMatch(
      /^`token` holds a Global API Key/,
    );
  });

  test.each([
    ['36 of them', 'a'.repeat(36), { status: 403, body }],
    ['46 of them', 'a'.repeat(46), { status: 403, body }],
    ['another character', `${'a'.repeat(39)}g`, { status: 403, body }],
    ['a request that is wrong', 'a'.repeat(40), { status: 400, body: refusal }],
    ['a fault of a server', 'a'.repeat(40), { status: 503, body: '' }],
    ['a request that is accepted', 'a'.repeat(40), {}],
  ])('is not reported as one with %s', async (_, token, reply) => {
    expect(await diagnose(reply, token)).not.toMatch(/Global/);
  });
});

describe('a response', () => {
  const read = (status: number, body: string, headers: Record<string, string> = {}) =>
    readResponse({ kind: 'reply', status, headers, body });

  test.each([
    [200, success, 'accepted'],
    [201, success, 'accepted'],
    [200, refusal, 'refused'],
    [400, refusal, 'refused'],
    [500, refusal, 'refused'],
    [400, success, 'refused'],
    [503, success, 'refused'],
    [300, success, 'redirect'],
    [304, success, 'redirect'],
    [307, '', 'redirect'],
    [399, '', 'redirect'],
  ])('with HTTP %d and %o is %s', (status, body, kind) => {
    expect(read(status, body)).toMatchObject({ kind, status });
  });

  test.each([
    [200, '', 'empty', 'backoff'],
    [204, ' \r\n', 'empty', 'backoff'],
    [502, '<html><body>502</body></html>', 'HTML', 'backoff'],
    [403, '\n <!DOCTYPE html>', 'HTML', 'fail'],
    [429, 'error code: 1015', 'text', 'throttle'],
    [200, success.slice(0, -1), 'text', 'backoff'],
    [200, '[]', 'JSON of another form', 'backoff'],
    [200, '[{"success":true}]', 'JSON of another form', 'backoff'],
    [200, 'null', 'JSON of another form', 'backoff'],
    [404, '{}', 'JSON of another form', 'fail'],
    [200, '{"success":"true"}', 'JSON of another form', 'backoff'],
    [200, '{"success":1,"errors":[]}', 'JSON of another form', 'backoff'],
  ])('with HTTP %d and %o is unreadable: %s', (status, body, content, next) => {
    expect(read(status, body)).toMatchObject({ kind: 'unreadable', content, diagnosis: { next } });
  });

  test('keeps the cf-ray, and what the headers say about the limit', () => {
    const headers = { 'cf-ray': '8f-FRA', 'retry-after': '7' };
    const facts = { ray: '8f-FRA', limit: { retryAfterMs: 7_000 } };
    expect(read(200, success, headers)).toMatchObject(facts);
    expect(read(429, refusal, headers)).toMatchObject({ ...facts, errors: [{ code: 1012 }] });
    expect(read(502, '', headers)).toMatchObject({ ...facts, content: 'empty' });
    const redirect = read(302, '', { ...headers, location: 'https://x.example/' });
    expect(redirect).toMatchObject({ ...facts, location: 'https://x.example/' });
    expect(read(302, '')).toMatchObject({ location: '' });
  });

  const refuseWith = (errors: unknown) =>
    read(400, JSON.stringify({ success: false, errors, result: null }));

  test('keeps everything that an error may have, also if the request was accepted', () => {
    const error = {
      code: 6003,
      message: 'Invalid request headers',
      documentation_url: 'https://developers.cloudflare.com/',
      source: { pointer: '/files/3' },
      error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
    };
    const errors = [
      {
        code: 6003,
        message: 'Invalid request headers',
        documentation: 'https://developers.cloudflare.com/',
        pointer: '/files/3',
        chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
      },
    ];
    expect(refuseWith([error])).toMatchObject({ errors });
    const accepted = JSON.stringify({ success: true, errors: [error], result: null });
    expect(read(200, accepted)).toMatchObject({ kind: 'accepted', errors, result: null });
  });

  test.each([
    [undefined, []],
    ['no', []],
    [null, []],
    [[{}], [{ code: 0, message: '', chain: [] }]],
    [[{ code: '1000' }], [{ code: 1000, message: '', chain: [] }]],
    [[{ code: 'x', message: 7 }], [{ code: 0, message: '', chain: [] }]],
    [[{ code: 1, error_chain: [7] }], [{ code: 1, message: '', chain: [] }]],
    [[{ code: 1, source: '/files/1' }], [{ code: 1, message: '', chain: [] }]],
    [['oops'], [{ code: 0, message: '"oops"', chain: [] }]],
  ])('with the errors %j is read as far as it goes', (errors, expected) => {
    expect(refuseWith(errors)).toMatchObject({ errors: expected });
  });
});

test.each([
  [{}, {}],
  [{ 'retry-after': '30' }, { retryAfterMs: 30_000 }],
  [{ 'retry-after': ' 30 ' }, { retryAfterMs: 30_000 }],
  [{ 'retry-after': '0' }, { retryAfterMs: 0 }],
  [{ ratelimit: '"default";r=50;t=30' }, { remaining: 50, resetMs: 30_000 }],
  [{ ratelimit: '"default"; r=0; t=12' }, { remaining: 0, resetMs: 12_000 }],
  [{ ratelimit: '"default";t=5;r=1' }, { remaining: 1, resetMs: 5_000 }],
  [{ ratelimit: '"default";r=50' }, { remaining: 50 }],
  [{ 'ratelimit-policy': '"burst";q=100;w=60' }, { quota: 100, windowMs: 60_000 }],
  [
    { 'retry-after': '7', ratelimit: '"a";r=0;t=9', 'ratelimit-policy': '"a";q=5;w=60' },
    { retryAfterMs: 7_000, remaining: 0, resetMs: 9_000, quota: 5, windowMs: 60_000 },
  ],
])('the headers %j say %j', (headers, limit) => {
  expect(readRateLimitHeaders(headers)).toEqual(limit);
});

test.each([
  { 'retry-after': '' },
  { 'retry-after': '-1' },
  { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' },
  { 'retry-after': '1e9' },
  { 'retry-after': '9'.repeat(30) },
  { 'retry-after': 'Infinity' },
  { ratelimit: 'r' },
  { ratelimit: '"default";r=;t=x' },
  { ratelimit: '"default";xr=5' },
  { 'ratelimit-policy': '"default"' },
])('the headers %j say nothing', (headers) => {
  expect(readRateLimitHeaders(headers)).toEqual({});
});
