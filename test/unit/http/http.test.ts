import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { createHttp } from '../../../src/http/http.ts';
import type { BytesReply, HttpRequest, NetworkFailure } from '../../../src/http/transport.ts';
import type { Environment } from '../../../src/runner.ts';
import { startRawServer } from '../../network/raw-server.ts';

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

const mebibyte = 1024 * 1024;
const page = 'release 2, grün '.repeat(5_000);

interface Options {
  readonly request?: Partial<HttpRequest>;
  readonly environment?: Environment;
  readonly mostBodyBytes?: number;
  readonly signal?: AbortSignal;
}

async function sendTo(url: string, options: Options = {}): Promise<BytesReply | NetworkFailure> {
  const { environment = {}, mostBodyBytes = mebibyte, signal, request } = options;
  using http = createHttp(environment, systemClock);
  const all = { method: 'GET', url, headers: {}, mostBodyBytes, ...request } as const;
  return await http.send(all, signal ?? new AbortController().signal);
}

async function ask(listener: RequestListener, options?: Options) {
  await using server = await serve(listener);
  return await sendTo(`${server.origin}/`, options);
}

function textOf(reply: BytesReply | NetworkFailure): string | undefined {
  if (reply.kind !== 'reply') return reply.code;
  return reply.body && Buffer.from(reply.body.bytes).toString();
}

test('a request goes out as it is, and its response comes back whole, whatever its pieces', async () => {
  await using server = await serve(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const text = JSON.stringify([request.method, request.url, request.headers, body]);
    response.writeEarlyHints({ link: '</a.css>; rel=preload' });
    response.writeHead(429, { 'CF-Ray': ['ray', 'other'], 'x-list': ['5', '9'] });
    for (const byte of Buffer.from(text)) {
      await new Promise((written) => response.write(Buffer.of(byte), written));
    }
    response.end();
  });
  const request = { method: 'POST', headers: { a: '1', 'user-agent': 'u' }, body: '€' } as const;
  const reply = await sendTo(`${server.origin}/a%20b?`, { request });
  expect(reply).toMatchObject({ kind: 'reply', status: 429 });
  expect(JSON.parse(textOf(reply) ?? '')).toEqual([
    'POST',
    '/a%20b?',
    {
      host: new URL(server.origin).host,
      connection: 'keep-alive',
      'content-length': '3',
      a: '1',
      'user-agent': 'u',
    },
    '€',
  ]);
  expect(reply).toMatchObject({
    headers: { 'cf-ray': 'ray', 'x-list': '5' },
  });
  expect(reply).not.toHaveProperty('headers.link');
});

test('one connection serves requests one after the other', async () => {
  const ports = new Set<number | undefined>();
  await using server = await serve(({ socket }, response) => {
    ports.add(socket.remotePort);
    response.end('x');
  });
  using http = createHttp({}, systemClock);
  const request = { method: 'GET', url: server.origin, headers: {}, mostBodyBytes: 9 } as const;
  const { signal } = new AbortController();
  for (let n = 0; n < 3; n += 1) await http.send(request, signal);
  expect(ports.size).toBe(1);
});

describe('a body', () => {
  test.each([
    ['gzip', gzipSync(page)],
    ['GZIP', gzipSync(page)],
    ['x-gzip', gzipSync(page)],
    ['br', brotliCompressSync(page)],
    ['deflate', deflateSync(page)],
    ['deflate', deflateRawSync(page)],
    ['zstd', zstdCompressSync(page)],
    ['identity', Buffer.from(page)],
    ['gzip, br', brotliCompressSync(gzipSync(page))],
  ])('in %s is decoded, and known as it was sent too', async (encoding, body) => {
    const reply = await ask((_, response) => {
      response.setHeader('content-encoding', encoding.split(', ')).end(body);
    });
    expect(textOf(reply)).toBe(page);
    expect(reply).toMatchObject({ body: { sent: body } });
  });

  test.each(['gzip', 'br', 'deflate', 'zstd'])('may be empty in %s', async (encoding) => {
    const reply = await ask((_, response) => {
      response.setHeader('content-encoding', encoding).end();
    });
    expect(textOf(reply)).toBe('');
  });

  test.each([
    ['gzip', gzipSync(page).subarray(0, -20)],
    ['br', brotliCompressSync(page).subarray(0, -4)],
    ['deflate', deflateSync(page).subarray(0, -20)],
    ['zstd', zstdCompressSync(page).subarray(0, -4)],
    ['gzip', Buffer.from('no gzip at all')],
    ['br', Buffer.from('no brotli at all')],
    ['zstd', Buffer.from('no zstd at all')],
  ])('in %s that cannot be decoded is no response', async (encoding, body) => {
    const reply = await ask((_, response) => {
      response.setHeader('content-encoding', encoding).end(body);
    });
    expect(reply).toMatchObject({ kind: 'no-reply', reason: 'cut-off' });
  });

  test.each([
    ['an unknown encoding', 'rot13'],
    ['one unknown encoding among others', 'gzip, rot13'],
    ['too many encodings', 'gzip, gzip, gzip, gzip'],
  ])('in %s is left as it came', async (_, encoding) => {
    const reply = await ask((_request, response) => {
      response.setHeader('content-encoding', encoding).end('as it came');
    });
    expect(textOf(reply)).toBe('as it came');
  });

  test.each([
    ['of just the limit is read', mebibyte, false],
    ['of more is not, and the response still counts', mebibyte + 1, true],
  ])('%s', async (_, size, tooLarge) => {
    for (const headers of [{}, { 'content-length': size }]) {
      const reply = await ask((_request, response) => {
        response.writeHead(200, headers).end(Buffer.alloc(size));
      });
      expect(reply).toMatchObject({ kind: 'reply', status: 200 });
      expect(textOf(reply)?.length).toBe(tooLarge ? undefined : size);
    }
  });

  test('that swells is stopped, and so is one without end', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * mebibyte));
    const swollen = await ask((_, response) => {
      response.setHeader('content-encoding', 'gzip').end(bomb);
    });
    expect(swollen).toMatchObject({ kind: 'reply', body: undefined });
    const hungUp = Promise.withResolvers<void>();
    await using endless = await serve((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(mebibyte)));
      };
      response.on('drain', more).on('close', hungUp.resolve);
      more();
    });
    expect(await sendTo(endless.origin)).toMatchObject({ kind: 'reply', body: undefined });
    await hungUp.promise;
  });

  test('that nobody wants is hung up on after the headers', async () => {
    const hungUp = Promise.withResolvers<void>();
    await using server = await serve((_, response) => {
      response.on('close', hungUp.resolve).write('the beginning');
    });
    const reply = await sendTo(server.origin, { mostBodyBytes: 0 });
    expect(reply).toMatchObject({ kind: 'reply', status: 200, body: undefined });
    await hungUp.promise;
  });
});

describe('no response', () => {
  test('if it is cut off', async () => {
    for (const headers of [{}, { 'content-length': 100 }]) {
      const reply = await ask((request, response) => {
        response.writeHead(200, headers);
        response.write('half', () => request.socket.destroy());
      });
      expect(reply).toMatchObject({ kind: 'no-reply', reason: 'connection' });
    }
  });

  test.each([
    ['no HTTP at all\r\n\r\n'],
    ['HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx'],
    [`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`],
  ])('if it is malformed', async (answer) => {
    await using server = await startRawServer(() => answer);
    expect(await sendTo(`http://${server.address}`)).toMatchObject({
      kind: 'no-reply',
      reason: 'malformed',
    });
  });

  test('if it is a switch to another protocol', async () => {
    const answer = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n';
    await using server = await startRawServer(() => answer);
    expect(await sendTo(`http://${server.address}`)).toMatchObject({ reason: 'connection' });
  });

  const hanging: readonly (readonly [string, (url: string) => [string, Environment]])[] = [
    ['before its headers', (address) => [`http://${address}`, {}]],
    ['in the TLS handshake', (address) => [`https://${address}`, {}]],
    [
      'in the answer of the proxy',
      (address) => ['https://www.example.com', { HTTPS_PROXY: `http://${address}` }],
    ],
    [
      'in the TLS handshake with the proxy',
      (address) => ['https://www.example.com', { HTTPS_PROXY: `https://${address}` }],
    ],
  ];
  test.each(hanging)('if it hangs %s, until the signal is aborted', async (_, target) => {
    const ending = new AbortController();
    await using server = await startRawServer(() => {
      ending.abort();
      return undefined;
    });
    const [url, environment] = target(server.address);
    const options = { environment, signal: ending.signal };
    expect(await sendTo(url, options)).toMatchObject({ reason: 'interrupted' });
    expect(await sendTo(url, options)).toMatchObject({ reason: 'interrupted' });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['the connection', 'https', 10_000, 'ETIMEDOUT'],
    ['the response', 'http', 30_000, 'TimeoutError'],
  ])('if %s takes too long', async (_, scheme, ms, code) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const arrived = Promise.withResolvers<void>();
      await using server = await startRawServer(() => void arrived.resolve());
      const reply = sendTo(`${scheme}://${server.address}`);
      await arrived.promise;
      vi.advanceTimersByTime(ms);
      expect(await reply).toMatchObject({ reason: 'timeout', code });
    } finally {
      vi.useRealTimers();
    }
  });

  test('if nobody listens', async () => {
    const server = await serve(() => {});
    await server[Symbol.asyncDispose]();
    expect(await sendTo(`${server.origin}/`)).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('if the address of the proxy is none', async () => {
    const environment = { HTTP_PROXY: 'socks5://127.0.0.1' };
    expect(await sendTo('http://www.example.com/', { environment })).toMatchObject({
      reason: 'proxy',
      code: expect.stringContaining('HTTP_PROXY'),
    });
  });
});

test('an http address is asked of the proxy by its whole address, with the name and password', async () => {
  const seen: unknown[] = [];
  await using proxy = await serve(({ url, headers }, response) => {
    seen.push(url, headers.host, headers['proxy-authorization'], headers['a']);
    response.end('by proxy');
  });
  const { host } = new URL(proxy.origin);
  const reply = await sendTo('http://www.example.com/a?b', {
    environment: { http_proxy: `me:s%40c@${host}`, HTTPS_PROXY: 'http://127.0.0.1:1' },
    request: { headers: { a: '1' } },
  });
  expect(textOf(reply)).toBe('by proxy');
  const credentials = Buffer.from('me:s@c').toString('base64');
  expect(seen).toEqual([
    'http://www.example.com/a?b',
    'www.example.com',
    `Basic ${credentials}`,
    '1',
  ]);
});
