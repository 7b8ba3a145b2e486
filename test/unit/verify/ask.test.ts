import { describe, expect, test } from 'vitest';
import type { HttpRequest, Send } from '../../../src/http/transport.ts';
import type { Check } from '../../../src/inputs/checks.ts';
import { createAsk } from '../../../src/verify/ask.ts';
import { FakeClock } from '../fake-clock.ts';
import { settingsWith } from '../sample-settings.ts';
import { expectText } from './sample-checks.ts';

const start = 'https://www.example.com/app.js';
const contentCheck: Check = { ...expectText('x'), url: start };
const secret = { 'x-secret': 'secret-1' };

/** A web of redirects; what leads nowhere answers 200. */
async function ask(
  check: Check,
  redirects: Readonly<Record<string, string>>,
  { status = 302, checkHeaders = secret }: { status?: number; checkHeaders?: object } = {},
) {
  const requests: HttpRequest[] = [];
  const send: Send = async (request) => {
    requests.push(request);
    const location = redirects[request.url];
    const bytes = new Uint8Array();
    return {
      kind: 'reply',
      receivedAt: 0,
      status: location === undefined ? 200 : status,
      headers: location === undefined ? {} : { location },
      body: { bytes, sent: bytes },
    };
  };
  const clock = new FakeClock();
  const settings = settingsWith({ checkHeaders: { ...checkHeaders } });
  const asking = createAsk(settings, send, clock);
  const reply = await clock.finish(asking(check, new AbortController().signal));
  const asked = requests.map(({ url, headers }) => [url, 'x-secret' in headers]);
  return { reply, requests, asked };
}

test('a request is what a browser sends, under the name of this action', async () => {
  const { requests } = await ask(contentCheck, {});
  expect(requests).toEqual([
    {
      method: 'GET',
      url: start,
      headers: {
        accept: '*/*',
        'accept-encoding': 'gzip, deflate, br, zstd',
        'user-agent': 'purge-cloudflare-cache (GitHub Action)',
        ...secret,
      },
      mostBodyBytes: 10 * 1024 * 1024,
    },
  ]);
});

test('of a bare URL no body is read', async () => {
  const { requests } = await ask({ url: start, expectation: { kind: 'status' } }, {});
  expect(requests).toMatchObject([{ mostBodyBytes: 0 }]);
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('with %d are followed for content', async (status) => {
    const { reply, asked } = await ask(contentCheck, { [start]: '/2?q#top' }, { status });
    expect(reply).toMatchObject({ status: 200, url: 'https://www.example.com/2?q' });
    expect(asked).toEqual([
      [start, true],
      ['https://www.example.com/2?q', true],
    ]);
  });

  test('of a bare URL are not followed', async () => {
    const check = { url: start, expectation: { kind: 'status' } } as const;
    const { reply, asked } = await ask(check, { [start]: '/2' });
    expect(reply).toMatchObject({ status: 302, url: start });
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['another host', 'https://b.example/2'],
    ['a host below', 'https://x.www.example.com/2'],
    ['another port', 'https://www.example.com:8443/2'],
    ['another scheme', 'http://www.example.com/2'],
    ['a host without its scheme', '//b.example/2'],
  ])('to %s take no header along, and bring none back', async (_, target) => {
    const there = new URL(target, start).href;
    const back = 'https://www.example.com/3';
    const { asked } = await ask(contentCheck, { [start]: target, [there]: back });
    expect(asked).toEqual([
      [start, true],
      [there, false],
      [back, false],
    ]);
  });

  test('take no password from the address', async () => {
    const { asked } = await ask(contentCheck, { [start]: 'https://u:p@b.example/' });
    expect(asked[1]).toEqual(['https://b.example/', false]);
  });

  test.each([
    'ftp://a.example/',
    'file:///etc/passwd',
    'javascript:1',
    'https://a b/',
  ])('to %s are not followed', async (target) => {
    const { reply, asked } = await ask(contentCheck, { [start]: target });
    expect(reply).toMatchObject({ status: 302 });
    expect(asked).toHaveLength(1);
  });

  test('that go round in circles end after ten', async () => {
    const { reply, asked } = await ask(contentCheck, { [start]: start });
    expect(reply).toMatchObject({ status: 302 });
    expect(asked).toHaveLength(11);
  });

  test('are none with 304 or without a location', async () => {
    expect((await ask(contentCheck, { [start]: '/2' }, { status: 304 })).asked).toHaveLength(1);
    expect((await ask(contentCheck, {})).asked).toHaveLength(1);
  });

  test.each([
    ['/login?next=%2Fapp.js', {}, 'https://www.example.com/login'],
    ['https://login.example.com/echo/me?q', {}, 'https://login.example.com/'],
    ['http://www.example.com/app.js', {}, 'http://www.example.com/'],
    ['/v1/app1.js', { 'x-version': '1' }, 'https://www.example.com/v1/app1.js'],
    ['/echo/secret-1', { 'x-key': 'secret-1' }, 'https://www.example.com/echo/***'],
    ['/echo/token', {}, 'https://www.example.com/echo/***'],
    ['/echo/abcdefgh', { authorization: 'Bearer abcdefgh' }, 'https://www.example.com/echo/***'],
    ['/a/pa%22ss%3Cwo%3Erd/b', { 'x-key': 'pa"ss<wo>rd' }, 'https://www.example.com/a/***/b'],
    ['/%zz/SECRET%252D1', { 'x-key': 'secret-1' }, 'https://www.example.com/%zz/***'],
    ['https://Secret-1.example/', { 'x-key': 'SECRET-1' }, 'https://***.example/'],
  ])('to %s, with %o, are shown without secrets', async (target, checkHeaders, shown) => {
    const { reply } = await ask(contentCheck, { [start]: target }, { checkHeaders });
    expect(reply).toMatchObject({ redirectedTo: shown });
  });
});

test('no more than ten checks are asked at once', async () => {
  const waiting: (() => void)[] = [];
  const send: Send = () =>
    new Promise((resolve) => {
      waiting.push(() => resolve({ kind: 'no-reply', reason: 'dns', code: 'ENOTFOUND' }));
    });
  const asking = createAsk(settingsWith({}), send, new FakeClock());
  const { signal } = new AbortController();
  const asked = Array.from({ length: 25 }, () => asking(contentCheck, signal));
  const counts: number[] = [];
  while (waiting.length > 0 || counts.length === 0) {
    await new Promise(setImmediate);
    counts.push(waiting.length);
    for (const answer of waiting.splice(0)) answer();
    await new Promise(setImmediate);
  }
  await Promise.all(asked);
  expect(counts).toEqual([10, 10, 5]);
});

test('an address that repeats a secret is not told to those who purge it', async () => {
  for (const repeated of ['secret-1', 'SECRET%2D1']) {
    const { reply } = await ask(contentCheck, { [start]: `${start}?was=${repeated}` });
    expect(reply).toMatchObject({ kind: 'reply', url: start });
  }
  const { reply } = await ask(contentCheck, { [start]: `${start}?v=2` });
  expect(reply).toMatchObject({ url: `${start}?v=2` });
});
