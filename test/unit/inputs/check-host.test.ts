import { expect, test } from 'vitest';
import { checkHost } from '../../../src/inputs/check-host.ts';

test.each([
  ['www.example.com', 'www.example.com'],
  ['WWW.Example.com', 'WWW.Example.com'],
  ['_dmarc.example.com', '_dmarc.example.com'],
  ['a-b.c--d.example', 'a-b.c--d.example'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['BÜCHER.example', 'xn--bcher-kva.example'],
  ['例え。テスト', 'xn--r8jz45g.xn--zckzah'],
  [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
  [`${'a.'.repeat(126)}a`, `${'a.'.repeat(126)}a`],
])('host %s', (text, value) => {
  expect(checkHost(text)).toEqual({ ok: true, value });
});

test.each([
  ['https://www.example.com', 'has a scheme'],
  ['*.example.com', 'has a wildcard, which Cloudflare does not know here'],
  ['www.example.com/', 'has a path'],
  ['www.example.com?a', 'has a query or a fragment'],
  ['www.example.com#a', 'has a query or a fragment'],
  ['www.example.com:443', 'has a port'],
  ['www example.com', 'has white space in it'],
  ['www..example.com', 'is not a host name'],
  ['.example.com', 'is not a host name'],
  ['example.com.', 'is not a host name'],
  ['-a.example.com', 'is not a host name'],
  ['a-.example.com', 'is not a host name'],
  ['user@example.com', 'is not a host name'],
  [`${'a'.repeat(64)}.example`, 'is not a host name'],
  ['xn--\u00e4.example', 'is not a host name'],
  ['localhost', 'has no dot, so it is no public host name'],
  [`${'a.'.repeat(127)}a`, 'is longer than 253 characters'],
])('no host: %o', (text, problem) => {
  expect(checkHost(text)).toEqual({ ok: false, problem });
});
