import type { DeployRun, TriggeringRun } from '../inputs/changed.ts';
import { type GitHub, GitHubError, type RunFilter } from './github.ts';
import type { WorkflowRun } from './github-data.ts';

/** What runs have deployed, as far as visitors may have it. */
export interface DeployedByRuns {
  /** The run that started last of those that succeeded; undefined if none is known. */
  readonly last: WorkflowRun | undefined;
  /** Runs that may have deployed after it: of their commits, any may be what visitors have. */
  readonly later: readonly WorkflowRun[];
}

/** GitHub's list of runs lacks one that is there, so it says nothing about the others either. */
export class IncompleteRuns extends Error {
  override readonly name = 'IncompleteRuns';
}

const nothing: DeployedByRuns = { last: undefined, later: [] };

/**
 * Finds what runs of this workflow have deployed for the same event, and on branches for the same
 * branch. The last one may be of a younger commit: a re-run of an old release rolls back, and what
 * visitors have is the younger one.
 * @returns Nothing for a run that belongs to no branch and no tag, such as a pull request's, whose
 *   head is a merge that no other run has.
 */
export async function findDeployedByRuns(run: DeployRun, github: GitHub): Promise<DeployedByRuns> {
  const { id, eventName, event, ref } = run;
  if (ref === undefined) return nothing;
  // By its file if GitHub names it, which saves a request.
  const workflow = run.workflow ?? (id === undefined ? undefined : await github.findWorkflow(id));
  if (workflow === undefined) return nothing;
  const filter = { event: eventName, ...(ref.kind === 'branch' ? { branch: ref.name } : {}) };
  // Runs for releases are all of tags. Of other runs only the name is known, and pushes to a branch
  // of the same workflow may deploy nothing.
  const counts =
    ref.kind === 'tag' && event.kind !== 'release' ? createTagCheck(github) : async () => true;
  const find = (runs: readonly WorkflowRun[]) => sortDeployed(runs, id, counts);
  const runs = await readRuns({ workflow, filter, own: id }, github, async (known) => {
    const { last } = await find(known);
    return last?.createdAt;
  });
  const deployed = await find(runs);
  return event.kind === 'workflow-run' ? findBuilds(deployed, event.trigger, github) : deployed;
}

async function sortDeployed(
  runs: readonly WorkflowRun[],
  own: string | undefined,
  counts: (name: string) => Promise<boolean>,
): Promise<DeployedByRuns> {
  const others = runs.filter(({ id }) => id !== own);
  const byLastAttempt = sortNewestFirst(others, ({ startedAt }) => startedAt);
  let last: WorkflowRun | undefined;
  for (const run of byLastAttempt.filter(({ hasSucceeded }) => hasSucceeded)) {
    if (!(await counts(run.headName))) continue;
    last = run;
    break;
  }
  const later: WorkflowRun[] = [];
  for (const run of byLastAttempt) {
    if (run === last || !mayHaveDeployedAfter(run, last)) continue;
    if (await counts(run.headName)) later.push(run);
  }
  return { last, later };
}

/**
 * A run that failed, was canceled or is still in progress may have deployed all the same, and so may
 * one that succeeded next to the last one. Only what had ended when that one was created came before
 * it. It counts from its first attempt: a later one may have re-run some of its jobs, but not the
 * deploy.
 */
function mayHaveDeployedAfter(run: WorkflowRun, last: WorkflowRun | undefined): boolean {
  if (!run.hasStarted) return false;
  return last === undefined || run.endedAt === undefined || run.endedAt >= last.createdAt;
}

/**
 * Finds what runs for `workflow_run` deployed: the heads of the runs that started them, which build.
 * GitHub does not say which those were, and a run's own head is only the default branch as it was. So
 * the last one is the build that ended last before the last run started. Builds that ended later may
 * have been deployed as well, by a run that failed or, if their time is only that of another attempt,
 * by that very run.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_run
 */
async function findBuilds(
  { last: lastRun, later: laterRuns }: DeployedByRuns,
  { id, workflow, event, branch }: TriggeringRun,
  github: GitHub,
): Promise<DeployedByRuns> {
  if (lastRun === undefined) return nothing;
  const times = [lastRun, ...laterRuns].map(({ createdAt }) => createdAt).toSorted();
  const first = times[0] ?? lastRun.createdAt;
  const find = (all: readonly WorkflowRun[]): DeployedByRuns => {
    const builds = all.filter((build) => build.id !== id);
    const ended = sortNewestFirst(builds, ({ endedAt }) => endedAt ?? '');
    const last = ended.find((build) => build.hasSucceeded && hasEnded(build, lastRun.createdAt));
    if (last === undefined) return nothing;
    // What the run deployed that started first, of those that may have done so last.
    const oldest = ended.find((build) => hasEnded(build, first));
    const [since = ''] = [oldest?.endedAt ?? '', last.endedAt ?? ''].toSorted();
    return { last, later: ended.filter((one) => one !== last && mayHaveStartedOne(one, since)) };
  };
  const list = { workflow, filter: { event, branch }, own: id };
  const runs = await readRuns(list, github, async (known) =>
    find(known).last === undefined ? undefined : first,
  );
  return find(runs);
}

function hasEnded({ endedAt }: WorkflowRun, until: string): boolean {
  return endedAt !== undefined && endedAt <= until;
}

/** One that has not ended may have started a run with an earlier attempt. */
function mayHaveStartedOne({ hasStarted, endedAt }: WorkflowRun, since: string): boolean {
  return hasStarted && (endedAt === undefined || endedAt >= since);
}

/** 300 runs with the filter, 1,000 without. Older ones are not looked for. */
const mostFilteredPages = 3;
const mostPages = 10;

/**
 * A run can be re-run for 30 days; one more day for the time it takes.
 * @see https://docs.github.com/en/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs
 */
const longestReachMs = 31 * 24 * 60 * 60 * 1000;

interface RunList {
  readonly workflow: string;
  readonly filter: RunFilter;
  /** A run that is there for sure. */
  readonly own: string | undefined;
}

/**
 * Lists runs of a workflow, the newest first, until it is known since when every run must be known, and
 * no older run can have been re-run since: the list goes by the first attempt.
 *
 * Lists with a filter come from a search index that may lack the newest runs. If this run itself is
 * missing there, they are listed without one.
 * @see https://github.com/octokit/octokit.js/issues/2214
 * @param findSince Called with all runs so far; undefined if there is nothing yet.
 */
async function readRuns(
  { workflow, filter, own }: RunList,
  github: GitHub,
  findSince: (runs: readonly WorkflowRun[]) => Promise<string | undefined>,
): Promise<readonly WorkflowRun[]> {
  const filtered = github.listRuns(workflow, filter);
  const runs = await readPages(filtered, mostFilteredPages, own, findSince);
  if (runs !== undefined) return runs;
  const select = (all: readonly WorkflowRun[]) => all.filter((run) => matches(run, filter));
  const unfiltered = github.listRuns(workflow, {});
  const all = await readPages(unfiltered, mostPages, own, (known) => findSince(select(known)));
  if (all === undefined) throw new IncompleteRuns();
  return select(all);
}

/** Returns undefined if the list lacks a run that is there for sure. */
async function readPages(
  list: AsyncIterable<readonly WorkflowRun[]>,
  most: number,
  own: string | undefined,
  findSince: (runs: readonly WorkflowRun[]) => Promise<string | undefined>,
): Promise<readonly WorkflowRun[] | undefined> {
  const runs: WorkflowRun[] = [];
  let pages = 0;
  for await (const page of list) {
    pages += 1;
    runs.push(...page);
    if (comesPast(own, runs)) return undefined;
    const since = await findSince(runs);
    if (pages === most || (since !== undefined && reachesBehind(runs, since))) return runs;
  }
  return own === undefined || runs.some(({ id }) => id === own) ? runs : undefined;
}

/** Whether a list must have had a run, and has not: IDs grow. */
function comesPast(own: string | undefined, runs: readonly WorkflowRun[]): boolean {
  if (own === undefined || runs.some(({ id }) => id === own)) return false;
  return runs.some(({ id }) => Number(id) < Number(own));
}

function matches(run: WorkflowRun, { event, branch }: RunFilter): boolean {
  return run.event === event && (branch === undefined || run.headName === branch);
}

function reachesBehind(runs: readonly WorkflowRun[], since: string): boolean {
  const oldestMs = Date.parse(runs.at(-1)?.createdAt ?? '');
  return oldestMs + longestReachMs < Date.parse(since);
}

/** Each costs at most two requests, of 1,000 an hour. */
const mostNames = 50;

/**
 * Creates the check whether a run's name is that of a tag, since GitHub gives the name alone. One that
 * is a branch's as well does not count: runs for a branch may deploy nothing. Each name is looked up
 * once.
 */
function createTagCheck(github: GitHub): (name: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  const isOnlyTag = async (name: string): Promise<boolean> =>
    name !== '' &&
    (await github.hasReference(`tags/${name}`)) &&
    !(await github.hasReference(`heads/${name}`));
  return (name) => {
    const looked = known.get(name);
    if (looked !== undefined) return looked;
    if (known.size === mostNames) {
      const why = `lists runs with more than ${mostNames} names, and does not say which are tags`;
      throw new GitHubError('unreachable', why);
    }
    const answer = isOnlyTag(name);
    known.set(name, answer);
    return answer;
  };
}

/** A copy, the latest first, by times in ISO 8601 and UTC: such texts compare as times do. */
export function sortNewestFirst<T>(list: readonly T[], timeOf: (entry: T) => string): T[] {
  return list.toSorted((a, b) => Number(timeOf(a) < timeOf(b)) - Number(timeOf(a) > timeOf(b)));
}
