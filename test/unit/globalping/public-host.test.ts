import { expect, test } from 'vitest';
import { isPublicHost } from '../../../src/globalping/public-host.ts';

test.each([
  'www.example.com',
  'example.co.uk',
  'xn--mller-kva.de',
  'a.internal.example.com',
  '1.example.com',
  'www.example.com.',
])('%s is public', (host) => {
  expect(isPublicHost(host)).toBe(true);
});

test.each([
  'localhost',
  'intranet',
  'www.local',
  'db.internal',
  'app.localhost',
  'NAS.Home',
  'router.lan',
  'printer.home.arpa',
  'a.test',
  '127.0.0.1',
  '10.1.2.3',
  '8.8.8.8',
  '[::1]',
  '[2606:4700::1111]',
  '.com',
  'www..com',
  'com.',
  '',
])('%j is not', (host) => {
  expect(isPublicHost(host)).toBe(false);
});

test('odd spellings of addresses are written out by the URL parser before', () => {
  for (const url of ['http://0x7f.1/', 'http://2130706433/', 'http://127.1/']) {
    expect(isPublicHost(new URL(url).hostname)).toBe(false);
  }
});
