import type { Answer } from './answer.ts';
import type { GitHub, RunFilter, WorkflowRun } from './github.ts';

/** What runs have deployed, as far as visitors may have it. */
export interface DeployedByRuns {
  /** The run that was started last of those that succeeded; undefined where none is known. */
  readonly last: WorkflowRun | undefined;
  /** Runs that may have deployed after it: of their commits, any may be what visitors have. */
  readonly later: readonly WorkflowRun[];
}

/** 300 runs. What lies behind them is not looked for. */
const mostPages = 3;

/**
 * A run can be started again for 30 days; a day more for the time that it takes.
 * @see https://docs.github.com/en/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs
 */
const longestReachMs = 31 * 24 * 60 * 60 * 1000;

/**
 * Lists runs of a workflow until `read` finds in them what it looks for, and no older run can have
 * been started again since: the list goes by the first attempt.
 * @param read Is asked again with each page, for all runs so far. `since` is the time from which on
 *   every run must be known.
 */
export async function readRuns<R extends { readonly since: string }>(
  workflow: string,
  filter: RunFilter,
  github: GitHub,
  read: (runs: readonly WorkflowRun[]) => Promise<Answer<R | undefined>>,
): Promise<Answer<R | undefined>> {
  const runs: WorkflowRun[] = [];
  for (let number = 1; ; number += 1) {
    const page = await github.listRuns(workflow, filter, number);
    if (page.kind !== 'found') return page;
    runs.push(...page.value.entries);
    const found = await read(runs);
    if (found.kind !== 'found' || page.value.isLast || number === mostPages) return found;
    if (found.value !== undefined && reachesBehind(runs, found.value.since)) return found;
  }
}

function reachesBehind(runs: readonly WorkflowRun[], since: string): boolean {
  const oldestMs = Date.parse(runs.at(-1)?.createdAt ?? '');
  return oldestMs + longestReachMs < Date.parse(since);
}
