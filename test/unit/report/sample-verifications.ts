import type { Check } from '../../../src/inputs/checks.ts';
import type { CheckResult } from '../../../src/verify/check-state.ts';
import { freshnessOf, type Reason, runner, type Verdict } from '../../../src/verify/verdict.ts';
import type { Verification } from '../../../src/verify/verify.ts';
import type { WaitResult } from '../../../src/verify/wait.ts';

export const page: Check = { url: 'https://a.example/', expectation: { kind: 'status' } };

export const miss: Reason = { kind: 'asked-origin', cacheStatus: 'MISS' };
export const cachedBefore: Reason = { kind: 'cached-before', age: 7_300, secondsSincePurge: 3 };
export const missing: Reason = { kind: 'missing', status: 404 };
export const challenge: Reason = { kind: 'challenge' };

/** How a check ended, for this reason. */
export function resultOf(reason: Reason, rest: Partial<CheckResult> = {}): CheckResult {
  const cache = { status: undefined, cacheStatus: undefined, age: undefined, dataCentre: 'FRA' };
  const verdict: Verdict = { verdict: freshnessOf[reason.kind], reason, ...cache };
  const counts = {
    later: undefined,
    tries: 1,
    repurges: 0,
    refusal: undefined,
    msToFresh: undefined,
    note: undefined,
  };
  return { check: page, from: runner, verdict, ...counts, ...rest };
}

export function verificationOf(
  results: readonly CheckResult[],
  rest: Partial<Verification> = {},
): Verification {
  const none = {
    repurges: [],
    resent: [],
    resends: 0,
    cancelled: false,
    warnings: [],
    error: undefined,
  };
  return { results, ...none, ...rest };
}

/** How waiting for one check ended. */
export function waitOf(rest: Partial<WaitResult> = {}): WaitResult {
  const end = { held: true, tries: 2, ms: 1_500, seen: 'passed', stopped: undefined };
  return { check: page, ...end, isRefused: false, ...rest };
}
