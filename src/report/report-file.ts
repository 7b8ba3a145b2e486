import { countRequestItems, toApiRequest } from '../cloudflare/request.ts';
import { nameCheck } from '../inputs/checks.ts';
import type { RequestOutcome } from '../purge/send.ts';
import type { CheckResult } from '../verify/check-state.ts';
import { describeVerdict } from '../verify/verdict.ts';
import type { WaitResult } from '../verify/wait.ts';
import { reportChanges } from './describe-changes.ts';
import { describeProblems } from './describe-failure.ts';
import { findProblems } from './problems.ts';
import {
  countRecord,
  isFailure,
  listNotices,
  listWarnings,
  type StepRecord,
  sumUp,
  sumUpVerification,
} from './record.ts';

/**
 * Writes the JSON report in pieces, so that a million items are never one string.
 * Its form: docs/report.md.
 */
export function* writeReport(record: StepRecord): Generator<string> {
  const { end, settings, changes, plan, outcomes, waits, verification } = record;
  const head = {
    version: 1,
    result: end.kind,
    failed: isFailure(record),
    headline: sumUp(record),
    method: settings?.method ?? null,
    counts: countRecord(record),
    verified: sumUpVerification(record),
    problems: describeProblems(record),
    warnings: listWarnings(record),
    notices: listNotices(record),
    changed: changes === undefined ? null : reportChanges(changes),
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n`;
  yield* writeArray('plan', plan, (request) => [toApiRequest(request)]);
  yield ',\n';
  yield* writeArray('requests', outcomes, (outcome) => [describeRequest(outcome)]);
  yield ',\n';
  yield* writeArray('unpurged', outcomes, findProblems);
  yield ',\n';
  yield* writeArray('waits', waits, (wait) => [describeWait(wait)]);
  yield ',\n';
  yield* writeArray('checks', verification?.results ?? [], (check) => [describeCheck(check)]);
  yield ',\n';
  const checked = new Set(verification?.results.map(({ check }) => check.url));
  yield* writeArray('repurges', verification?.repurges ?? [], ({ url, outcome }) => [
    // The query of where a redirect led to may open what is there to whoever reads the report.
    { url: checked.has(url) ? url : url.replace(/\?.*/s, ''), ...describeRequest(outcome) },
  ]);
  yield ',\n';
  yield* writeArray('resent', verification?.resent ?? [], (outcome) => [describeRequest(outcome)]);
  yield '\n}\n';
}

function* writeArray<T>(
  name: string,
  values: readonly T[],
  describe: (value: T) => readonly object[],
): Generator<string> {
  yield `  "${name}": [`;
  let separator = '\n    ';
  for (const value of values) {
    for (const entry of describe(value)) {
      yield separator + JSON.stringify(entry);
      separator = ',\n    ';
    }
  }
  yield separator.startsWith(',') ? '\n  ]' : ']';
}

function describeRequest(outcome: RequestOutcome): object {
  const { request, result, tries, ms } = outcome;
  const { zone, environment, method, content } = request;
  return {
    zone,
    ...(environment === undefined ? {} : { environment }),
    method,
    kind: content.kind,
    items: countRequestItems(request),
    result: result.kind,
    ...describeWhy(outcome),
    id: result.kind === 'accepted' ? (result.id ?? null) : null,
    ray: rayOf(result) ?? null,
    tries,
    ms: Math.round(ms),
  };
}

/** What was seen of a request that was not accepted whole; the items stand under `unpurged`. */
function describeWhy(outcome: RequestOutcome): object {
  const [problem] = findProblems(outcome);
  return problem === undefined ? {} : { why: problem.seen ?? problem.cause };
}

function describeWait({ check, held, tries, ms, seen }: WaitResult): object {
  return { check: nameCheck(check), held, tries, ms: Math.round(ms), seen: seen ?? null };
}

function describeCheck({ check, from, verdict, ...rest }: CheckResult): object {
  return {
    check: nameCheck(check),
    from: from.kind === 'probe' ? from.place : from.kind,
    verdict: verdict.verdict,
    reason: verdict.reason.kind,
    why: describeVerdict(verdict),
    later: rest.later === undefined ? null : describeVerdict(rest.later),
    status: verdict.status ?? null,
    cacheStatus: verdict.cacheStatus ?? null,
    age: verdict.age ?? null,
    dataCentre: verdict.dataCentre ?? null,
    tries: rest.tries,
    repurges: rest.repurges,
    msToFresh: rest.msToFresh === undefined ? null : Math.round(rest.msToFresh),
    note: rest.note ?? null,
  };
}

function rayOf(result: RequestOutcome['result']): string | undefined {
  if (result.kind === 'accepted') return result.ray;
  if (result.kind === 'not-tried' || result.failure.kind === 'no-reply') return undefined;
  return result.failure.ray;
}
