import type { Changes } from '../changed/changed.ts';
import { countRequestItems, type PurgeRequest, toApiRequest } from '../cloudflare/request.ts';
import type { RequestOutcome } from '../purge/send.ts';
import type { Runner } from '../runner.ts';
import { countOf, formatCount, formatDuration, inline } from '../text.ts';
import { describeChanges } from './describe-changes.ts';
import { describeProblems, findPlace, nameFailure } from './describe-failure.ts';
import { nameAmount, nameScope } from './name-things.ts';
import { findProblems } from './problems.ts';
import { isFailure, listNotices, listWarnings, type StepRecord, sumUp } from './record.ts';

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

/** Problems that the annotation names; the others are in the log. */
const mostAnnotated = 3;
const title = 'Cloudflare cache purge';

/** Gives a warning to the runner, with the title that all of this action have. */
export function warn(message: string, runner: Runner): void {
  runner.warning(inline(message, 1000), { title });
}

/**
 * Writes the end: one line that sums up, all problems, one error that names the first of them, and at
 * most five warnings. GitHub shows only ten annotations of a step.
 * @param docs Address of the folder with this action's documents, if it is known.
 * @see https://docs.github.com/en/actions/reference/limits
 */
export function logEnd(record: StepRecord, docs: string | undefined, runner: Runner): void {
  const problems = describeProblems(record);
  for (const notice of listNotices(record)) runner.notice(inline(notice, 500), { title });
  if (problems.length > 1) {
    runner.startGroup(`All problems (${formatCount(problems.length)})`);
    for (const problem of problems.slice(0, mostLines)) runner.info(`- ${problem}`);
    if (problems.length > mostLines) runner.info('… the others are in the report');
    runner.endGroup();
  }
  for (const [index, warning] of listWarnings(record).entries()) {
    if (index < record.warned.length) continue;
    if (index < mostWarnings) warn(warning, runner);
    else runner.info(`Warning: ${inline(warning, 1000)}`);
  }
  if (isFailure(record)) annotateFailure(record, problems, docs, runner);
  else runner.info(`${sumUp(record)}.`);
}

function annotateFailure(
  record: StepRecord,
  problems: readonly string[],
  docs: string | undefined,
  runner: Runner,
): void {
  const { title, section } = nameFailure(record);
  const left = problems.length - mostAnnotated;
  const lines = [
    `${sumUp(record)}.`,
    ...problems.slice(0, mostAnnotated).map((problem) => inline(problem, 1000)),
    ...(left > 0 ? [`${countOf(left, 'more problem')} in the log.`] : []),
    ...(docs === undefined || section === undefined
      ? []
      : [`See ${docs}/troubleshooting.md#${section}`]),
  ];
  runner.error(lines.join('\n'), { title, ...findPlace(record) });
}
