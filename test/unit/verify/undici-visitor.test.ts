import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import type { RequestHeaders } from '../../../src/inputs/headers.ts';
import type { Environment } from '../../../src/runner.ts';
import { askCheck } from '../../../src/verify/ask-check.ts';
import { createUndiciVisitor } from '../../../src/verify/undici-visitor.ts';
import type { VisitReply } from '../../../src/verify/visit.ts';

interface SmallServer extends AsyncDisposable {
  readonly origin: string;
}

async function serve(listener: RequestListener): Promise<SmallServer> {
  const server = createServer(listener);
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface VisitSettings {
  readonly headers?: RequestHeaders;
  readonly environment?: Environment;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

async function visitOnce(url: string, settings: VisitSettings = {}): Promise<VisitReply> {
  await using visitor = createUndiciVisitor(
    settings.environment ?? {},
    systemClock,
    settings.timeoutMs,
  );
  const signal = settings.signal ?? new AbortController().signal;
  return await visitor.visit(url, settings.headers ?? {}, signal);
}

async function visitServer(
  listener: RequestListener,
  settings?: VisitSettings,
): Promise<VisitReply> {
  await using server = await serve(listener);
  return await visitOnce(`${server.origin}/`, settings);
}

function textOf(reply: VisitReply): string {
  if (reply.kind !== 'reply') return reply.code;
  return reply.body.kind === 'too-large' ? '' : Buffer.from(reply.body.bytes).toString();
}

const page = 'release 2, grün '.repeat(5_000);
const mebibyte = 1024 * 1024;

describe('a request', () => {
  test('is a GET of the address as it stands, with a User-Agent of its own', async () => {
    const seen: unknown[] = [];
    await using server = await serve(({ method, url, headers }, response) => {
      seen.push(method, url, headers);
      response.end('x');
    });
    const headers = { 'x-bypass': 'b', 'cache-control': 'max-age=1' };
    const url = `${server.origin}/a%20b?`;
    const reply = await visitOnce(url, { headers });
    expect(reply).toMatchObject({ kind: 'reply', status: 200, url, body: { kind: 'whole' } });
    expect(seen).toEqual([
      'GET',
      '/a%20b?',
      {
        host: new URL(server.origin).host,
        connection: 'keep-alive',
        accept: '*/*',
        'accept-encoding': 'gzip, br, deflate',
        'user-agent': 'purge-cloudflare-cache (GitHub Action)',
        ...headers,
      },
    ]);
  });

  test('gives the headers in lower case, of several the first', async () => {
    const reply = await visitServer((_, response) => {
      response.writeHead(404, { 'CF-Cache-Status': 'HIT', Age: ['5', '9'], 'X-A': ['1', '2'] });
      response.end('not here');
    });
    expect(reply).toMatchObject({
      status: 404,
      headers: { 'cf-cache-status': 'HIT', 'x-a': '1' },
    });
    expect(reply).toHaveProperty('headers.age', '5');
    expect(textOf(reply)).toBe('not here');
  });
});

describe('a body', () => {
  test.each([
    ['gzip', gzipSync(page)],
    ['GZIP', gzipSync(page)],
    ['x-gzip', gzipSync(page)],
    ['br', brotliCompressSync(page)],
    ['deflate', deflateSync(page)],
    ['deflate', deflateRawSync(page)],
    ['identity', Buffer.from(page)],
    ['gzip, br', brotliCompressSync(gzipSync(page))],
  ])('in %s is decoded', async (encoding, body) => {
    const reply = await visitServer((_, response) => {
      response.setHeader('content-encoding', encoding).end(body);
    });
    expect(textOf(reply)).toBe(page);
  });

  test.each(['gzip', 'br', 'deflate'])('may be empty in %s', async (encoding) => {
    const reply = await visitServer((_, response) => {
      response.setHeader('content-encoding', encoding).end();
    });
    expect(reply).toMatchObject({ kind: 'reply', body: { kind: 'whole' } });
    expect(textOf(reply)).toBe('');
  });

  test.each([
    ['gzip', gzipSync(page).subarray(0, -20)],
    ['br', brotliCompressSync(page).subarray(0, -4)],
    ['deflate', deflateSync(page).subarray(0, -20)],
    ['gzip', Buffer.from('no gzip at all')],
    ['br', Buffer.from('no brotli at all')],
    ['zstd', Buffer.from('x')],
  ])('in %s that cannot be decoded is no answer', async (encoding, body) => {
    const reply = await visitServer((_, response) => {
      response.setHeader('content-encoding', encoding).end(body);
    });
    expect(reply).toMatchObject({ kind: 'no-reply', reason: 'cut-off' });
  });

  test.each([
    'gzip',
    'zstd',
  ])('in %s without an end is hung up on where it cannot be decoded', async (encoding) => {
    const hungUp = Promise.withResolvers<void>();
    await using server = await serve((_, response) => {
      response.on('close', hungUp.resolve);
      response.setHeader('content-encoding', encoding).write('no gzip at all');
    });
    await using visitor = createUndiciVisitor({}, systemClock);
    const signal = new AbortController().signal;
    expect(await visitor.visit(server.origin, {}, signal)).toMatchObject({ reason: 'cut-off' });
    await hungUp.promise;
  });

  test.each([
    ['of 10 MiB is read', 10 * mebibyte, false],
    ['of more is not', 10 * mebibyte + 1, true],
  ])('%s', async (_, size, tooLarge) => {
    const reply = await visitServer((_, response) => {
      response.end(Buffer.alloc(size));
    });
    expect(reply).toMatchObject({
      kind: 'reply',
      body: { kind: tooLarge ? 'too-large' : 'whole' },
    });
    expect(textOf(reply)).toHaveLength(tooLarge ? 0 : size);
  });

  test('that swells is stopped, and so is one without end', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * mebibyte));
    const swollen = await visitServer((_, response) => {
      response.setHeader('content-encoding', 'gzip').end(bomb);
    });
    expect(swollen).toMatchObject({ body: { kind: 'too-large' } });
    const endless = await visitServer((_, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(mebibyte)));
      };
      response.on('drain', more);
      more();
    });
    expect(endless).toMatchObject({ body: { kind: 'too-large' } });
  });
});

describe('no answer', () => {
  test('where it is cut off', async () => {
    const cut = await visitServer((_, response) => {
      response.setHeader('content-length', 100).write('x');
      setImmediate(() => response.destroy());
    });
    expect(cut).toMatchObject({ kind: 'no-reply' });
    const chunked = await visitServer((request, response) => {
      response.write('x');
      setImmediate(() => request.socket.destroy());
    });
    expect(chunked).toMatchObject({ kind: 'no-reply', reason: 'connection' });
  });

  test.each([
    ['before it starts', (): void => {}],
    ['in its body', ((_, response) => void response.write('x')) satisfies RequestListener],
    [
      'in a compressed body',
      ((_, response) =>
        void response
          .setHeader('content-encoding', 'gzip')
          .write(gzipSync(page).subarray(0, 50))) satisfies RequestListener,
    ],
  ])('where it hangs %s', async (_, listener) => {
    expect(await visitServer(listener, { timeoutMs: 200 })).toMatchObject({ reason: 'timeout' });
    const signal = AbortSignal.abort();
    expect(await visitServer(listener, { signal })).toMatchObject({ reason: 'interrupted' });
    const ending = new AbortController();
    setTimeout(() => ending.abort(), 100);
    expect(await visitServer(listener, { signal: ending.signal })).toMatchObject({
      reason: 'interrupted',
    });
  });

  test('where nobody listens', async () => {
    const server = await serve(() => {});
    await server[Symbol.asyncDispose]();
    expect(await visitOnce(`${server.origin}/`)).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('where the address of the proxy is none', async () => {
    const environment = { HTTP_PROXY: 'socks5://127.0.0.1' };
    expect(await visitOnce('http://www.example.com/', { environment })).toMatchObject({
      reason: 'proxy',
      code: expect.stringContaining('HTTP_PROXY'),
    });
  });
});

describe('proxies', () => {
  test('are used for other hosts, by the scheme of the address', async () => {
    const tunnels: (string | undefined)[] = [];
    await using proxy = await serve((request, response) => {
      tunnels.push(request.url);
      response.end('by proxy');
    });
    const reply = await visitOnce('http://www.example.com/a?b', {
      environment: { http_proxy: proxy.origin, HTTPS_PROXY: 'http://127.0.0.1:1' },
    });
    expect(textOf(reply)).toBe('by proxy');
    expect(tunnels).toEqual(['http://www.example.com/a?b']);
  });

  test('are not used for loopback addresses, not even looked at', async () => {
    const environment = { HTTP_PROXY: 'socks5://127.0.0.1' };
    const reply = await visitServer((_, response) => void response.end('direct'), { environment });
    expect(textOf(reply)).toBe('direct');
  });
});

test('a redirect is followed within an origin with the headers, and across without', async () => {
  const seen: [string, string | undefined, string | undefined][] = [];
  const note = (name: string): RequestListener => {
    return ({ url, headers }) => {
      const secret = headers['x-secret'];
      seen.push([name, url, Array.isArray(secret) ? secret[0] : secret]);
    };
  };
  await using other = await serve((request, response) => {
    note('other')(request, response);
    response.end('release 2');
  });
  await using own = await serve((request, response) => {
    note('own')(request, response);
    const location = request.url === '/1' ? '/2' : `${other.origin}/3`;
    response.writeHead(302, { location }).end('moved');
  });
  await using visitor = createUndiciVisitor({}, systemClock);
  const reply = await askCheck(
    { url: `${own.origin}/1`, expectation: { kind: 'contains', text: 'release 2' } },
    visitor.visit,
    { 'x-secret': 's' },
    new AbortController().signal,
  );
  expect(reply).toMatchObject({ kind: 'reply', status: 200, url: `${other.origin}/3` });
  expect(textOf(reply)).toBe('release 2');
  expect(seen).toEqual([
    ['own', '/1', 's'],
    ['own', '/2', 's'],
    ['other', '/3', undefined],
  ]);
});
