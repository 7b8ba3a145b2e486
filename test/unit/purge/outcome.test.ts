import { expect, test } from 'vitest';
import { countOutcome, type RequestResult } from '../../../src/purge/outcome.ts';
import { apiError, refused } from '../api-replies.ts';
import { requestFor, tagRequest } from '../sample-requests.ts';

const failure = refused(400, [apiError(1012, 'malformed')]);
const results = {
  accepted: { kind: 'accepted', id: 'x', ray: undefined, errors: [] },
  failed: { kind: 'failed', failure, stopped: undefined },
  notTried: { kind: 'not-tried', cause: { kind: 'stopped', reason: 'timeout' } },
} as const satisfies Record<string, RequestResult>;

test('counts add up; everything counts as one', () => {
  const attempts = { tries: 1, ms: 5 };
  const everything = requestFor({ kind: 'everything' });
  expect(
    countOutcome([
      { request: everything, result: results.accepted, ...attempts },
      { request: everything, result: results.failed, ...attempts },
      ...Object.values(results).map((result) => ({ request: tagRequest(10), result, ...attempts })),
    ]),
  ).toEqual({ purged: 1 + 10, unpurged: 1 + 10 + 10, requests: 2 });
  expect(countOutcome([])).toEqual({ purged: 0, unpurged: 0, requests: 0 });
});
