import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createUndiciTransport } from '../../../src/http/undici-transport.ts';

/** Posts once to a server that answers like this. */
async function post(answer: RequestListener, signal = new AbortController().signal) {
  await using server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await using transport = await createUndiciTransport(new URL(origin), undefined);
  const request = {
    method: 'POST',
    url: `${origin}/a?b=c`,
    headers: { a: '1' },
    body: '€',
  } as const;
  const reply = await transport.send(request, signal);
  server.closeAllConnections();
  return reply;
}

test('a request goes out as it is, and its answer comes back whole, whatever its pieces', async () => {
  const reply = await post(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const text = `${request.method} ${request.url} ${request.headers['a']} ${body}`;
    response.writeEarlyHints({ link: '</a.css>; rel=preload' });
    response.writeHead(429, { 'CF-Ray': 'ray', 'set-cookie': ['first', 'second'] });
    for (const byte of Buffer.from(text)) {
      await new Promise((written) => response.write(Buffer.of(byte), written));
    }
    response.end();
  });
  expect(reply).toMatchObject({ kind: 'reply', status: 429, body: 'POST /a?b=c 1 €' });
  expect(reply).toMatchObject({ headers: { 'cf-ray': 'ray', 'set-cookie': 'first' } });
  expect(reply).not.toHaveProperty('headers.link');
});

test.each([true, false])('an answer over 4 MiB is given up, its length told: %s', async (told) => {
  const reply = await post((_, response) => {
    const size = 4 * 1024 * 1024 + 1;
    response.writeHead(200, told ? { 'content-length': size } : {});
    response.end(Buffer.alloc(size, 'x'));
  });
  expect(reply).toMatchObject({ kind: 'no-reply', reason: 'too-large' });
});

test('an answer that is cut is none', async () => {
  const reply = await post((_, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half', () => response.destroy());
  });
  expect(reply).toMatchObject({ kind: 'no-reply', reason: 'connection' });
});

test.each([
  ['before the answer', 'interrupted', undefined, false],
  ['within the answer', 'interrupted', undefined, true],
  ['within the answer', 'timeout', new DOMException('late', 'TimeoutError'), true],
])('an abort %s ends it: %s', async (_, reason, abortReason, answers) => {
  const controller = new AbortController();
  const reply = await post((_request, response) => {
    const abort = (): void => controller.abort(abortReason);
    if (answers) response.write('half', () => setTimeout(abort, 20));
    else abort();
  }, controller.signal);
  expect(reply).toMatchObject({ kind: 'no-reply', reason });
});

test('what is aborted already is never sent', async () => {
  let asked = 0;
  const reply = await post((_, response) => {
    asked += 1;
    response.end();
  }, AbortSignal.abort());
  expect([reply, asked]).toMatchObject([{ kind: 'no-reply', reason: 'interrupted' }, 0]);
});
