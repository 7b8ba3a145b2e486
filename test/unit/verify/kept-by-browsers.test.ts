import { expect, test } from 'vitest';
import { describeKeeping } from '../../../src/verify/kept-by-browsers.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };

test.each([
  ['max-age=61', '61 s'],
  ['public, max-age=3600', '3600 s'],
  ['MAX-AGE = "600", immutable', '600 s'],
  ['s-maxage=10, max-age=120', '120 s'],
])('HTML with cache-control %o may be kept', (control, span) => {
  expect(describeKeeping({ ...html, 'cache-control': control })).toContain(span);
});

test.each([
  'max-age=60',
  'max-age=0, must-revalidate',
  's-maxage=3600',
  'max-age=3600, no-cache',
  'no-store, max-age=3600',
  'max-age=soon',
  '',
])('HTML with cache-control %o is not worth a note', (control) => {
  expect(describeKeeping({ ...html, 'cache-control': control })).toBeUndefined();
});

test.each(['text/css', 'application/json', 'text/htmlx', ''])('nor is %o', (type) => {
  const headers = { 'content-type': type, 'cache-control': 'max-age=3600' };
  expect(describeKeeping(headers)).toBeUndefined();
});

test('nor is what has no headers', () => {
  expect(describeKeeping({})).toBeUndefined();
  expect(describeKeeping(html)).toBeUndefined();
});
