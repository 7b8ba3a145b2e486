import { LookUpFailure } from '../../../src/cloudflare/zones.ts';
import type { RequestOutcome, RequestResult } from '../../../src/purge/send.ts';
import { emptyRecord, type StepRecord } from '../../../src/report/record.ts';
import { apiError, noReply, refused } from '../api-replies.ts';
import { tagRequest } from '../sample-requests.ts';
import { settingsWith } from '../sample-settings.ts';
import { waitOf } from './sample-verifications.ts';

/** The outcome of a request for so many tags. */
export function outcomeOf(
  result: RequestResult,
  count = 3,
  prefix = 't',
  zone = 'zone-1',
): RequestOutcome {
  return { request: tagRequest(count, prefix, zone), result, tries: 1, ms: 84.6 };
}

export const acceptedResult: RequestResult = {
  kind: 'accepted',
  id: 'purge-1',
  ray: '8f-FRA',
  errors: [],
};
export const refusal = refused(403, [apiError(1095, 'no access to purge')]);
export const failedResult: RequestResult = { kind: 'failed', failure: refusal, stopped: undefined };
export const notTriedResult: RequestResult = {
  kind: 'not-tried',
  cause: { kind: 'zone', failure: refusal },
};

/** The record of a step, with what it has besides the defaults. */
export function recordWith(facts: Partial<StepRecord>): StepRecord {
  return { ...emptyRecord, settings: settingsWith(), ...facts };
}

/** The record of a step that sent these requests. */
export function sentWith(outcomes: readonly RequestOutcome[]): StepRecord {
  const plan = outcomes.map(({ request }) => request);
  return recordWith({ plan, outcomes, sendingMs: 1_200 });
}

const lookUpFailure = new LookUpFailure(
  { what: 'the zone example.com', permission: 'Zone › Zone › Read', instead: 'the zone ID' },
  noReply('dns', 'ENOTFOUND'),
  undefined,
);

/** A record for each way that a step ends. */
export const allRecords: readonly StepRecord[] = [
  recordWith({
    requested: 28,
    end: {
      kind: 'bad-inputs',
      found: {
        faults: [{ input: 'urls', place: { line: 2 }, item: 'ftp://x', problem: 'is wrong' }],
        left: new Map([['urls', 7]]),
      },
    },
  }),
  recordWith({ requested: 3, end: { kind: 'look-up-failed', failure: lookUpFailure } }),
  recordWith({ requested: 4, end: { kind: 'cancelled' } }),
  recordWith({ end: { kind: 'nothing-to-purge' } }),
  recordWith({ plan: [tagRequest(3), tagRequest(2, 'u')], end: { kind: 'dry-run' } }),
  recordWith({
    plan: [tagRequest(3)],
    waits: [waitOf({ held: false, stopped: 'timeout' })],
    end: { kind: 'not-deployed' },
  }),
  sentWith([outcomeOf(acceptedResult), outcomeOf(acceptedResult, 2, 'u')]),
  sentWith([
    outcomeOf(acceptedResult, 3, 'a'),
    outcomeOf(failedResult, 3, 'c'),
    outcomeOf(notTriedResult, 3, 'd'),
  ]),
  {
    ...sentWith([outcomeOf(acceptedResult)]),
    end: { kind: 'bug', error: new TypeError('x is not a function') },
  },
  recordWith({ requested: 2, end: { kind: 'bug', error: 'a string' } }),
];
