import type { DeployRun, TriggeringRun } from '../inputs/deploy-run.ts';
import type { Answer } from './answer.ts';
import type { GitHub, WorkflowRun } from './github.ts';
import { findFirst, searchPages } from './search-pages.ts';
import { readVersionTag } from './version-tag.ts';

/** A workflow that ran so often without a tag, or for other commits, is not looked through further. */
const mostPages = 5;

/**
 * Finds the last successful run of this workflow for the same event, and on branches for the same
 * branch. It may be of a younger commit: the run of an old release that is started again rolls back,
 * and what visitors have is the younger one.
 * @returns undefined where there is none, or the run is of nothing that can have one, such as a pull
 *   request, whose head is a merge that no run has.
 */
export async function findLastRun(
  run: DeployRun,
  github: GitHub,
): Promise<Answer<WorkflowRun | undefined>> {
  if (run.ref === undefined) return { kind: 'found', value: undefined };
  const workflow = await findWorkflow(run, github);
  if (workflow.kind !== 'found') return workflow;
  const name = workflow.value;
  if (name === undefined) return { kind: 'found', value: undefined };

  const last = await findLastOf(name, run, github);
  if (last.kind !== 'found' || last.value === undefined) return last;
  return run.event.kind === 'workflow-run'
    ? findTrigger(last.value, run.event.trigger, github)
    : last;
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

function findLastOf(
  workflow: string,
  { id, eventName, event, ref }: DeployRun,
  github: GitHub,
): Promise<Answer<WorkflowRun | undefined>> {
  const filter = {
    event: eventName,
    ...(ref?.kind === 'branch' ? { branch: ref.name } : {}),
  };
  // Runs for releases are all of tags; of others only the name is known, and pushes to a branch of
  // the same workflow may deploy nothing.
  const mustBeTag = ref?.kind === 'tag' && event.kind !== 'release';
  return searchPages(
    mostPages,
    (page) => github.listSuccessfulRuns(workflow, filter, page),
    (runs) => {
      const others = runs.filter((run) => run.id !== id).toSorted(byLastAttempt);
      return findFirst(others, async ({ headName }) =>
        mustBeTag ? isTag(headName, github) : { kind: 'found', value: true },
      );
    },
  );
}

/** The list goes by the first attempt; what went live last is what was started again last. */
function byLastAttempt(a: WorkflowRun, b: WorkflowRun): number {
  return Number(a.startedAt < b.startedAt) - Number(a.startedAt > b.startedAt);
}

async function isTag(name: string, github: GitHub): Promise<Answer<boolean>> {
  if (readVersionTag(name)?.isWhole === true) return { kind: 'found', value: true };
  const answer = await github.hasTag(name);
  return answer.kind === 'not-found' ? { kind: 'found', value: false } : answer;
}

/**
 * Finds what a run for `workflow_run` deployed: the head of the run that started it. GitHub does not
 * say which that was, and the run's own head is only the default branch as it was. So it is the run
 * of the other workflow that was the last one to end before this began. One that ended later by its
 * time, because it was run once more, is left out: an older base purges too much, not too little.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_run
 */
async function findTrigger(
  started: WorkflowRun,
  { id, workflow, event, branch }: TriggeringRun,
  github: GitHub,
): Promise<Answer<WorkflowRun | undefined>> {
  return searchPages(
    mostPages,
    (page) => github.listSuccessfulRuns(workflow, { event, branch }, page),
    async (runs) => {
      const ended = runs
        .filter((run) => run.id !== id && run.updatedAt <= started.createdAt)
        .toSorted((a, b) => Number(a.updatedAt < b.updatedAt) - Number(a.updatedAt > b.updatedAt));
      return { kind: 'found', value: ended[0] };
    },
  );
}
