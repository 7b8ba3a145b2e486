import { describe, expect, test } from 'vitest';
import { findProxy, findProxyPasswords } from '../../../src/http/proxy.ts';

const https = new URL('https://api.example/');
const http = new URL('http://site.example/');
const proxy = 'http://proxy.example:3128';

describe('the proxy of an https address', () => {
  test.each([
    ['upper case', { HTTPS_PROXY: proxy }],
    ['lower case', { https_proxy: proxy }],
    ['lower case before upper case', { https_proxy: proxy, HTTPS_PROXY: 'http://x.example' }],
    ['an empty lower case does not hide the upper case', { https_proxy: ' ', HTTPS_PROXY: proxy }],
    ['no scheme', { HTTPS_PROXY: 'proxy.example:3128' }],
    ['white space', { HTTPS_PROXY: ` ${proxy}\n` }],
  ])('%s', (_, environment) => {
    expect(findProxy(environment, https)).toEqual({
      ok: true,
      value: new URL(proxy),
    });
  });

  test('is never that of http addresses, and the other way round', () => {
    const none = { ok: true, value: undefined };
    expect(findProxy({ HTTP_PROXY: proxy }, https)).toEqual(none);
    expect(findProxy({ HTTPS_PROXY: proxy }, http)).toEqual(none);
    expect(findProxy({}, https)).toEqual(none);
    expect(findProxy({ http_proxy: proxy }, http)).toMatchObject({
      value: new URL(proxy),
    });
  });

  test('is none for what is on this machine', () => {
    const environment = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy };
    for (const address of ['http://127.0.0.1:8787/', 'https://localhost/', 'http://[::1]/']) {
      expect(findProxy(environment, new URL(address))).toEqual({
        ok: true,
        value: undefined,
      });
    }
  });

  test.each([
    ['api.example', true],
    ['API.Example:443', true],
    ['other.example, .example', true],
    ['*.example\tb', true],
    ['example', true],
    ['api.example.', true],
    ['*', true],
    ['*:443', true],
    ['*.api.example', false],
    ['api.example:80', false],
    ['*:80', false],
    ['pi.example', false],
    ['api', false],
    ['', false],
    [' , ', false],
  ])('is none if NO_PROXY names the host: %j', (noProxy, isNamed) => {
    const environment = { HTTPS_PROXY: proxy, no_proxy: '', NO_PROXY: noProxy };
    const value = isNamed ? undefined : new URL(proxy);
    expect(findProxy(environment, https)).toEqual({ ok: true, value });
  });

  test.each(['::1:2', '[::1:2]', '[::1:2]:443'])('is none for an IPv6 address: %s', (noProxy) => {
    const environment = { HTTPS_PROXY: proxy, NO_PROXY: noProxy };
    const value = undefined;
    expect(findProxy(environment, new URL('https://[::1:2]/'))).toEqual({ ok: true, value });
  });

  test.each([
    'socks5://me:secret@proxy.example:1080',
    'http://',
    'http://me:secret@:3128',
    'http://me:secret@proxy.example/path',
    'me:secret@proxy.example:3128?query',
    'http://me:secret@proxy.example#fragment',
    'http://me:secret%zz@proxy.example',
  ])('%s is a problem, told without its password', (text) => {
    const read = findProxy({ HTTPS_PROXY: text }, https);
    expect(read).toMatchObject({ ok: false, problem: expect.stringContaining('HTTPS_PROXY') });
    expect(JSON.stringify(read)).not.toContain('secret');
  });
});

test.each([
  ['http://proxy.example:3128', []],
  ['http://me@proxy.example:3128', ['me', 'me']],
  ['http://me:secret@proxy.example:3128', ['secret', 'secret']],
  ['me:secret@proxy.example:3128', ['secret', 'secret']],
  ['http://me:s%40c@proxy.example', ['s%40c', 's@c']],
  ['http://me:s%zz@proxy.example', ['s%zz', 's%zz']],
  ['http://me:secret@word@proxy.example:3128', ['secret@word', 'secret@word']],
])('passwords of %s', (text, passwords) => {
  expect(findProxyPasswords({ HTTPS_PROXY: text })).toEqual(passwords);
  expect(findProxyPasswords({ http_proxy: text })).toEqual(passwords);
});
