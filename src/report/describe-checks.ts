import { nameCheck } from '../inputs/checks.ts';
import { countOutcome } from '../purge/send.ts';
import { countOf, formatDuration } from '../text.ts';
import type { CheckResult } from '../verify/check-state.ts';
import type { RepurgeRefusal } from '../verify/repurge.ts';
import { describeReason, describeVerdict, nameVantage } from '../verify/verdict.ts';
import type { Verification } from '../verify/verify.ts';
import type { WaitResult } from '../verify/wait.ts';
import { describeGroup } from './describe-problems.ts';
import { findProblems, groupProblems, stopExplanations } from './problems.ts';

/** Whether something is stale, or what had to be done once more was not done. */
export function hasFailed({ results, resent, cancelled }: Verification): boolean {
  const isLost = countOutcome(resent).unpurged > 0;
  return cancelled || isLost || results.some(({ verdict }) => verdict.verdict === 'stale');
}

/** `; 2 checks: 1 fresh, 1 stale; from 3 places: 3 fresh, 3 stale` */
export function describeVerification(verification: Verification | undefined): string {
  if (verification === undefined) return '';
  const { results, repurges, resends } = verification;
  const here = results.filter(({ from }) => from.kind === 'runner');
  const there = results.filter(({ from }) => from.kind !== 'runner');
  const places = new Set(there.map(({ from }) => nameVantage(from))).size;
  const far =
    there.length === 0 ? '' : `; from ${countOf(places, 'place')}: ${countVerdicts(there)}`;
  const accepted = repurges.filter(({ outcome }) => outcome.result.kind === 'accepted').length;
  const again = accepted === 0 ? '' : `, ${countOf(accepted, 're-purge')}`;
  const whole = resends === 0 ? '' : `, the whole plan sent ${countOf(resends, 'more time')}`;
  return `; ${countOf(here.length, 'check')}: ${countVerdicts(here)}${far}${again}${whole}`;
}

/** `1 fresh, 1 stale` */
function countVerdicts(results: readonly CheckResult[]): string {
  const counts = (['fresh', 'stale', 'inconclusive'] as const).flatMap((freshness) => {
    const count = results.filter(({ verdict }) => verdict.verdict === freshness).length;
    return count === 0 ? [] : [`${count} ${freshness}`];
  });
  return counts.join(', ');
}

/** What is stale, and what would tell more. */
export function describeStale(verification: Verification): string[] {
  const { results, resent, cancelled } = verification;
  if (cancelled) return ['Run the job again: purging twice does no harm.'];
  const stale = results
    .filter(({ verdict }) => verdict.verdict === 'stale')
    .map(
      ({ check, from, verdict, ...result }) =>
        `verify ${nameCheck(check)}${nameVantage(from)}: stale after ${countOf(result.repurges, 're-purge')}, ${describeVerdict(verdict)}.${describeLater(result.later)}${describeRefusal(result.refusal)} ${adviseOnStale(verdict)}.`,
    );
  const lost = groupProblems(resent).map(
    (group) => `When the plan was sent again: ${describeGroup(group)}`,
  );
  return [...lost, ...stale];
}

/** What came after it was stale, which casts no doubt on that. */
function describeLater(later: CheckResult['later']): string {
  return later === undefined
    ? ''
    : ` The last response shows nothing else: ${describeVerdict(later)}.`;
}

/** Why a URL could not be purged by itself; nothing where it could. */
function describeRefusal(refusal: RepurgeRefusal | undefined): string {
  switch (refusal?.kind) {
    case undefined:
      return '';
    case 'outside':
      return ' It was not purged by itself: its host is in none of the zones of this step.';
    case 'unknown-zone':
      return ' It was not purged by itself: the names of the zones could not be looked up, which takes Zone › Zone › Read.';
    case 'not-accepted': {
      const problem = findProblems(refusal.outcome)[0];
      if (problem === undefined) return '';
      const seen = problem.seen === undefined ? '' : `${problem.seen}: `;
      return ` It could not be purged by itself: ${seen}${problem.cause}.`;
    }
  }
}

function adviseOnStale({ reason }: CheckResult['verdict']): string {
  if (reason.kind === 'not-reached') return 'Correct the lists, and run the job again';
  return reason.kind === 'cached-before'
    ? 'If the origin sends its own Age, or other visitors refill the cache before the check runs, only a content check can tell: `URL contains text` or `URL equals file`'
    : 'Check whether the deploy is complete (`wait-for` can wait for it), whether the origin serves the new content, and whether a Worker or another cache is in between';
}

/** What could not be told, as warnings: one for each reason, wherever it was met. */
export function describeInconclusive({ results }: Verification): string[] {
  const unclear = results.filter(({ verdict }) => verdict.verdict === 'inconclusive');
  // Not by what the response showed: `Age` and data center differ, and the reason is the same.
  const byReason = Map.groupBy(unclear, ({ verdict }) => describeReason(verdict.reason));
  return [...byReason.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const { check, from, verdict } = first;
    const count = more.length === 0 ? '' : ` (and ${countOf(more.length, 'more check')})`;
    return `verify ${nameCheck(check)}${nameVantage(from)}${count}: inconclusive, ${describeVerdict(verdict)}`;
  });
}

const waitCancelled = `Waiting ended early: ${stopExplanations.cancelled.cause}. ${stopExplanations.cancelled.advice}`;
const waitTimedOut =
  'Check whether the deploy went through, raise `wait-timeout`, or check the origin instead of a cached address';

const waitRefused =
  'The site refused the check: send what lets it pass in `check-headers` (nothing does in Bot Fight Mode), or check the origin by an address of its own';

function adviseOnWait(stopped: WaitResult['stopped'], isRefused: boolean): string {
  if (stopped === 'cancelled') return waitCancelled;
  return isRefused ? waitRefused : waitTimedOut;
}

/** What `wait-for` waited for in vain. */
export function describeUnmet(waits: readonly WaitResult[]): string[] {
  return waits
    .filter(({ held }) => !held)
    .map(
      ({ check, seen, tries, ms, stopped, isRefused }) =>
        `wait-for ${nameCheck(check)}: did not pass after ${formatDuration(ms)} and ${countOf(tries, 'try', 'tries')}; last seen: ${seen ?? 'no answer'}. ${adviseOnWait(stopped, isRefused)}.`,
    );
}
