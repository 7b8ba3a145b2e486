import type { Changes } from '../changed/changed.ts';
import { countRequestItems, type PurgeRequest } from '../cloudflare/request.ts';
import type { LookUpFailure } from '../cloudflare/zones.ts';
import type { Settings } from '../inputs/inputs.ts';
import type { InputFaults } from '../inputs/problem.ts';
import { countOutcome, type OutcomeCounts, type RequestOutcome } from '../purge/send.ts';
import { countOf, formatCount, formatDuration, inline } from '../text.ts';
import type { Verification } from '../verify/verify.ts';
import type { WaitResult } from '../verify/wait.ts';
import { noticeChanges } from './describe-changes.ts';
import { describeInconclusive, describeVerification, hasFailed } from './describe-checks.ts';
import { nameAmount } from './name-things.ts';
import { describeRemarks } from './problems.ts';

/** An expected end before the plan was sent. */
export type EarlyEnd =
  | { readonly kind: 'bad-inputs'; readonly found: InputFaults }
  | { readonly kind: 'look-up-failed'; readonly failure: LookUpFailure }
  /** The job was canceled before anything was sent to Cloudflare. */
  | { readonly kind: 'cancelled' }
  /** A computed list was empty. */
  | { readonly kind: 'nothing-to-purge' }
  | { readonly kind: 'dry-run' }
  /** A `wait-for` check did not pass in time. */
  | { readonly kind: 'not-deployed' };

/**
 * What the step learned and did. Each step adds what it knows, so that an error takes nothing away
 * of what was done before. Log, outputs, summary, and report are made from this record alone.
 */
export interface StepRecord {
  /** Items in the inputs, wrong ones included; everything counts as one item for each zone. */
  readonly requested: number;
  readonly settings: Settings | undefined;
  /** Only in `mode: changed`. */
  readonly changes: Changes | undefined;
  readonly plan: readonly PurgeRequest[];
  readonly waits: readonly WaitResult[];
  readonly outcomes: readonly RequestOutcome[];
  readonly sendingMs: number;
  /** undefined if nothing was verified, or if that broke off. */
  readonly verification: Verification | undefined;
  /** Warnings to be given at the end. */
  readonly warnings: readonly string[];
  /** Warnings that were given while the step ran. */
  readonly warned: readonly string[];
  readonly end:
    | EarlyEnd
    | { readonly kind: 'sent' }
    | { readonly kind: 'bug'; readonly error: unknown };
}

export const emptyRecord: StepRecord = {
  requested: 0,
  settings: undefined,
  changes: undefined,
  plan: [],
  waits: [],
  outcomes: [],
  sendingMs: 0,
  verification: undefined,
  warnings: [],
  warned: [],
  end: { kind: 'sent' },
};

/** Ends the step early, as expected; caught in one place. */
export class StepEnded extends Error {
  readonly end: EarlyEnd;

  constructor(end: EarlyEnd) {
    super(end.kind);
    this.end = end;
  }
}

/** The numbers of the outputs. */
export function countRecord({ end, requested, plan, outcomes }: StepRecord): OutcomeCounts {
  const { purged, requests } = countOutcome(outcomes);
  if (end.kind === 'dry-run' || end.kind === 'nothing-to-purge') {
    return { purged, unpurged: 0, requests };
  }
  const planned = plan.reduce((sum, request) => sum + countRequestItems(request), 0);
  return { purged, unpurged: (planned || requested) - purged, requests };
}

export function isFailure(record: StepRecord): boolean {
  const { end, verification } = record;
  switch (end.kind) {
    case 'dry-run':
    case 'nothing-to-purge':
      return false;
    case 'sent':
      return (
        countRecord(record).unpurged > 0 || (verification !== undefined && hasFailed(verification))
      );
    default:
      return true;
  }
}

/** The output `verified`. */
export type Verified = '' | 'true' | 'false' | 'unknown';

/** Whether visitors get the new bytes, as far as the checks tell. */
export function sumUpVerification({ settings, end, outcomes, verification }: StepRecord): Verified {
  if (verification === undefined) {
    const isCutOff = end.kind === 'bug' && outcomes.length > 0;
    return isCutOff && (settings?.verify.length ?? 0) > 0 ? 'unknown' : '';
  }
  if (verification.cancelled || verification.error !== undefined) return 'unknown';
  if (hasFailed(verification)) return 'false';
  const isFresh = verification.results.every(({ verdict }) => verdict.verdict === 'fresh');
  return isFresh ? 'true' : 'unknown';
}

/** What people should know, although it fails nothing; what was said already comes first. */
export function listWarnings({ warned, warnings, outcomes, verification }: StepRecord): string[] {
  const checks =
    verification === undefined
      ? []
      : [...verification.warnings, ...describeInconclusive(verification)];
  return [...warned, ...warnings, ...describeRemarks(outcomes), ...checks];
}

/** What is right as it is, but should be known. */
export function listNotices(record: StepRecord): string[] {
  const { end, changes } = record;
  return [
    ...(end.kind === 'nothing-to-purge' ? [sumUp(record)] : []),
    ...(changes === undefined ? [] : noticeChanges(changes)),
  ];
}

/** One sentence that sums up, without a period. A failure starts with what failed. */
export function sumUp(record: StepRecord): string {
  const { end, settings, plan, waits, outcomes, verification } = record;
  switch (end.kind) {
    case 'bad-inputs': {
      const { faults, left } = end.found;
      const count = [...left.values()].reduce((sum, more) => sum + more, faults.length);
      return `The inputs are wrong (${countOf(count, 'error')}), and nothing was purged`;
    }
    case 'look-up-failed':
      return 'A lookup failed, and nothing was purged';
    case 'cancelled':
      return 'The job was canceled before anything was sent, so nothing was purged';
    case 'nothing-to-purge':
      return settings?.changed === undefined
        ? 'Nothing to purge: the list is empty'
        : 'Nothing to purge: no file has changed';
    case 'dry-run': {
      const checks = (settings?.waitFor.length ?? 0) + (settings?.verify.length ?? 0);
      const skipped = checks === 0 ? '' : `; ${countOf(checks, 'check')} not run`;
      return `Dry run: ${countOf(plan.length, 'purge request')} planned, none sent${skipped}`;
    }
    case 'not-deployed': {
      const failed = waits.filter(({ held }) => !held).length;
      return `Nothing was purged: ${failed} of ${countOf(waits.length, '`wait-for` check')} did not pass`;
    }
    case 'bug': {
      const done = outcomes.length === 0 ? 'nothing was purged' : describeSent(record);
      return `An unexpected error, which is a bug in this action: ${describeError(end.error)} (${done})`;
    }
    case 'sent': {
      const failure = verification === undefined ? undefined : describeFailure(verification);
      const sent = describeSent(record);
      return failure === undefined
        ? `${sent[0]?.toUpperCase()}${sent.slice(1)}${describeVerification(verification)}`
        : `${failure} (${sent}${describeVerification(verification)})`;
    }
  }
}

/** `TypeError: x is not a function`, for one line. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return inline(String(error));
  return inline(error.name === 'Error' ? error.message : `${error.name}: ${error.message}`);
}

/** What of the checks fails the step. */
function describeFailure(verification: Verification): string | undefined {
  if (!hasFailed(verification)) return undefined;
  const { results, cancelled, resent } = verification;
  if (cancelled) return 'The job was canceled before all checks were done';
  const stale = results.filter(({ verdict }) => verdict.verdict === 'stale').length;
  if (stale > 0) {
    return `${stale} of ${countOf(results.length, 'check')} ${stale === 1 ? 'is' : 'are'} stale`;
  }
  const { unpurged } = countOutcome(resent);
  return `${countOf(unpurged, 'item')} not purged when the plan was sent again`;
}

/** `purged 2 tags in 1 request, 85 ms`, or `1 of 3 items not purged, 2 purged` */
function describeSent(record: StepRecord): string {
  const { purged, unpurged, requests } = countRecord(record);
  const verb = record.settings?.method === 'invalidate' ? 'invalidated' : 'purged';
  if (unpurged > 0) {
    const all = countOf(purged + unpurged, 'item');
    return `${formatCount(unpurged)} of ${all} not ${verb}, ${formatCount(purged)} ${verb}`;
  }
  const time = record.sendingMs === 0 ? '' : `, ${formatDuration(record.sendingMs)}`;
  return `${verb} ${describeAmounts(record)} in ${countOf(requests, 'request')}${time}`;
}

/** `3 URLs, 2 tags in 2 zones` */
function describeAmounts({ plan }: StepRecord): string {
  const kinds = new Map<Parameters<typeof nameAmount>[0], number>();
  for (const request of plan) {
    const { kind } = request.content;
    kinds.set(kind, (kinds.get(kind) ?? 0) + countRequestItems(request));
  }
  const zones = new Set(plan.map(({ zone }) => zone.id)).size;
  const amounts = [...kinds].map(([kind, count]) => nameAmount(kind, count)).join(', ');
  return zones > 1 ? `${amounts} in ${zones} zones` : amounts;
}
