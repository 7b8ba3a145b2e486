import { describe, expect, test } from 'vitest';
import { findProxyPasswords, readProxySettings } from '../../../src/http/proxy-settings.ts';

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
    expect(readProxySettings(environment, https)).toEqual({
      ok: true,
      value: { httpProxy: '', httpsProxy: `${proxy}/`, noProxy: '' },
    });
  });

  test('is never that of http addresses, and the other way round', () => {
    const none = { ok: true, value: undefined };
    expect(readProxySettings({ HTTP_PROXY: proxy }, https)).toEqual(none);
    expect(readProxySettings({ HTTPS_PROXY: proxy }, http)).toEqual(none);
    expect(readProxySettings({}, https)).toEqual(none);
    expect(readProxySettings({ http_proxy: proxy }, http)).toMatchObject({
      value: { httpProxy: `${proxy}/`, httpsProxy: '' },
    });
  });

  test('is none for what is on this machine', () => {
    const environment = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy };
    for (const address of ['http://127.0.0.1:8787/', 'https://localhost/', 'http://[::1]/']) {
      expect(readProxySettings(environment, new URL(address))).toEqual({
        ok: true,
        value: undefined,
      });
    }
  });

  test('keeps the list of addresses that go without', () => {
    const environment = { HTTPS_PROXY: proxy, no_proxy: '', NO_PROXY: '.internal,10.0.0.1' };
    expect(readProxySettings(environment, https)).toMatchObject({
      value: { noProxy: '.internal,10.0.0.1' },
    });
  });

  test.each([
    'socks5://me:secret@proxy.example:1080',
    'http://',
    'http://me:secret@:3128',
  ])('%s is a problem, told without its password', (text) => {
    const read = readProxySettings({ HTTPS_PROXY: text }, https);
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
