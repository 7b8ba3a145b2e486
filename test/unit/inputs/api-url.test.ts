import { expect, test } from 'vitest';
import { isLoopback } from '../../../src/http/loopback.ts';
import { readApiUrl } from '../../../src/inputs/api-url.ts';

test.each([
  ['https://api.cloudflare.com/client/v4', 'https://api.cloudflare.com/client/v4'],
  ['https://api.cloudflare.com/client/v4/', 'https://api.cloudflare.com/client/v4'],
  ['HTTPS://Gateway.Example//', 'https://gateway.example'],
  ['http://127.0.0.1:8787/v4', 'http://127.0.0.1:8787/v4'],
  ['http://localhost:8787', 'http://localhost:8787'],
  ['http://[::1]:8787', 'http://[::1]:8787'],
  ['http://127.1', 'http://127.0.0.1'],
])('%s', (text, value) => {
  expect(readApiUrl(text)).toEqual({ ok: true, value });
});

test.each([
  ['api.cloudflare.com/client/v4', 'is not an absolute URL'],
  ['', 'is not an absolute URL'],
  ['https://user:secret@api.example', 'has a user name or password in it'],
  ['https://api.example/v4?x=1', 'has a query or a fragment'],
  ['https://api.example/v4#x', 'has a query or a fragment'],
  ['https://api.example/v4?', 'has a query or a fragment'],
  ['https://api.example/v4#', 'has a query or a fragment'],
  ['http://api.cloudflare.com/client/v4', 'would send the token unencrypted'],
  ['http://localhost.example', 'would send the token unencrypted'],
  ['http://127.0.0.1.example', 'would send the token unencrypted'],
  ['http://0.0.0.0', 'would send the token unencrypted'],
  ['ftp://api.example', 'would send the token unencrypted'],
])('%o is refused', (text, problem) => {
  expect(readApiUrl(text)).toEqual({ ok: false, problem });
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['[::1]', true],
  ['128.0.0.1', false],
  ['127.0.0.1.example', false],
  ['notlocalhost', false],
  ['[::2]', false],
])('loopback: %s is %s', (hostname, loopback) => {
  expect(isLoopback(hostname)).toBe(loopback);
});
