import { expect, test } from 'vitest';
import { redactReplies } from '../../../src/http/http.ts';
import type { HttpReply } from '../../../src/http/transport.ts';

const token = 'cfut_NotARealTokenNotARealToken';
const reply: HttpReply = {
  kind: 'reply',
  status: 403,
  headers: { location: `https://a.example/?t=${token}`, 'cf-ray': '8f-FRA' },
  body: `{"message":"${token} and ${token}"}`,
};

function sendWithout(hidden: string): Promise<unknown> {
  const request = { method: 'GET', url: 'https://a.example/', headers: {} } as const;
  return redactReplies(async () => reply, hidden)(request, new AbortController().signal);
}

test('hides the token wherever an answer repeats it, and leaves all else', async () => {
  expect(await sendWithout(token)).toEqual({
    kind: 'reply',
    status: 403,
    headers: { location: 'https://a.example/?t=***', 'cf-ray': '8f-FRA' },
    body: '{"message":"*** and ***"}',
  });
});

test('JSON is redacted after it is parsed, names of fields included', async () => {
  const body =
    '{"cfut\\u005fNotARealTokenNotARealToken":["cfut\\u005f\\u004eotARealTokenNotARealToken",1,null]}';
  const request = { method: 'GET', url: 'https://a.example/', headers: {} } as const;
  const send = redactReplies(async () => ({ ...reply, body }), token);
  expect(await send(request, new AbortController().signal)).toMatchObject({
    body: '{"***":["***",1,null]}',
  });
});

test('what is too short for a token is left, for it may be a word', async () => {
  expect(await sendWithout('message')).toEqual(reply);
});

test('a failure is given as it is', async () => {
  const failure = { kind: 'no-reply', reason: 'dns', code: 'ENOTFOUND' } as const;
  const request = { method: 'GET', url: 'https://a.example/', headers: {} } as const;
  const send = redactReplies(async () => failure, token);
  expect(await send(request, new AbortController().signal)).toBe(failure);
});
