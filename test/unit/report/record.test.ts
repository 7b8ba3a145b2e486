import { describe, expect, test } from 'vitest';
import { countRecord, isFailure, sumUp, sumUpVerification } from '../../../src/report/record.ts';
import { writeOutputs } from '../../../src/report/write-outputs.ts';
import { requestFor } from '../sample-requests.ts';
import { settingsWith } from '../sample-settings.ts';
import {
  acceptedResult,
  allRecords,
  failedResult,
  outcomeOf,
  recordWith,
  sentWith,
} from './sample-results.ts';
import {
  challenge,
  miss,
  missing,
  page,
  resultOf,
  verificationOf,
} from './sample-verifications.ts';

const fresh = resultOf(miss);
const stale = resultOf(missing);
const unclear = resultOf(challenge);
const lost = [outcomeOf(acceptedResult), outcomeOf(failedResult, 2)];
const redone = [outcomeOf(acceptedResult)];
const sent = sentWith([outcomeOf(acceptedResult, 1)]);

test('the step fails unless it purged all, had nothing to purge, or was a dry run', () => {
  const succeeded = allRecords.filter((record) => !isFailure(record));
  expect(succeeded.map(({ end }) => end.kind)).toEqual(['nothing-to-purge', 'dry-run', 'sent']);
});

test('what was not sent counts as unpurged, and what was sent before an error as purged', () => {
  expect(
    allRecords.map((record) => [record.end.kind, ...Object.values(countRecord(record))]),
  ).toEqual([
    ['bad-inputs', 0, 28, 0],
    ['look-up-failed', 0, 3, 0],
    ['cancelled', 0, 4, 0],
    ['nothing-to-purge', 0, 0, 0],
    ['dry-run', 0, 0, 0],
    ['not-deployed', 0, 3, 0],
    ['sent', 5, 0, 2],
    ['sent', 3, 6, 1],
    ['bug', 3, 0, 1],
    ['bug', 0, 2, 0],
  ]);
});

describe('the headline', () => {
  test('says what was purged', () => {
    const everything = {
      ...outcomeOf(acceptedResult),
      request: requestFor({ kind: 'everything' }),
    };
    const zones = sentWith([
      outcomeOf(acceptedResult, 1),
      outcomeOf(acceptedResult, 1, 't', 'zone-2'),
    ]);
    const invalidated = { ...zones, settings: settingsWith({ method: 'invalidate' }) };
    expect(
      [
        sentWith([outcomeOf(acceptedResult, 1_200)]),
        sentWith([everything]),
        zones,
        invalidated,
      ].map(sumUp),
    ).toEqual([
      'Purged 1,200 tags in 1 request, 1.2 s',
      'Purged everything in 1 request, 1.2 s',
      'Purged 2 tags in 2 zones in 2 requests, 1.2 s',
      'Invalidated 2 tags in 2 zones in 2 requests, 1.2 s',
    ]);
  });

  test('starts with what failed', () => {
    const partial = sentWith([outcomeOf(acceptedResult, 5), outcomeOf(failedResult)]);
    const withChecks = { ...sent, verification: verificationOf([fresh, stale]) };
    const twice = { ...sent, verification: verificationOf([fresh], { resent: lost, resends: 1 }) };
    expect([partial, withChecks, twice, ...allRecords.slice(-2)].map(sumUp)).toEqual([
      '3 of 8 items not purged, 5 purged',
      '1 of 2 checks is stale (purged 1 tag in 1 request, 1.2 s; 2 checks: 1 fresh, 1 stale)',
      '2 items not purged when the plan was sent again (purged 1 tag in 1 request, 1.2 s; 1 check: 1 fresh, the whole plan sent 1 more time)',
      'An unexpected error, which is a bug in this action: TypeError: x is not a function (purged 3 tags in 1 request, 1.2 s)',
      'An unexpected error, which is a bug in this action: a string (nothing was purged)',
    ]);
  });

  test('counts verdicts, and the re-purges that were accepted', () => {
    const repurges = [acceptedResult, acceptedResult, failedResult].map((result) => ({
      url: page.url,
      outcome: outcomeOf(result, 1),
    }));
    const verification = verificationOf([fresh, fresh], { repurges, resends: 1 });
    expect(sumUp({ ...sent, verification })).toBe(
      'Purged 1 tag in 1 request, 1.2 s; 2 checks: 2 fresh, 2 re-purges, the whole plan sent 1 more time',
    );
  });
});

test.each([
  ['', undefined, false],
  ['true', verificationOf([fresh, fresh]), false],
  ['false', verificationOf([fresh, stale]), true],
  ['false', verificationOf([unclear, stale]), true],
  ['unknown', verificationOf([fresh, unclear]), false],
  ['true', verificationOf([fresh], { resent: redone, resends: 1 }), false],
  ['false', verificationOf([fresh], { resent: lost, resends: 1 }), true],
  ['unknown', verificationOf([stale], { cancelled: true }), true],
] as const)('the output `verified` is %j (%#)', (verified, verification, failed) => {
  expect(sumUpVerification({ ...sent, verification })).toBe(verified);
  expect(isFailure({ ...sent, verification })).toBe(failed);
});

test('checks that an error cut off are unknown', () => {
  const { verify: _, ...settings } = settingsWith();
  const end = { kind: 'bug', error: 'x' } as const;
  expect(sumUpVerification({ ...sent, settings: { ...settings, verify: [page] }, end })).toBe(
    'unknown',
  );
  expect(sumUpVerification({ ...sent, end })).toBe('');
});

describe('the outputs', () => {
  const idOf = (id: string | undefined) =>
    outcomeOf({ kind: 'accepted', id, ray: undefined, errors: [] });

  test('have the ID of the first request, and all IDs in the order of the plan', () => {
    const outputs = writeOutputs(
      sentWith([idOf('a'), outcomeOf(failedResult), idOf(undefined), idOf('b')]),
      '/tmp/report.json',
    );
    expect(outputs).toEqual({
      'purge-id': 'a',
      'purge-ids': '["a","b"]',
      purged: '9',
      unpurged: '3',
      requests: '3',
      verified: '',
      report: '/tmp/report.json',
    });
    const firstFailed = sentWith([outcomeOf(failedResult), idOf('a')]);
    expect(writeOutputs(firstFailed, '')).toMatchObject({ 'purge-id': '', 'purge-ids': '["a"]' });
    expect(writeOutputs(recordWith({}), '')).toMatchObject({ 'purge-id': '', 'purge-ids': '[]' });
  });

  test('hold as many IDs as GitHub takes: 1 MB, in UTF-16', () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => String(index).padStart(32, '0'));
    const kept = writeOutputs(sentWith(ids.map(idOf)), '')['purge-ids'];
    expect(kept.length * 2).toBeLessThan(1_000_000);
    const parsed: unknown = JSON.parse(kept);
    expect(parsed).toEqual(ids.slice(0, Array.isArray(parsed) ? parsed.length : 0));
    expect(kept.length).toBeGreaterThan(300_000);
  });
});
