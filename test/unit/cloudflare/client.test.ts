import { expect, test } from 'vitest';
import { createClient } from '../../../src/cloudflare/client.ts';
import type { HttpRequest, Transport } from '../../../src/http/transport.ts';

const { signal } = new AbortController();

function connect() {
  const sent: HttpRequest[] = [];
  const transport: Transport = async (request) => {
    sent.push(request);
    return { kind: 'reply', status: 200, headers: {}, body: '{"success":true,"result":7}' };
  };
  return { sent, callApi: createClient('https://api.example/v4', 'secret', transport) };
}

test('a POST has the token, a user agent, and its body as JSON', async () => {
  const { sent, callApi } = connect();
  const reply = await callApi({ method: 'POST', path: '/zones/1', body: { tags: ['ü'] } }, signal);
  expect(reply).toMatchObject({ kind: 'accepted', result: 7 });
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

test('a GET has no body', async () => {
  const { sent, callApi } = connect();
  await callApi({ method: 'GET', path: '/zones?name=a.example' }, signal);
  expect(sent[0]?.url).toBe('https://api.example/v4/zones?name=a.example');
  expect(sent[0]).not.toHaveProperty('body');
});

test('a failure of the network is given on as it is', async () => {
  const failure = { kind: 'no-reply', reason: 'dns', code: 'ENOTFOUND' } as const;
  const callApi = createClient('https://api.example', 'secret', async () => failure);
  expect(await callApi({ method: 'GET', path: '/' }, signal)).toBe(failure);
});

test('an abort from outside reaches the transport', async () => {
  const outside = new AbortController();
  let inside: AbortSignal | undefined;
  const callApi = createClient('https://api.example', 'secret', async (_, limited) => {
    inside = limited;
    outside.abort();
    return { kind: 'no-reply', reason: 'interrupted', code: 'AbortError' };
  });
  await callApi({ method: 'GET', path: '/' }, outside.signal);
  expect(inside?.aborted).toBe(true);
});
