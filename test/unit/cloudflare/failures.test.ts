import { describe, expect, test } from 'vitest';
import {
  codeRows,
  diagnoseErrors,
  diagnoseStatus,
  type Next,
  networkRows,
  responseRows,
} from '../../../src/cloudflare/failures.ts';
import type { NetworkFailureReason } from '../../../src/http/transport.ts';
import { apiError } from '../api-replies.ts';

const overLimit =
  'Unable to purge, rate limit reached. Please wait and consider throttling your request speed';

/** Every code of the purge API that is known, with the status and message that it comes with. */
const refusals: readonly (readonly [number, number, string, Next])[] = [
  [971, 200, overLimit, 'throttle'],
  [971, 400, '', 'throttle'],
  [1083, 429, overLimit, 'throttle'],
  [1083, 400, '', 'throttle'],
  [1102, 400, '', 'throttle'],
  [1113, 400, '', 'throttle'],
  [1134, 429, overLimit, 'throttle'],
  [1134, 200, '', 'throttle'],
  [1115, 400, overLimit, 'throttle'],
  [1115, 400, 'a prefix is not valid', 'drop-items'],
  [0, 429, '', 'throttle'],
  [1094, 400, 'Exceeded maximum amount of 30 purge URLs', 'split'],
  [1101, 400, 'Exceeded maximum amount of 30 tags', 'split'],
  [1111, 400, 'Exceeded maximum amount of 30 hosts', 'split'],
  [1111, 400, "'a/b' exceeds the maximum number of 31 path separators", 'drop-items'],
  [1094, 400, 'Exceeded maximum amount of 0 items', 'drop-items'],
  [1084, 400, 'Exceeded maximum amount of 31 path separators', 'drop-items'],
  [10000, 403, 'Authentication error', 'hold'],
  [10000, 401, 'Authentication error', 'hold'],
  [1000, 401, 'Invalid API Token', 'stop-all'],
  [1000, 403, 'Invalid API Token', 'stop-all'],
  [1000, 500, 'Invalid API Token', 'stop-all'],
  [1000, 500, 'Request timeout', 'backoff'],
  [1000, 400, 'Internal Server Error', 'backoff'],
  [10001, 400, 'internal error', 'backoff'],
  [10001, 401, 'Unable to authenticate request', 'stop-all'],
  [6003, 400, 'Invalid request headers', 'stop-all'],
  [9103, 403, 'Unknown X-Auth-Key or X-Auth-Email', 'stop-all'],
  [9106, 400, 'Authentication failed', 'stop-all'],
  [9109, 403, 'Unauthorized to access requested resource', 'stop-zone'],
  [7003, 400, 'Could not route to /zones/x/purge_cache', 'stop-zone'],
  [1095, 403, 'Unauthorized to purge', 'stop-zone'],
  [10405, 405, 'Method not allowed for this authentication scheme', 'stop-zone'],
  [1012, 400, 'Request must contain one of …', 'fail'],
  [1012, 500, 'Request must contain one of …', 'backoff'],
  [1014, 400, 'files must be an array', 'fail'],
  [1015, 400, 'Unable to purge x, which is an invalid URL', 'drop-items'],
  [1015, 200, 'Unable to purge x, which is an invalid URL', 'drop-items'],
  [1016, 200, 'Unable to purge some items', 'drop-items'],
  [1082, 400, 'You can only purge files for this zone', 'drop-items'],
  [1084, 400, 'invalid URL', 'drop-items'],
  [1092, 400, 'purge_everything cannot be used with others', 'fail'],
  [1100, 400, 'tag too long', 'drop-items'],
  [1107, 400, 'Only enterprise zones can purge by tag', 'fail'],
  [1112, 400, 'Only enterprise zones can purge by host', 'fail'],
  [1114, 400, 'host too long', 'drop-items'],
  [1136, 400, 'this environment cannot be purged by URL', 'fail'],
  [4711, 400, 'something new', 'drop-items'],
  [4711, 408, 'something new', 'backoff'],
  [4711, 500, 'something new', 'backoff'],
];

describe('what follows from a refusal', () => {
  test.each(refusals)('%d (HTTP %d) "%s": %s', (code, status, message, next) => {
    expect(diagnoseErrors(status, [apiError(code, message)]).next).toBe(next);
  });

  test('names the size to split to', () => {
    const error = apiError(1094, 'Exceeded maximum amount of 30 purge URLs');
    expect(diagnoseErrors(400, [error])).toMatchObject({ next: 'split', mostItems: 30 });
  });

  test('is decided by the rate limit first, then by what says most', () => {
    const errors = [
      apiError(1084, 'invalid'),
      apiError(1095, ''),
      apiError(1000, 'Invalid API Token'),
      apiError(10000, ''),
      apiError(10001, 'internal error'),
      apiError(1094, 'Exceeded maximum amount of 30 purge URLs'),
      apiError(971, ''),
    ];
    const order = errors.map((_, index) => diagnoseErrors(200, errors.slice(0, index + 1)).next);
    expect(order).toEqual([
      ...['drop-items', 'stop-zone', 'stop-all', 'hold', 'backoff', 'split', 'throttle'],
    ]);
  });

  test.each([
    [200, 'drop-items'],
    [400, 'drop-items'],
    [429, 'throttle'],
    [500, 'backoff'],
  ])('with HTTP %d and no error: %s', (status, next) => {
    expect(diagnoseErrors(status, []).next).toBe(next);
  });

  test.each([
    'https://a.example/throttling',
    'https://a.example/rate-limit/too-many-requests',
    'https://a.example/timeout/internal/try-again',
  ])('does not depend on an item in its message: %s', (item) => {
    const message = `Unable to purge ${item}, which is an invalid URL.`;
    expect(diagnoseErrors(400, [apiError(1015, message)]).next).toBe('drop-items');
  });

  test('gives the cause of the error that decides', () => {
    const errors = [apiError(1084, 'invalid'), apiError(1095, 'no access')];
    expect(diagnoseErrors(403, errors).cause).toMatch(/zone ID is wrong/);
    expect(diagnoseErrors(400, [apiError(4711, 'new'), apiError(1082, 'x')]).cause).toBe(
      'an item is in another zone',
    );
  });
});

test.each([
  [200, 'backoff', /not a response of Cloudflare's API/],
  [204, 'backoff', /not a response of Cloudflare's API/],
  [400, 'fail', /between this runner and the API/],
  [404, 'fail', /between this runner and the API/],
  [408, 'backoff', /on Cloudflare's side/],
  [429, 'throttle', /rate limit/],
  [500, 'backoff', /on Cloudflare's side/],
  [599, 'backoff', /on Cloudflare's side/],
])('a body that is not an envelope, with HTTP %d: %s', (status, next, cause) => {
  expect(diagnoseStatus(status)).toMatchObject({ next, cause: expect.stringMatching(cause) });
});

test.each<[NetworkFailureReason, Next]>([
  ['connection', 'backoff'],
  ['dns', 'backoff'],
  ['timeout', 'backoff'],
  ['cut-off', 'backoff'],
  ['interrupted', 'backoff'],
  ['tls', 'stop-all'],
  ['proxy', 'stop-all'],
  ['unexpected', 'stop-all'],
  ['too-large', 'fail'],
])('no response because of %s: %s', (reason, next) => {
  expect(networkRows[reason].next).toBe(next);
});

test('every explanation is half a sentence that says why, and one that says what to do', () => {
  const rows = [...codeRows, ...Object.values(networkRows), ...Object.values(responseRows)];
  for (const { cause, advice } of rows) {
    expect(cause).toMatch(/^(?:[a-z`]|Cloudflare)[^\r\n]*[^.]$/);
    expect(advice).toMatch(/^[A-Z][^\r\n]*[^.]$/);
  }
  const codes = codeRows.flatMap((row) => row.codes);
  expect(new Set(codes).size).toBe(codes.length);
});
