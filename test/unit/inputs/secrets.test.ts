import { describe, expect, test } from 'vitest';
import { maskSecrets } from '../../../src/inputs/inputs.ts';
import { findHeaderSecrets, findRunOrigin, readApiToken } from '../../../src/inputs/secrets.ts';
import { type Given, giveInputs } from '../given-inputs.ts';

function maskedOf(given: Given, environment = {}): string[] {
  const masked: string[] = [];
  maskSecrets({ ...environment, ...giveInputs(given) }, (secret) => masked.push(secret));
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
    'Bearer secret-2',
    'secret-2',
    'secret-1',
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

test('every value is to be masked, of lines with a fault too', () => {
  const text =
    'A: value-1\n# note\nvalue-2\nHost: value-3\nAuthorization: Bearer value-4\nb c: value-5';
  expect(findHeaderSecrets(text)).toEqual([
    'value-1',
    'value-2',
    'value-3',
    'Bearer value-4',
    'value-4',
    'value-5',
  ]);
});

test.each([
  `cfut_${'a'.repeat(40)}`,
  `cfat_${'b'.repeat(100)}`,
  'V'.repeat(40),
  '0'.repeat(37),
  'x',
])('no problem can be seen with %s', (token) => {
  expect(readApiToken(token)).toBe(token);
});

test.each([
  ['cfk_0123456789', /Global API Key.*make an API token/],
  ['Bearer abc', /"Bearer"/],
  ['bearer abc', /"Bearer"/],
  ['"abc"', /quotes/],
  ["'abc'", /quotes/],
  ['abc def', /white space or a line break/],
  ['abc\ndef', /white space or a line break/],
  ['abc\u200b', /characters in it that no token has/],
  ['tökén', /characters in it that no token has/],
])('%o has a problem that names no part of it', (token, problem) => {
  expect(() => readApiToken(token)).toThrow(problem);
  expect(() => readApiToken(token)).not.toThrow(token);
});

describe('where a run comes from', () => {
  const repository = { GITHUB_REPOSITORY: 'o/r' };
  const pullFrom = (name: unknown) => ({ pull_request: { head: { repo: { full_name: name } } } });
  test.each([
    ['a push', { GITHUB_EVENT_NAME: 'push' }, {}, 'other'],
    ['Dependabot', { GITHUB_ACTOR: 'dependabot[bot]' }, pullFrom('o/r'), 'dependabot'],
    ['a pull request from a fork', { GITHUB_EVENT_NAME: 'pull_request' }, pullFrom('x/r'), 'fork'],
    ['a pull request of its own', { GITHUB_EVENT_NAME: 'pull_request' }, pullFrom('o/r'), 'other'],
    ['pull_request_target', { GITHUB_EVENT_NAME: 'pull_request_target' }, pullFrom('x/r'), 'other'],
    ['no payload', { GITHUB_EVENT_NAME: 'pull_request' }, undefined, 'other'],
    ['a broken payload', { GITHUB_EVENT_NAME: 'pull_request' }, { pull_request: 7 }, 'other'],
    ['a payload of null', { GITHUB_EVENT_NAME: 'pull_request' }, null, 'other'],
  ])('%s', (_, environment, event, origin) => {
    expect(findRunOrigin({ ...repository, ...environment }, event)).toBe(origin);
  });
});
