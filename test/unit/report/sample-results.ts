import { LookUpFailure } from '../../../src/cloudflare/zones.ts';
import type { RequestOutcome, RequestResult } from '../../../src/purge/outcome.ts';
import type { StepResult } from '../../../src/step-result.ts';
import { apiError, noReply, refused } from '../api-replies.ts';
import { tagRequest } from '../sample-requests.ts';
import { settingsWith } from '../sample-settings.ts';

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

/** The result of a step that sent these requests. */
export function sentWith(
  outcomes: readonly RequestOutcome[],
): Extract<StepResult, { kind: 'sent' }> {
  const plan = outcomes.map(({ request }) => request);
  return {
    kind: 'sent',
    warningsGiven: 0,
    settings: settingsWith(),
    plan,
    waits: [],
    outcomes,
    verification: undefined,
    stopped: undefined,
    ms: 1_200,
  };
}

/** A result of each kind. */
export const allResults: readonly StepResult[] = [
  {
    kind: 'bad-inputs',
    found: {
      faults: [{ input: 'urls', place: { line: 2 }, item: 'ftp://x', problem: 'is wrong' }],
      left: new Map([['urls', 7]]),
    },
    asked: 28,
  },
  {
    kind: 'look-up-failed',
    failure: new LookUpFailure(
      {
        what: 'the zone example.com',
        permission: 'Zone › Zone › Read',
        instead: 'the zone ID',
      },
      noReply('dns', 'ENOTFOUND'),
      undefined,
    ),
    asked: 3,
  },
  { kind: 'cancelled', asked: 4 },
  { kind: 'nothing-to-purge', settings: settingsWith() },
  {
    kind: 'dry-run',
    settings: settingsWith({ dryRun: true }),
    plan: [tagRequest(3), tagRequest(2, 'u')],
  },
  sentWith([outcomeOf(acceptedResult), outcomeOf(acceptedResult, 2, 'u')]),
  sentWith([
    outcomeOf(acceptedResult, 3, 'a'),
    outcomeOf(failedResult, 3, 'c'),
    outcomeOf(notTriedResult, 3, 'd'),
  ]),
  { kind: 'bug', error: new TypeError('x is not a function') },
  { kind: 'bug', error: 'a string' },
];
