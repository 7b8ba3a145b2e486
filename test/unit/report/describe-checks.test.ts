import { describe, expect, test } from 'vitest';
import {
  describeInconclusive,
  describeStale,
  describeUnmet,
} from '../../../src/report/describe-checks.ts';
import type { RepurgeRefusal } from '../../../src/verify/repurge.ts';
import { acceptedResult, failedResult, outcomeOf } from './sample-results.ts';
import {
  cachedBefore,
  challenge,
  miss,
  missing,
  resultOf,
  verificationOf,
  waitOf,
} from './sample-verifications.ts';

const fresh = resultOf(miss);
const stale = resultOf(missing);
const unclear = resultOf(challenge);
const lost = [outcomeOf(acceptedResult), outcomeOf(failedResult, 2)];

describe('what is stale', () => {
  test('is told with what would tell more', () => {
    const old = resultOf(cachedBefore, { repurges: 2 });
    expect(describeStale(verificationOf([fresh, old, unclear]))).toEqual([
      expect.stringMatching(
        /^verify https:\/\/a\.example\/: stale after 2 re-purges, cached 2 h before the purge\. If the origin sends its own Age.*only a content check.*\.$/,
      ),
    ]);
    expect(describeStale(verificationOf([stale]))[0]).toContain('`wait-for` can wait for it');
  });

  test('is followed by what came later, which casts no doubt on it', () => {
    const later = unclear.verdict;
    const [told] = describeStale(verificationOf([{ ...stale, later }]));
    expect(told).toMatch(/The last response shows nothing else: a challenge/);
  });

  test('says why it could not be purged by itself', () => {
    const told = (refusal: RepurgeRefusal): string | undefined =>
      describeStale(verificationOf([{ ...stale, refusal }]))[0];
    expect(told({ kind: 'not-accepted', outcome: outcomeOf(failedResult, 1) })).toContain(
      'It could not be purged by itself: 1095',
    );
    expect(told({ kind: 'outside' })).toContain('its host is in none of the zones');
    expect(told({ kind: 'unknown-zone' })).toContain('which takes Zone › Zone › Read');
    expect(describeStale(verificationOf([stale]))[0]).not.toContain('by itself');
  });

  test('and what of the plan was not accepted the second time', () => {
    const told = describeStale(verificationOf([fresh], { resent: lost }));
    expect(told).toEqual([expect.stringMatching(/^When the plan was sent again: .*1095/)]);
  });

  test('is not told where the job was canceled', () => {
    const told = describeStale(verificationOf([stale], { cancelled: true }));
    expect(told).toEqual([expect.stringContaining('Run the job again')]);
  });
});

describe('what is inconclusive', () => {
  test('is told once for each reason, with its count', () => {
    const results = [unclear, fresh, resultOf({ kind: 'no-cache-status' }), unclear, unclear];
    expect(describeInconclusive(verificationOf(results))).toEqual([
      expect.stringMatching(
        /^verify https:\/\/a\.example\/ \(and 2 more checks\): inconclusive, a ch/,
      ),
      expect.stringMatching(/^verify https:\/\/a\.example\/: inconclusive, no cf-cache-status/),
    ]);
  });
});

describe('what was waited for in vain', () => {
  const unmet = { held: false, seen: 'HTTP 404', ms: 300_000, tries: 33 };

  test('is told with what was seen last, and what to do', () => {
    expect(describeUnmet([waitOf(), waitOf({ ...unmet, stopped: 'timeout' })])).toEqual([
      expect.stringMatching(
        /did not pass after 5 min.* and 33 tries; last seen: HTTP 404\. .*raise `wait-timeout`/,
      ),
    ]);
  });

  test('is no matter of time in a job that is cancelled', () => {
    const [told] = describeUnmet([waitOf({ ...unmet, seen: undefined, stopped: 'cancelled' })]);
    expect(told).toContain('last seen: no answer. Waiting ended early: the job was canceled');
    expect(told).not.toContain('wait-timeout');
  });
});
