import { toApiRequest } from '../cloudflare/purge-request.ts';
import type { RequestOutcome } from '../purge/outcome.ts';
import type { StepResult } from '../step-result.ts';
import type { Account } from './account.ts';
import { findProblems } from './problems.ts';

/**
 * Writes the JSON report in pieces, so that a million items are never one string.
 * Its form: docs/report.md.
 */
export function* writeReport(result: StepResult, account: Account): Generator<string> {
  const plan = 'plan' in result ? result.plan : [];
  const outcomes = result.kind === 'sent' ? result.outcomes : [];
  const head = {
    version: 1,
    result: result.kind,
    failed: account.failed,
    headline: account.headline,
    method: 'settings' in result ? result.settings.method : null,
    counts: account.counts,
    problems: account.problems,
    warnings: account.warnings,
    notices: account.notices,
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n`;
  yield* writeArray('plan', plan, (request) => [toApiRequest(request)]);
  yield ',\n';
  yield* writeArray('requests', outcomes, (outcome) => [describeRequest(outcome)]);
  yield ',\n';
  yield* writeArray('unpurged', outcomes, findProblems);
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

function describeRequest({ request, result, tries, ms }: RequestOutcome): object {
  const { zone, environment, method, content } = request;
  return {
    zone,
    ...(environment === undefined ? {} : { environment }),
    method,
    kind: content.kind,
    items: content.kind === 'everything' ? 1 : content.items.length,
    result: result.kind,
    id: result.kind === 'accepted' ? (result.id ?? null) : null,
    ray: rayOf(result) ?? null,
    tries,
    ms: Math.round(ms),
  };
}

function rayOf(result: RequestOutcome['result']): string | undefined {
  if (result.kind === 'accepted') return result.ray;
  if (result.kind === 'not-tried' || result.failure.kind === 'no-reply') return undefined;
  return result.failure.ray;
}
