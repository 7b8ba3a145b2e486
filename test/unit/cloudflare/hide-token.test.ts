import { expect, test } from 'vitest';
import { hideToken } from '../../../src/cloudflare/hide-token.ts';
import type { HttpReply } from '../../../src/http/transport.ts';

const token = 'cfut_NotARealTokenNotARealToken';
const reply: HttpReply = {
  kind: 'reply',
  status: 403,
  headers: { location: `https://a.example/?t=${token}`, 'cf-ray': '8f-FRA' },
  body: `{"message":"${token} and ${token}"}`,
};

test('hides the token wherever an answer repeats it, and leaves all else', () => {
  expect(hideToken(reply, token)).toEqual({
    kind: 'reply',
    status: 403,
    headers: { location: 'https://a.example/?t=***', 'cf-ray': '8f-FRA' },
    body: '{"message":"*** and ***"}',
  });
});

test('what is too short for a token is left, for it may be a word', () => {
  expect(hideToken(reply, 'message')).toEqual(reply);
});
