import { expect, test } from 'vitest';
import { countOutcome, countUnpurged, type RequestResult } from '../../../src/purge/outcome.ts';
import { apiError, refused } from '../api-replies.ts';
import { requestFor, tagRequest } from '../sample-requests.ts';

const failure = refused(400, [apiError(1012, 'malformed')]);
const error = apiError(1084, 'refused');
const results = {
  accepted: { kind: 'accepted', id: 'x', ray: undefined },
  partial: {
    kind: 'partial',
    failure,
    unpurged: [
      { index: 0, error },
      { index: 4, error },
    ],
  },
  failed: { kind: 'failed', failure, stopped: undefined },
  notTried: { kind: 'not-tried', cause: { kind: 'stopped', reason: 'timeout' } },
} as const satisfies Record<string, RequestResult>;

test.each([
  [results.accepted, 0],
  [results.partial, 2],
  [results.failed, 10],
  [results.notTried, 10],
])('of 10 items, %o leaves %d unpurged', (result, unpurged) => {
  expect(countUnpurged({ request: tagRequest(10), result, tries: 1, ms: 5 })).toBe(unpurged);
});

test('counts add up; everything counts as one, and only whole requests count as accepted', () => {
  const attempts = { tries: 1, ms: 5 };
  const everything = requestFor({ kind: 'everything' });
  expect(
    countOutcome([
      { request: everything, result: results.accepted, ...attempts },
      { request: everything, result: results.failed, ...attempts },
      ...Object.values(results).map((result) => ({ request: tagRequest(10), result, ...attempts })),
    ]),
  ).toEqual({ purged: 1 + 10 + 8, unpurged: 1 + 2 + 10 + 10, requests: 2 });
  expect(countOutcome([])).toEqual({ purged: 0, unpurged: 0, requests: 0 });
});
