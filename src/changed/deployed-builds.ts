import type { TriggeringRun } from '../inputs/deploy-run.ts';
import type { Answer } from './answer.ts';
import type { GitHub, WorkflowRun } from './github.ts';
import { sortNewestFirst } from './newest-first.ts';
import { type DeployedByRuns, readRuns } from './run-list.ts';

/**
 * Finds what runs for `workflow_run` deployed: the heads of the runs that started them, which build.
 * GitHub does not say which those were, and a run's own head is only the default branch as it was. So
 * the last one is the build that was the last to end before the last run began. Builds that ended
 * later may have been deployed as well, by a run that failed or, where their time is only that of an
 * attempt more, by that very run.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_run
 */
export async function findBuilds(
  runs: DeployedByRuns,
  { id, workflow, event, branch }: TriggeringRun,
  github: GitHub,
): Promise<Answer<DeployedByRuns>> {
  const { last: lastRun, later: laterRuns } = runs;
  if (lastRun === undefined) return { kind: 'found', value: { last: undefined, later: [] } };
  const times = [lastRun, ...laterRuns].map(({ createdAt }) => createdAt).toSorted();
  const first = times[0] ?? lastRun.createdAt;
  const found = await readRuns(workflow, { event, branch }, github, async (all) => {
    const builds = all.filter((build) => build.id !== id);
    const ended = sortNewestFirst(builds, ({ updatedAt }) => updatedAt);
    const last = ended.find((build) => build.hasSucceeded && build.updatedAt <= lastRun.createdAt);
    if (last === undefined) return { kind: 'found', value: undefined };
    // What the run deployed that began first, of those that may have done so last.
    const since = ended.find(({ updatedAt }) => updatedAt <= first)?.updatedAt ?? '';
    const later = ended.filter((build) => build !== last && isSince(build, since, last));
    return { kind: 'found', value: { since: first, last, later } };
  });
  if (found.kind !== 'found') return found;
  const { last, later = [] } = found.value ?? {};
  return { kind: 'found', value: { last, later } };
}

function isSince(build: WorkflowRun, since: string, last: WorkflowRun): boolean {
  return build.hasStarted && (build.updatedAt >= since || build.updatedAt >= last.updatedAt);
}
