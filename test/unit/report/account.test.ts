import { describe, expect, test } from 'vitest';
import { accountFor } from '../../../src/report/account.ts';
import { requestFor } from '../sample-requests.ts';
import { settingsWith } from '../sample-settings.ts';
import {
  acceptedResult,
  allResults,
  failedResult,
  outcomeOf,
  partialResult,
  sentWith,
} from './sample-results.ts';

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
    const account = accountFor(sentWith([outcomeOf(acceptedResult, 5), outcomeOf(partialResult)]));
    expect(account).toMatchObject({
      failed: true,
      headline: '1 of 8 items not purged, 7 purged',
      counts: { purged: 7, unpurged: 1, requests: 1 },
    });
    expect(account.problems).toEqual([
      expect.stringMatching(/^1 tag of zone-1 \(t-1\): 1084 "bad t-1"/),
    ]);
  });

  test('gives the IDs of accepted requests in the order of the plan', () => {
    const id = (name: string | undefined) =>
      outcomeOf({ ...acceptedResult, kind: 'accepted', id: name, ray: undefined });
    const account = accountFor(
      sentWith([id('a'), outcomeOf(failedResult), id(undefined), id('b')]),
    );
    expect(account.purgeIds).toEqual(['a', 'b']);
  });
});
