import type { Changes } from '../changed/changed.ts';
import { countRequestItems, type PurgeRequest, toApiRequest } from '../cloudflare/request.ts';
import type { RequestOutcome } from '../purge/outcome.ts';
import type { Runner } from '../runner.ts';
import { countOf, formatCount, formatDuration, inline } from '../text.ts';
import type { Account } from './account.ts';
import { describeChanges } from './describe-changes.ts';
import { describeGroup } from './describe-problems.ts';
import { nameAmount, nameScope } from './name-things.ts';
import { findProblems } from './problems.ts';

const mostLines = 100;
const longestBody = 2_000;
const mostWarnings = 5;

/** Writes what changed and how that was found. */
export function logChanges(changes: Changes, runner: Runner): void {
  runner.startGroup('What has changed');
  for (const line of describeChanges(changes)) runner.info(line);
  runner.endGroup();
}

/** Writes the plan: in a dry run every request as it would be sent, else what goes where. */
export function logPlan(plan: readonly PurgeRequest[], dryRun: boolean, runner: Runner): void {
  runner.startGroup(`${dryRun ? 'Dry run' : 'Plan'}: ${countOf(plan.length, 'purge request')}`);
  for (const request of plan.slice(0, mostLines)) {
    const { method, path, ...rest } = toApiRequest(request);
    const body = 'body' in rest ? JSON.stringify(rest.body, dryRun ? undefined : leaveOutMany) : '';
    runner.info(`${method} ${path} ${body}`);
  }
  if (plan.length > mostLines) {
    runner.info(`… and ${countOf(plan.length - mostLines, 'more request')}, in the report`);
  }
  runner.endGroup();
}

/** As many whole items as fit; one that is cut could hold half a secret. */
function leaveOutMany(_key: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const items: readonly unknown[] = value;
  let characters = 0;
  const end = items.findIndex((item) => {
    characters += JSON.stringify(item).length;
    return characters > longestBody;
  });
  return end < 0
    ? items
    : [...items.slice(0, end), `… and ${countOf(items.length - end, 'more item')}`];
}

/** Writes how the first hundred requests ended; what failed later is told at the end. */
export function createOutcomeLog(total: number, runner: Runner): (outcome: RequestOutcome) => void {
  let ended = 0;
  return (outcome) => {
    ended += 1;
    const position = `[${ended}/${Math.max(ended, total)}]`;
    if (ended <= mostLines) runner.info(`${position} ${describeOutcome(outcome)}`);
    if (ended === mostLines && total > mostLines) {
      runner.info('… every further request is in the report');
    }
  };
}

/** Writes how requests ended that are sent again because of a check, the first hundred of them. */
export function createAgainLog(runner: Runner): (outcome: RequestOutcome) => void {
  let ended = 0;
  return (outcome) => {
    ended += 1;
    if (ended <= mostLines) runner.info(`again, ${describeOutcome(outcome)}`);
  };
}

/** `accepted: 2 hosts of example.com (ID …, cf-ray …, 85 ms)` */
function describeOutcome(outcome: RequestOutcome): string {
  const { request, result, tries, ms } = outcome;
  const what = `${nameAmount(request.content.kind, countRequestItems(request))} of ${inline(nameScope(request))}`;
  const time = `${formatDuration(ms)}${tries > 1 ? `, ${tries} tries` : ''}`;
  if (result.kind === 'accepted') {
    const id = result.id === undefined ? 'no ID' : `ID ${inline(result.id)}`;
    const ray = result.ray === undefined ? '' : `, cf-ray ${inline(result.ray)}`;
    return `accepted: ${what} (${id}${ray}, ${time})`;
  }
  const [problem] = findProblems(outcome);
  const why = problem === undefined ? '' : (problem.seen ?? problem.cause);
  const ray = problem?.ray === undefined ? '' : `, cf-ray ${problem.ray}`;
  return `${outcomeWords[result.kind]}: ${what}: ${why}${ray} (${time})`;
}

const outcomeWords = { failed: 'failed', 'not-tried': 'not tried' };

/**
 * Writes the end: one line that sums up, all problems in the log, one error with the first of them,
 * at most five warnings in all. GitHub shows only ten annotations of a step.
 * @see https://docs.github.com/en/actions/reference/limits
 */
export function logAccount(account: Account, runner: Runner): void {
  const { headline, failed, problems, groups, warnings, notices } = account;
  const warningsLeft = mostWarnings - account.warningsGiven;
  if (!failed) runner.info(`${headline}.`);
  for (const notice of notices) runner.notice(inline(notice, 500));

  const [first, ...others] = problems;
  if (problems.length > 1) {
    runner.startGroup(`All problems (${formatCount(problems.length)})`);
    for (const problem of problems.slice(0, mostLines)) runner.info(`- ${problem}`);
    if (problems.length > mostLines) runner.info('… the others are in the report');
    runner.endGroup();
  }
  const spoken = groups.length > 1 ? groups.slice(1, mostWarnings + 1).map(describeGroup) : [];
  const all = [...spoken, ...warnings];
  for (const warning of all.slice(0, warningsLeft)) runner.warning(inline(warning, 1000));
  for (const warning of all.slice(warningsLeft)) runner.info(`Warning: ${inline(warning, 1000)}`);
  if (failed) {
    const more =
      others.length === 0 ? '' : ` (and ${countOf(others.length, 'other problem')}, see the log)`;
    runner.error(`${headline}${more}. ${inline(first ?? '', 1500)}`);
  }
}
