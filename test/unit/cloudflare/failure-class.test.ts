import { describe, expect, test } from 'vitest';
import { classifyFailure, type FailureClass } from '../../../src/cloudflare/failure-class.ts';
import type { NetworkFailureReason } from '../../../src/http/transport.ts';
import { apiError, noReply, refused, unreadable } from '../api-replies.ts';

const overLimit =
  'Unable to purge, rate limit reached. Please wait and consider throttling your request speed';

/** Every code of the purge API that is known, with the status and message that it comes with. */
const refusals: readonly (readonly [number, number, string, FailureClass['kind']])[] = [
  [971, 200, overLimit, 'rate-limited'],
  [971, 400, '', 'rate-limited'],
  [1083, 429, overLimit, 'rate-limited'],
  [1083, 400, '', 'rate-limited'],
  [1102, 400, '', 'rate-limited'],
  [1113, 400, '', 'rate-limited'],
  [1134, 429, overLimit, 'rate-limited'],
  [1134, 200, '', 'rate-limited'],
  [1115, 400, overLimit, 'rate-limited'],
  [1115, 400, 'a prefix is not valid', 'request'],
  [0, 429, '', 'rate-limited'],
  [1094, 400, 'Exceeded maximum amount of 30 purge URLs', 'too-many-items'],
  [1101, 400, 'Exceeded maximum amount of 30 tags', 'too-many-items'],
  [1111, 400, 'Exceeded maximum amount of 30 hosts', 'too-many-items'],
  [10000, 403, 'Authentication error', 'authentication'],
  [10000, 401, 'Authentication error', 'authentication'],
  [1000, 401, 'Invalid API Token', 'all'],
  [1000, 403, 'Invalid API Token', 'all'],
  [1000, 500, 'Request timeout', 'transient'],
  [1000, 400, 'Internal Server Error', 'transient'],
  [10001, 400, 'internal error', 'transient'],
  [10001, 401, 'Unable to authenticate request', 'all'],
  [6003, 400, 'Invalid request headers', 'all'],
  [9103, 403, 'Unknown X-Auth-Key or X-Auth-Email', 'all'],
  [9106, 400, 'Authentication failed', 'all'],
  [9109, 403, 'Unauthorized to access requested resource', 'zone'],
  [7003, 400, 'Could not route to /zones/x/purge_cache', 'zone'],
  [1095, 403, 'Unauthorized to purge', 'zone'],
  [10405, 405, 'Method not allowed for this authentication scheme', 'zone'],
  [1012, 400, 'Request must contain one of …', 'request'],
  [1014, 400, 'files must be an array', 'request'],
  [1015, 400, 'Unable to purge x, which is an invalid URL', 'request'],
  [1016, 200, 'Unable to purge some items', 'partial'],
  [1082, 400, 'You can only purge files for this zone', 'request'],
  [1082, 200, 'You can only purge files for this zone', 'partial'],
  [1084, 400, 'invalid URL', 'request'],
  [1092, 400, 'purge_everything cannot be used with others', 'request'],
  [1100, 400, 'tag too long', 'request'],
  [1107, 400, 'Only enterprise zones can purge by tag', 'request'],
  [1112, 400, 'Only enterprise zones can purge by host', 'request'],
  [1114, 400, 'host too long', 'request'],
  [1136, 400, 'this environment cannot be purged by URL', 'request'],
  [4711, 400, 'something new', 'request'],
  [4711, 403, 'something new', 'request'],
  [4711, 408, 'something new', 'transient'],
  [4711, 500, 'something new', 'transient'],
  [4711, 503, 'something new', 'transient'],
];

describe('classifyFailure', () => {
  test.each(refusals)('%d (HTTP %d) "%s" → %s', (code, status, message, kind) => {
    expect(classifyFailure(refused(status, [apiError(code, message)])).kind).toBe(kind);
  });

  test.each([
    ['Exceeded maximum amount of 30 purge URLs', 30],
    ['exceeded maximum number of 500 items', 500],
    ['Exceeded maximum amount of 0 items', 30],
    ['too many', 30],
  ])('the size that 1094 names: "%s" → %d', (message, limit) => {
    const failure = refused(400, [apiError(1094, message)]);
    expect(classifyFailure(failure)).toEqual({ kind: 'too-many-items', limit });
  });

  test('any of several errors decides, the rate limit first', () => {
    const errors = [apiError(1084, 'invalid'), apiError(971, overLimit), apiError(1016, '')];
    expect(classifyFailure(refused(200, errors)).kind).toBe('rate-limited');
    expect(classifyFailure(refused(400, [apiError(1, ''), apiError(10000, '')])).kind).toBe(
      'authentication',
    );
  });

  test.each([
    [200, 'partial'],
    [400, 'request'],
    [429, 'rate-limited'],
    [500, 'transient'],
  ])('HTTP %d without any error is %s', (status, kind) => {
    expect(classifyFailure(refused(status, [])).kind).toBe(kind);
  });

  test.each([
    'https://a.example/throttling',
    'https://a.example/rate-limit/too-many-requests',
    'https://a.example/timeout/internal/try-again',
  ])('an item in a message decides nothing: %s', (item) => {
    const message = `Unable to purge ${item}, which is an invalid URL.`;
    expect(classifyFailure(refused(400, [apiError(1015, message)])).kind).toBe('request');
  });
});

test.each([
  [200, 'transient'],
  [204, 'transient'],
  [400, 'request'],
  [403, 'request'],
  [404, 'request'],
  [408, 'transient'],
  [429, 'rate-limited'],
  [500, 'transient'],
  [502, 'transient'],
  [599, 'transient'],
])('a body that is no envelope with HTTP %d is %s', (status, kind) => {
  expect(classifyFailure(unreadable(status)).kind).toBe(kind);
});

test.each<[NetworkFailureReason, FailureClass['kind']]>([
  ['connection', 'transient'],
  ['dns', 'transient'],
  ['timeout', 'transient'],
  ['cut-off', 'transient'],
  ['tls', 'all'],
  ['proxy', 'all'],
  ['unexpected', 'all'],
  ['too-large', 'request'],
  ['interrupted', 'request'],
])('no answer because of %s is %s', (reason, kind) => {
  expect(classifyFailure(noReply(reason)).kind).toBe(kind);
});

test('a redirect stops everything', () => {
  const redirect = {
    kind: 'redirect',
    status: 302,
    ray: undefined,
    limit: {},
    location: '',
  } as const;
  expect(classifyFailure(redirect)).toEqual({ kind: 'all' });
});
