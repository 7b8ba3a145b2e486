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
    const ended = sortNewestFirst(builds, ({ endedAt }) => endedAt ?? '');
    const last = ended.find((build) => build.hasSucceeded && hasEnded(build, lastRun.createdAt));
    if (last === undefined) return { kind: 'found', value: undefined };
    // What the run deployed that began first, of those that may have done so last.
    const oldest = ended.find((build) => hasEnded(build, first));
    const [since = ''] = [oldest?.endedAt ?? '', last.endedAt ?? ''].toSorted();
    const later = ended.filter((build) => build !== last && mayHaveStartedOne(build, since));
    return { kind: 'found', value: { since: first, last, later } };
  });
  if (found.kind !== 'found') return found;
  const { last, later = [] } = found.value ?? {};
  return { kind: 'found', value: { last, later } };
}

function hasEnded({ endedAt }: WorkflowRun, until: string): boolean {
  return endedAt !== undefined && endedAt <= until;
}

/** One that is not over may have started a run with an earlier attempt. */
function mayHaveStartedOne({ hasStarted, endedAt }: WorkflowRun, since: string): boolean {
  return hasStarted && (endedAt === undefined || endedAt >= since);
}
