import fc from 'fast-check';
import type { ApiError } from '../../src/cloudflare/failures.ts';
import { LookUpFailure } from '../../src/cloudflare/zones.ts';
import type { RequestOutcome, RequestResult } from '../../src/purge/send.ts';
import type { StepRecord } from '../../src/report/record.ts';
import { noReply, redirected, refused } from '../unit/api-replies.ts';
import { recordWith, sentWith } from '../unit/report/sample-results.ts';
import { resultOf, verificationOf, waitOf } from '../unit/report/sample-verifications.ts';
import { requestFor } from '../unit/sample-requests.ts';

/** Makes the next text that a step got from outside. */
export type NextText = () => string;

function errorOf(next: NextText): ApiError {
  return { code: 1012, message: next(), chain: [{ code: 1, message: next() }], pointer: next() };
}

function outcomeOf(next: NextText, result: (next: NextText) => RequestResult): RequestOutcome {
  const items = [next(), next(), next()];
  const request = { ...requestFor({ kind: 'tags', items }), zone: { id: next(), name: next() } };
  return { request, result: result(next), tries: 2, ms: 85 };
}

const requestResults: readonly ((next: NextText) => RequestResult)[] = [
  (next) => ({ kind: 'accepted', id: next(), ray: next(), errors: [] }),
  (next) => ({ kind: 'accepted', id: next(), ray: next(), errors: [errorOf(next)] }),
  (next) => {
    const failure = { ...refused(400, [errorOf(next), errorOf(next)]), ray: next() };
    return { kind: 'failed', failure, stopped: undefined };
  },
  (next) => ({ kind: 'failed', failure: redirected(next(), next()), stopped: undefined }),
  (next) => ({ kind: 'failed', failure: noReply('unexpected', next()), stopped: undefined }),
];

/** A step for each way to end in which text from outside is told. */
export const stepsWithText: readonly ((next: NextText) => StepRecord)[] = [
  ...requestResults.map((result) => (next: NextText) => sentWith([outcomeOf(next, result)])),
  (next) => sentWith(requestResults.map((result) => outcomeOf(next, result))),
  (next) => {
    const place = { file: next(), line: 1 };
    const faults = [{ input: 'urls', place, item: next(), problem: 'is wrong' }] as const;
    return recordWith({ end: { kind: 'bad-inputs', found: { faults, left: new Map() } } });
  },
  (next) => {
    const failure = new LookUpFailure(
      { what: 'the zone', permission: 'Zone › Zone › Read', instead: 'the zone ID' },
      { ...refused(403, [errorOf(next)]), ray: next() },
      undefined,
    );
    return recordWith({ end: { kind: 'look-up-failed', failure } });
  },
  (next) =>
    recordWith({
      plan: [requestFor({ kind: 'tags', items: [next()] })],
      waits: [waitOf({ check: checkOf(next), held: false, stopped: 'timeout' })],
      end: { kind: 'not-deployed' },
    }),
  (next) => ({
    ...sentWith([
      outcomeOf(next, (text) => ({ kind: 'accepted', id: text(), ray: text(), errors: [] })),
    ]),
    verification: verificationOf([
      resultOf({ kind: 'asked-origin', cacheStatus: 'MISS' }, { check: checkOf(next) }),
      resultOf({ kind: 'missing', status: 404 }, { check: checkOf(next) }),
    ]),
  }),
  (next) => recordWith({ end: { kind: 'bug', error: new TypeError(next()) } }),
];

function checkOf(next: NextText) {
  const expectation = { kind: 'contains', text: next() } as const;
  return { url: `https://a.example/${encodeURIComponent(next().toWellFormed())}`, expectation };
}

/** One of these steps, by its place in the list. */
export const anyStep: fc.Arbitrary<(next: NextText) => StepRecord> = fc.constantFrom(
  ...stepsWithText,
);
