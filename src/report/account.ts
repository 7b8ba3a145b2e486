import type { Changes } from '../changed/changed.ts';
import { countRequestItems } from '../cloudflare/request.ts';
import { countOutcome, type OutcomeCounts, type RequestOutcome } from '../purge/outcome.ts';
import type { StepResult } from '../step-result.ts';
import { countOf, formatCount, formatDuration, inline } from '../text.ts';
import {
  describeInconclusive,
  describeStale,
  describeUnmet,
  describeVerification,
  hasFailed,
  sumUpVerification,
  type Verified,
} from './describe-checks.ts';
import { describeFaults, describeGroup, describeLookUpFailure } from './describe-problems.ts';
import { nameAmount } from './name-things.ts';
import { describeRemarks, groupProblems, type ProblemGroup, stopExplanations } from './problems.ts';

/** What the step has to say, in words and numbers; log, outputs, summary and report show parts of it. */
export interface Account {
  readonly counts: OutcomeCounts;
  /** Of the first request; empty if that failed. */
  readonly firstPurgeId: string;
  readonly purgeIds: readonly string[];
  /** One sentence that sums up. */
  readonly headline: string;
  /** Whether the step fails. */
  readonly failed: boolean;
  /** What went wrong, a line each, the most important first. */
  readonly problems: readonly string[];
  readonly groups: readonly ProblemGroup[];
  readonly warnings: readonly string[];
  /** Warnings that were given already while the step ran. */
  readonly warningsGiven: number;
  /** The output of that name. */
  readonly verified: Verified;
  readonly notices: readonly string[];
  /** Only in `mode: changed`, and where that was found. */
  readonly changes?: Changes;
}

const nothing: Omit<Account, 'headline' | 'failed'> = {
  counts: { purged: 0, unpurged: 0, requests: 0 },
  firstPurgeId: '',
  purgeIds: [],
  problems: [],
  groups: [],
  warnings: [],
  warningsGiven: 0,
  verified: '',
  notices: [],
};

/** Makes the account of a step from its result. */
export function accountFor(result: StepResult): Account {
  switch (result.kind) {
    case 'bad-inputs': {
      const problems = describeFaults(result.found);
      const { faults, left } = result.found;
      const count = [...left.values()].reduce((sum, more) => sum + more, faults.length);
      const headline = `The inputs are wrong (${countOf(count, 'fault')}), and nothing was purged`;
      return { ...failedWith(headline, problems), counts: unpurged(result.asked) };
    }
    case 'look-up-failed': {
      const headline = 'A look-up failed, and nothing was purged';
      return {
        ...failedWith(headline, [describeLookUpFailure(result.failure)]),
        counts: unpurged(result.asked),
      };
    }
    case 'cancelled': {
      const headline = 'Nothing was purged: the job was cancelled before anything was sent';
      return {
        ...failedWith(headline, [`${stopExplanations.cancelled.advice}.`]),
        counts: unpurged(result.asked),
      };
    }
    case 'nothing-to-purge': {
      const headline =
        result.settings.changed === undefined
          ? 'The list is empty: nothing to purge, and nothing was sent'
          : 'No file has changed: nothing to purge, and nothing was sent';
      return { ...nothing, headline, failed: false, notices: [headline] };
    }
    case 'dry-run': {
      const { waitFor, verify } = result.settings;
      const checks = waitFor.length + verify.length;
      const unmade = checks === 0 ? '' : `; ${countOf(checks, 'check')} not made`;
      const headline = `Dry run: ${countOf(result.plan.length, 'purge request')} planned, none sent${unmade}`;
      return { ...nothing, headline, failed: false };
    }
    case 'not-deployed': {
      const { plan, waits, warningsGiven } = result;
      const unmet = describeUnmet(waits);
      const headline = `Nothing was purged: ${unmet.length} of ${countOf(waits.length, 'check')} of wait-for did not pass`;
      const items = plan.reduce((sum, request) => sum + countRequestItems(request), 0);
      return { ...failedWith(headline, unmet), counts: unpurged(items), warningsGiven };
    }
    case 'sent':
      return accountForSent(result);
    case 'bug': {
      const { error } = result;
      const shown = inline(
        error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      );
      const headline = `An unexpected error, which is a fault of this action: ${shown}`;
      return failedWith(headline, ['Please open an issue with this message.']);
    }
  }
}

function accountForSent(result: Extract<StepResult, { kind: 'sent' }>): Account {
  const { verification } = result;
  const counts = countOutcome(result.outcomes);
  const groups = groupProblems(result.outcomes);
  const verb = result.settings.method === 'purge' ? 'Purged' : 'Invalidated';
  const time = formatDuration(result.ms);
  const all = counts.purged + counts.unpurged;
  const headline =
    counts.unpurged === 0
      ? `${verb} ${describeWhat(result)} in ${countOf(counts.requests, 'request')}, ${time}`
      : `${formatCount(counts.unpurged)} of ${countOf(all, 'item')} not ${verb.toLowerCase()}, ${formatCount(counts.purged)} ${verb.toLowerCase()}`;
  return {
    ...nothing,
    counts,
    firstPurgeId: idOf(result.outcomes[0]) ?? '',
    purgeIds: result.outcomes.flatMap((outcome) => idOf(outcome) ?? []),
    headline: `${headline}${describeVerification(verification)}`,
    failed: counts.unpurged > 0 || (verification !== undefined && hasFailed(verification)),
    problems: [
      ...groups.map(describeGroup),
      ...(verification === undefined ? [] : describeStale(verification)),
    ],
    groups,
    warnings: [
      ...describeRemarks(result.outcomes),
      ...(verification === undefined
        ? []
        : [...verification.warnings, ...describeInconclusive(verification)]),
    ],
    warningsGiven: result.warningsGiven,
    verified: sumUpVerification(verification),
  };
}

function idOf(outcome: RequestOutcome | undefined): string | undefined {
  return outcome?.result.kind === 'accepted' ? outcome.result.id : undefined;
}

function describeWhat({ outcomes }: Extract<StepResult, { kind: 'sent' }>): string {
  const kinds = new Map<Parameters<typeof nameAmount>[0], number>();
  for (const { request } of outcomes) {
    const { kind } = request.content;
    kinds.set(kind, (kinds.get(kind) ?? 0) + countRequestItems(request));
  }
  const zones = new Set(outcomes.map(({ request }) => request.zone.id)).size;
  const amounts = [...kinds].map(([kind, count]) => nameAmount(kind, count)).join(', ');
  return zones > 1 ? `${amounts} in ${zones} zones` : amounts;
}

function unpurged(count: number): OutcomeCounts {
  return { purged: 0, unpurged: count, requests: 0 };
}

function failedWith(headline: string, problems: readonly string[]): Account {
  return { ...nothing, headline, failed: true, problems };
}
