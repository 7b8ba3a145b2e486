import { describe, expect, test } from 'vitest';
import type { NotTriedCause, RequestOutcome } from '../../../src/purge/send.ts';
import { describeGroup } from '../../../src/report/describe-problems.ts';
import { describeRemarks, findProblems, groupProblems } from '../../../src/report/problems.ts';
import { apiError, noReply, refused } from '../api-replies.ts';
import {
  acceptedResult,
  failedResult,
  notTriedResult,
  outcomeOf,
  refusal,
} from './sample-results.ts';

describe('findProblems', () => {
  test('an accepted request has none', () => {
    expect(findProblems(outcomeOf(acceptedResult))).toEqual([]);
  });

  test('every item that is not purged is in exactly one problem', () => {
    const items = (outcome: RequestOutcome) =>
      findProblems(outcome).flatMap((problem) => problem.items);
    expect(items(outcomeOf(failedResult))).toEqual(['t-0', 't-1', 't-2']);
    expect(items(outcomeOf(notTriedResult))).toEqual(['t-0', 't-1', 't-2']);
  });

  test.each<[NotTriedCause, RegExp]>([
    [{ kind: 'stopped', reason: 'timeout' }, /timeout/],
    [{ kind: 'stopped', reason: 'cancelled' }, /canceled/],
    [{ kind: 'zone', failure: refusal }, /not tried, since for this zone the zone ID is wrong/],
    [{ kind: 'all', failure: refusal }, /not tried, since for the whole step/],
  ])('what was not tried says why: %j', (cause, words) => {
    expect(findProblems(outcomeOf({ kind: 'not-tried', cause }))).toMatchObject([
      { seen: undefined, cause: expect.stringMatching(words), advice: expect.stringMatching(/./) },
    ]);
  });

  test('a stop between two tries is told with the failure', () => {
    const failure = refused(429, [apiError(1134, 'rate limit reached')]);
    const [problem] = findProblems(outcomeOf({ kind: 'failed', failure, stopped: 'timeout' }));
    expect(problem?.seen).toContain('1134');
    expect(problem?.cause).toMatch(/rate limit.*timeout/);
  });
});

test('errors of accepted requests are told once each, with the items that they name', () => {
  const both = apiError(1015, 'Unable to purge "t-0" and "t-2"');
  const unnamed = apiError(4711, 'something new');
  const result = { ...acceptedResult, errors: [both, unnamed] };
  expect(
    describeRemarks([outcomeOf(acceptedResult), outcomeOf(result), outcomeOf(result)]),
  ).toEqual([
    'Cloudflare accepted the purge, but reported an error about t-0, t-2, t-0 and 1 more. zone-1: 1015 "Unable to purge "t-0" and "t-2""',
    'Cloudflare accepted the purge, but reported an error. zone-1: 4711 "something new"',
  ]);
});

describe('groupProblems', () => {
  test('takes together what has one reason in one zone; the most items first', () => {
    const reset = {
      kind: 'failed',
      failure: noReply('connection', 'ECONNRESET'),
      stopped: undefined,
    } as const;
    const groups = groupProblems([
      outcomeOf(acceptedResult),
      outcomeOf(failedResult, 4, 'a'),
      outcomeOf(failedResult, 5, 'b'),
      outcomeOf(failedResult, 20, 'c', 'zone-2'),
      outcomeOf(reset, 2, 'd'),
    ]);
    expect(groups.map(({ first, count, requests }) => [first.scope, count, requests])).toEqual([
      ['zone-2', 20, 1],
      ['zone-1', 9, 2],
      ['zone-1', 2, 1],
    ]);
    expect(groups[1]?.examples).toEqual(['a-0', 'a-1', 'a-2']);
  });

  test('is told in one line with scope, items, code, message, cf-ray and the way out', () => {
    const [group] = groupProblems([outcomeOf(failedResult, 5)]);
    if (group === undefined) throw new Error('no group');
    expect(describeGroup(group)).toMatch(
      /^5 tags of zone-1 \(t-0, t-1, t-2 and 2 more\): 1095 "no access to purge" \(HTTP 403\), cf-ray ray-2: the zone ID is wrong, or the token may not purge this zone\. Compare the zone ID .*\.$/,
    );
  });

  test('text from outside cannot break out of that line', () => {
    const failure = { ...refused(400, [apiError(1012, 'x\n::error::\u001b[31m')]), ray: 'r\n::x' };
    const [group] = groupProblems([
      outcomeOf({ kind: 'failed', failure, stopped: undefined }, 1, 'a\n::b', 'z\r1'),
    ]);
    if (group === undefined) throw new Error('no group');
    expect(describeGroup(group)).not.toMatch(/\p{Cc}/u);
  });
});
