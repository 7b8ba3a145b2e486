import { expect, test } from 'vitest';
import { maskSecrets } from '../../../src/inputs/mask-secrets.ts';
import { type Given, giveInputs } from '../given-inputs.ts';

function maskedOf(given: Given, environment = {}): string[] {
  const masked: string[] = [];
  maskSecrets(giveInputs(given), environment, (secret) => masked.push(secret));
  return masked;
}

test('masks the token of the input, or of the environment', () => {
  expect(maskedOf({ token: 'secret-1' }, { CLOUDFLARE_API_TOKEN: 'secret-2' })).toEqual([
    'secret-1',
  ]);
  expect(maskedOf({}, { CLOUDFLARE_API_TOKEN: 'secret-2\n' })).toEqual(['secret-2']);
});

test('masks the token for GitHub in the same way', () => {
  expect(maskedOf({ token: 'secret-1', 'github-token': 'Bearer secret-2' })).toEqual([
    'secret-1',
    'Bearer secret-2',
    'secret-2',
  ]);
});

test('masks every part of a token that has several, since the log has lines', () => {
  expect(maskedOf({ token: 'Bearer\nsecret-1' })).toEqual(['Bearer\nsecret-1', 'secret-1']);
});

test('masks nothing that would blank the log', () => {
  expect(maskedOf({})).toEqual([]);
  expect(maskedOf({ token: 'abc' })).toEqual([]);
  expect(maskedOf({ token: 'a b secret-2' })).toEqual(['a b secret-2', 'secret-2']);
});

test('masks no value of a header that everybody knows', () => {
  const headers = 'a: https\nb: TRUE\nc: 1000\nd: 12345678\ne: Bearer abcd\nf: http://x';
  expect(maskedOf({ 'check-headers': headers })).toEqual([
    '12345678',
    'Bearer abcd',
    'abcd',
    'http://x',
  ]);
});

test('masks the password of a proxy, as it is written and as it is meant', () => {
  expect(maskedOf({}, { https_proxy: 'http://me:p%40ssword@proxy.example:3128' })).toEqual([
    'p%40ssword',
    'p@ssword',
  ]);
});
