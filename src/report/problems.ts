import type { Explanation } from '../cloudflare/failures.ts';
import { findNamedItems } from '../cloudflare/named-items.ts';
import type { PurgeRequest } from '../cloudflare/request.ts';
import type { StopReason } from '../pacing/stop.ts';
import type { RequestOutcome } from '../purge/send.ts';
import { inlineItem } from '../text.ts';
import { describeError, explainFailure } from './explain-failure.ts';
import { nameItems, nameScope } from './name-things.ts';

/** Items of one request that are not purged for one reason, in words. */
export interface Problem extends Explanation {
  readonly scope: string;
  readonly kind: PurgeRequest['content']['kind'];
  readonly items: readonly string[];
  /** What was seen; undefined where nothing was sent. */
  readonly seen: string | undefined;
  /** Equal for problems of one sort. */
  readonly topic: string;
  readonly ray: string | undefined;
}

/** Problems of one reason in one zone, taken together. */
export interface ProblemGroup {
  readonly first: Problem;
  readonly count: number;
  readonly requests: number;
  readonly examples: readonly string[];
}

export const stopExplanations: Readonly<Record<StopReason, Explanation>> = {
  timeout: {
    cause: 'the time of `timeout` was over',
    advice: 'Raise `timeout`, or purge with fewer requests: a prefix or host instead of many URLs',
  },
  'wait-outlasts-timeout': {
    cause: 'the wait before the next try would have outlasted `timeout`, so the step ended early',
    advice: 'Raise `timeout`, or purge with fewer requests: a prefix or host instead of many URLs',
  },
  cancelled: {
    cause: 'the job was canceled',
    advice: 'Run the job again: purging twice does no harm',
  },
};

/** Everything of an outcome that is not purged, with its reason. */
export function findProblems({ request, result }: RequestOutcome): Problem[] {
  const where = { scope: nameScope(request), kind: request.content.kind };
  const items = nameItems(request);
  switch (result.kind) {
    case 'accepted':
      return [];
    case 'failed': {
      const explained = explainFailure(result.failure);
      if (result.stopped === undefined) return [{ ...where, items, ...explained }];
      const stop = stopExplanations[result.stopped];
      const cause = `${explained.cause}, and ${stop.cause}`;
      // Without an answer the purge may have taken place, which more time would not tell.
      const advice =
        result.failure.kind === 'no-reply' ? `${explained.advice}. ${stop.advice}` : stop.advice;
      return [{ ...where, items, ...explained, cause, advice }];
    }
    case 'not-tried': {
      const { cause } = result;
      const untried = { ...where, items, seen: undefined, topic: 'not tried' };
      if (cause.kind === 'stopped') {
        return [{ ...untried, ray: undefined, ...stopExplanations[cause.reason] }];
      }
      const { cause: reason, advice, ray } = explainFailure(cause.failure);
      const of = cause.kind === 'zone' ? 'this zone' : 'the whole step';
      return [{ ...untried, ray, cause: `not tried, since for ${of} ${reason}`, advice }];
    }
  }
}

const mostExamples = 3;

/** Takes together what has the same reason in the same zone; the most items first. */
export function groupProblems(outcomes: readonly RequestOutcome[]): ProblemGroup[] {
  const groups = new Map<string, ProblemGroup>();
  for (const outcome of outcomes) {
    for (const problem of findProblems(outcome)) {
      const key = JSON.stringify([problem.scope, problem.kind, problem.cause, problem.topic]);
      const known = groups.get(key);
      groups.set(key, {
        first: known?.first ?? problem,
        count: (known?.count ?? 0) + problem.items.length,
        requests: (known?.requests ?? 0) + 1,
        examples: [...(known?.examples ?? []), ...problem.items].slice(0, mostExamples),
      });
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** Errors that Cloudflare reported although it accepted the request, each with the items it names. */
export function describeRemarks(outcomes: readonly RequestOutcome[]): string[] {
  const remarks = new Map<string, string[]>();
  for (const { request, result } of outcomes) {
    if (result.kind !== 'accepted') continue;
    const items = nameItems(request);
    const named = findNamedItems(request.content, result.errors);
    for (const error of result.errors) {
      const about = items.filter((_, place) => named.get(place) === error);
      const key = `${nameScope(request)}: ${describeError(error)}`;
      remarks.set(key, [...(remarks.get(key) ?? []), ...about]);
    }
  }
  return [...remarks].map(([remark, items]) => {
    const shown = items.slice(0, mostExamples).map(inlineItem);
    const more = items.length > shown.length ? ` and ${items.length - shown.length} more` : '';
    const about = items.length === 0 ? '' : ` about ${shown.join(', ')}${more}`;
    return `Cloudflare accepted the purge, but reported an error${about}. ${remark}`;
  });
}
