import type { DeployRun } from '../inputs/deploy-run.ts';
import type { Answer } from './answer.ts';
import { findBuilds } from './deployed-builds.ts';
import type { GitHub, WorkflowRun } from './github.ts';
import { sortNewestFirst } from './newest-first.ts';
import { type DeployedByRuns, readRuns } from './run-list.ts';
import { createTagCheck } from './tag-check.ts';

const nothing: Answer<DeployedByRuns> = { kind: 'found', value: { last: undefined, later: [] } };

/**
 * Finds what runs of this workflow have deployed for the same event, and on branches for the same
 * branch. The last one may be of a younger commit: the run of an old release that is started again
 * rolls back, and what visitors have is the younger one.
 * @returns Nothing for a run that is of no branch and no tag, such as that of a pull request, whose
 *   head is a merge that no other run has.
 */
export async function findDeployedByRuns(
  run: DeployRun,
  github: GitHub,
): Promise<Answer<DeployedByRuns>> {
  if (run.ref === undefined) return nothing;
  const workflow = await findWorkflow(run, github);
  if (workflow.kind !== 'found') return workflow;
  if (workflow.value === undefined) return nothing;
  const deployed = await findOfWorkflow(workflow.value, run, github);
  if (deployed.kind !== 'found' || run.event.kind !== 'workflow-run') return deployed;
  return findBuilds(deployed.value, run.event.trigger, github);
}

/** By its file where GitHub names it, for that spares a request. */
async function findWorkflow(
  { workflow, id }: DeployRun,
  github: GitHub,
): Promise<Answer<string | undefined>> {
  return workflow === undefined && id !== undefined
    ? github.findWorkflow(id)
    : { kind: 'found', value: workflow };
}

async function findOfWorkflow(
  workflow: string,
  { id, eventName, event, ref }: DeployRun,
  github: GitHub,
): Promise<Answer<DeployedByRuns>> {
  const filter = { event: eventName, ...(ref?.kind === 'branch' ? { branch: ref.name } : {}) };
  // Runs for releases are all of tags; of others only the name is known, and pushes to a branch of
  // the same workflow may deploy nothing.
  const counts: Counts =
    ref?.kind === 'tag' && event.kind !== 'release'
      ? createTagCheck(github)
      : async () => ({ kind: 'found', value: true });
  let known: DeployedByRuns = { last: undefined, later: [] };
  const read = await readRuns(workflow, filter, github, async (runs) => {
    const others = runs.filter((run) => run.id !== id);
    const sorted = await sortDeployed(others, counts);
    if (sorted.kind !== 'found') return sorted;
    known = sorted.value;
    const { last } = known;
    return { kind: 'found', value: last && { since: last.createdAt } };
  });
  return read.kind === 'found' ? { kind: 'found', value: known } : read;
}

type Counts = (name: string) => Promise<Answer<boolean>>;

async function sortDeployed(
  runs: readonly WorkflowRun[],
  counts: Counts,
): Promise<Answer<DeployedByRuns>> {
  const byLastAttempt = sortNewestFirst(runs, ({ startedAt }) => startedAt);
  let last: WorkflowRun | undefined;
  for (const run of byLastAttempt.filter(({ hasSucceeded }) => hasSucceeded)) {
    const answer = await counts(run.headName);
    if (answer.kind !== 'found') return answer;
    if (!answer.value) continue;
    last = run;
    break;
  }
  const later: WorkflowRun[] = [];
  for (const run of byLastAttempt) {
    if (run === last || !mayHaveDeployedAfter(run, last)) continue;
    const answer = await counts(run.headName);
    if (answer.kind !== 'found') return answer;
    if (answer.value) later.push(run);
  }
  return { kind: 'found', value: { last, later } };
}

/**
 * A run that failed, was cancelled or still runs may have deployed all the same, and so may one that
 * succeeded beside the last one. Only what was over when that one was created came before it. It
 * counts by its first attempt: a later one may have started some of its jobs again, and not the deploy.
 */
function mayHaveDeployedAfter(run: WorkflowRun, last: WorkflowRun | undefined): boolean {
  if (!run.hasStarted) return false;
  return last === undefined || run.endedAt === undefined || run.endedAt >= last.createdAt;
}
