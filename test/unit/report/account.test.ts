import { describe, expect, test } from 'vitest';
import { accountFor } from '../../../src/report/account.ts';
import { requestFor } from '../sample-requests.ts';
import { settingsWith } from '../sample-settings.ts';
import { acceptedResult, allResults, failedResult, outcomeOf, sentWith } from './sample-results.ts';

test('the step fails for every result but these', () => {
  const succeeded = allResults.filter((result) => !accountFor(result).failed);
  expect(succeeded.map(({ kind }) => kind)).toEqual(['nothing-to-purge', 'dry-run', 'sent']);
  for (const result of allResults) {
    const { failed, problems, headline } = accountFor(result);
    expect(problems.length > 0).toBe(failed);
    expect(headline).toMatch(/\S/);
  }
});

test('what was never sent counts as unpurged', () => {
  const counts = allResults.map((result) => accountFor(result).counts);
  expect(counts[0]).toEqual({ purged: 0, unpurged: 28, requests: 0 });
  expect(counts[1]).toEqual({ purged: 0, unpurged: 3, requests: 0 });
  expect(counts[2]).toEqual({ purged: 0, unpurged: 4, requests: 0 });
});

describe('a step that sent requests', () => {
  test('sums up what was purged', () => {
    const everything = {
      ...outcomeOf(acceptedResult),
      request: requestFor({ kind: 'everything' }),
    };
    expect(accountFor(sentWith([outcomeOf(acceptedResult, 1_200)])).headline).toBe(
      'Purged 1,200 tags in 1 request, 1.2 s',
    );
    expect(accountFor(sentWith([everything])).headline).toBe(
      'Purged everything in 1 request, 1.2 s',
    );
    const zones = [outcomeOf(acceptedResult, 1), outcomeOf(acceptedResult, 1, 't', 'zone-2')];
    expect(accountFor(sentWith(zones)).headline).toBe(
      'Purged 2 tags in 2 zones in 2 requests, 1.2 s',
    );
    const invalidated = { ...sentWith(zones), settings: settingsWith({ method: 'invalidate' }) };
    expect(accountFor(invalidated).headline).toMatch(/^Invalidated 2 tags/);
  });

  test('sums up what was not', () => {
    const account = accountFor(sentWith([outcomeOf(acceptedResult, 5), outcomeOf(failedResult)]));
    expect(account).toMatchObject({
      failed: true,
      headline: '3 of 8 items not purged, 5 purged',
      counts: { purged: 5, unpurged: 3, requests: 1 },
    });
    expect(account.problems).toEqual([
      expect.stringMatching(/^3 tags of zone-1 \(t-0, t-1, t-2\): 1095 "no access to purge"/),
    ]);
  });

  test('gives the IDs of accepted requests in the order of the plan', () => {
    const id = (name: string | undefined) =>
      outcomeOf({ kind: 'accepted', id: name, ray: undefined, errors: [] });
    const outcomes = [id('a'), outcomeOf(failedResult), id(undefined), id('b')];
    expect(accountFor(sentWith(outcomes))).toMatchObject({
      firstPurgeId: 'a',
      purgeIds: ['a', 'b'],
    });
    // Of the first request, and not of the first that was accepted.
    expect(accountFor(sentWith(outcomes.slice(1))).firstPurgeId).toBe('');
  });
});
