import type { ChangedSettings, DeployRun, GitDeployment } from '../inputs/changed.ts';
import type { InputFault } from '../inputs/problem.ts';
import { type GitHub, GitHubError } from './github.ts';
import type { Deployment, DeploymentStatus } from './github-data.ts';
import { findReleaseBefore, findTagBefore, type Milestone } from './release-before.ts';
import { type DeployedByRuns, findDeployedByRuns, IncompleteRuns } from './runs.ts';

/** What visitors had before: a commit to compare with, or why there is none. */
export type Base =
  | {
      readonly kind: 'commit';
      readonly sha: string;
      readonly reason: string;
      /** Commits that visitors may have had since: of deploys that failed or overlapped. */
      readonly others: readonly string[];
    }
  | { readonly kind: 'none'; readonly reason: string };

export interface Choice<B extends Base = Base> {
  readonly base: B;
  /** What people should know about it. */
  readonly notices: readonly string[];
}

/** An input that turned out to be wrong. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly fault: InputFault;

  constructor(fault: InputFault) {
    super(fault.problem);
    this.fault = fault;
  }
}

/** Settings of a run that tells which commit it deploys. */
export type SettingsWithHead = ChangedSettings & { readonly head: string };

/**
 * Chooses what visitors had before: the last deploy that succeeded, and all that started after it. Of
 * what a failed one brought, visitors may have all, some or nothing; so none is left out, nor taken
 * alone: a commit that is only older would miss what a failed deploy brought and this one takes back.
 */
export async function chooseBase(settings: SettingsWithHead, github: GitHub): Promise<Choice> {
  if (settings.since !== undefined) return findSince(settings.since, settings.head, github);
  const { eventName, event } = settings.run;
  if (event.kind === 'deployment') return chooseByDeployment(event, settings.head, github);
  // A run does not say which environment it deployed to.
  if (eventName.startsWith('deployment')) {
    return none('the event does not say which deployment this run belongs to');
  }
  // Its own head is the default branch's, whatever it deployed.
  if (eventName === 'workflow_run' && event.kind !== 'workflow-run') {
    return none('the event does not say which branch the run that started this one was for');
  }
  return chooseByRun(settings, github);
}

async function findSince(since: string, head: string, github: GitHub): Promise<Choice> {
  const sha = await github.findCommit(since);
  if (sha !== undefined) {
    const notice = `\`since\` (${since}) is the commit that is being deployed, so nothing has changed. If the deploy moves this tag or branch, move it after this step`;
    return commit(sha, `\`since\` is ${since}`, { notices: sha === head ? [notice] : [] });
  }
  // Without the permission to read, GitHub says of everything that it does not exist.
  await github.checkRepository();
  const problem = 'is not a commit, branch or tag of this repository';
  const accepted = 'the hash of a commit, or the name of a branch or a tag';
  throw new InputError({ input: 'since', item: since, problem, accepted });
}

/** 120 deployments. Older ones are not looked at. */
const mostDeploymentPages = 4;

interface DeploymentRecord extends Deployment {
  readonly statuses: readonly DeploymentStatus[];
}

/**
 * Finds the newest deployment that ever succeeded, which may be younger than this one: a re-run of an
 * old deployment rolls back. Any job with `environment:` creates deployments without deploying, so
 * only those count whose statuses come from who sets them for this one. A new deployment has no status
 * yet: that is who set those of its creator's earlier ones.
 */
async function chooseByDeployment(
  event: GitDeployment,
  head: string,
  github: GitHub,
): Promise<Choice> {
  const records: DeploymentRecord[] = [];
  const deployers = new Set<string>();
  addTo(deployers, event.statusCreator ?? event.creator);
  try {
    for await (const record of readDeployments(event, head, github)) {
      records.push(record);
      const isLearned = event.statusCreator === undefined && record.creator === event.creator;
      const successes = record.statuses.filter(isSuccess);
      if (isLearned) for (const { creator } of successes) addTo(deployers, creator);
      if (hasSucceeded(record, deployers)) break;
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const permission = 'give the job the permission `deployments: read`';
    return none(`the deployments cannot be read (GitHub ${error.message}); ${permission}`);
  }
  return chooseOf(records, deployers, event.environment);
}

function chooseOf(
  records: readonly DeploymentRecord[],
  deployers: Deployers,
  environment: string,
): Choice {
  const last = records.find((record) => hasSucceeded(record, deployers));
  if (last === undefined) return none(`no other deployment to ${environment} has succeeded`);
  const later = records.slice(0, records.indexOf(last));
  const others = later.filter((record) => hasStarted(record, deployers)).map(({ sha }) => sha);
  const reason = `the last successful deployment to ${environment} was of this commit`;
  return commit(last.sha, reason, { others });
}

/**
 * Lists other deployments with their statuses, the newest first. Younger ones of the same commit count
 * as this one: a job with `environment:` creates one of its own, which succeeds as soon as that job
 * ends. IDs grow.
 */
async function* readDeployments(
  { environment, id }: GitDeployment,
  head: string,
  github: GitHub,
): AsyncGenerator<DeploymentRecord, void> {
  let pages = 0;
  for await (const page of github.listDeployments(environment)) {
    for (const other of page) {
      const isOwn = other.id === id || (other.sha === head && Number(other.id) > Number(id));
      if (!isOwn) yield { ...other, statuses: await github.listStatuses(other.id) };
    }
    pages += 1;
    if (pages === mostDeploymentPages) return;
  }
}

function addTo(deployers: Set<string>, name: string | undefined): void {
  if (name !== undefined) deployers.add(name);
}

function isSuccess({ state }: DeploymentStatus): boolean {
  return state === 'success';
}

type Deployers = ReadonlySet<string>;

/** If nobody is known to deploy, everybody may. */
function isBy({ creator }: DeploymentStatus, deployers: Deployers): boolean {
  return deployers.size === 0 || (creator !== undefined && deployers.has(creator));
}

function hasSucceeded({ statuses }: DeploymentRecord, deployers: Deployers): boolean {
  return statuses.some((status) => isSuccess(status) && isBy(status, deployers));
}

const statesBeforeStart: ReadonlySet<string> = new Set(['queued', 'pending', 'waiting']);

/** Without a status, nothing is known: who deploys need not say when it starts. */
function hasStarted({ statuses }: DeploymentRecord, deployers: Deployers): boolean {
  const states = statuses.filter((status) => isBy(status, deployers)).map(({ state }) => state);
  return statuses.length === 0 || states.some((state) => !statesBeforeStart.has(state));
}

async function chooseByRun(settings: SettingsWithHead, github: GitHub): Promise<Choice> {
  let deployed: DeployedByRuns;
  try {
    deployed = await findDeployedByRuns(settings.run, github);
  } catch (error) {
    const uncovered = 'Changes of failed or canceled runs are not covered';
    return chooseInstead(settings, explainUnknownRuns(error), uncovered, [], github);
  }
  const { last, later } = deployed;
  const others = later.map(({ headSha }) => headSha);
  if (last !== undefined) return commit(last.headSha, nameRun(last.id, settings.run), { others });
  const why = 'no earlier successful run of this workflow is known';
  const uncovered = 'Older changes that no run has deployed yet are not covered';
  return chooseInstead(settings, why, uncovered, others, github);
}

function explainUnknownRuns(error: unknown): string {
  if (error instanceof IncompleteRuns) {
    return 'the list of runs that GitHub gives lacks this one, so others may be missing too';
  }
  if (!isRefusal(error)) throw error;
  return `the runs of this workflow cannot be read (GitHub ${error.message}); give the job the permission \`actions: read\``;
}

function nameRun(id: string, { event, eventName, ref }: DeployRun): string {
  const where = ref?.kind === 'branch' ? ` on ${ref.name}` : '';
  const which =
    event.kind === 'workflow-run'
      ? `run ${id}, which started the last successful run of this workflow,`
      : `the last successful run of this workflow for ${eventName}${where} (run ${id})`;
  return `${which} was of this commit`;
}

/** Without a successful run, by what the event says, which knows nothing about runs. */
async function chooseInstead(
  settings: SettingsWithHead,
  why: string,
  uncovered: string,
  others: readonly string[],
  github: GitHub,
): Promise<Choice> {
  const { base } = await chooseByEvent(settings.run, github);
  if (base.kind === 'none') return none(`${why}, and ${base.reason}`);
  const notice = `Compared with what the event says, because ${why}. ${uncovered}`;
  return commit(base.sha, base.reason, { others, notices: [notice] });
}

async function chooseByEvent(run: DeployRun, github: GitHub): Promise<Choice> {
  const { event, eventName, ref } = run;
  const before = event.kind === 'push' ? event.before : undefined;
  if (before !== undefined) {
    if (ref?.kind !== 'tag') return commit(before, 'the branch was at this commit before the push');
    // A moved tag. An annotated one was at an object of its own, not at a commit.
    const sha = await github.findCommit(before);
    if (sha !== undefined) return commit(sha, 'the tag was at this commit before');
  }
  const milestone = findMilestone(run);
  if (milestone !== undefined) return chooseByMilestone(milestone, github);
  if (event.kind === 'push' && event.isNew) return none('the branch is new');
  return none(`${eventName || 'the event, which has no name,'} does not say what was before`);
}

function findMilestone({ event, ref }: DeployRun): Milestone | undefined {
  if (event.kind === 'release') return event;
  if (ref?.kind !== 'tag') return undefined;
  return { tag: ref.name, publishedAt: undefined, isPrerelease: undefined };
}

/** 200 releases, 2,000 tags. */
const mostReleasePages = 4;
const mostTagPages = 20;

async function chooseByMilestone(milestone: Milestone, github: GitHub): Promise<Choice> {
  const releases = await collect(github.listReleases(), mostReleasePages);
  const release = findReleaseBefore(milestone, releases);
  if (release !== undefined) {
    const sha = await github.findCommit(`tags/${release.tag}`);
    const reason = `the release before ${milestone.tag} is ${release.tag}`;
    if (sha !== undefined) return commit(sha, reason);
  }
  const tag = findTagBefore(milestone.tag, await collect(github.listTags(), mostTagPages));
  return tag === undefined
    ? none(`no release or lower version tag came before ${milestone.tag}`)
    : commit(tag.sha, `the next lower version tag is ${tag.name}`);
}

async function collect<T>(list: AsyncIterable<readonly T[]>, mostPages: number): Promise<T[]> {
  const all: T[] = [];
  let pages = 0;
  for await (const page of list) {
    all.push(...page);
    pages += 1;
    if (pages === mostPages) break;
  }
  return all;
}

function commit(
  sha: string,
  reason: string,
  more: { readonly others?: readonly string[]; readonly notices?: readonly string[] } = {},
): Choice {
  const { others = [], notices = [] } = more;
  return { base: { kind: 'commit', sha, reason, others }, notices };
}

function none(reason: string): Choice {
  return { base: { kind: 'none', reason }, notices: [] };
}

function isRefusal(error: unknown): error is GitHubError {
  return (
    error instanceof GitHubError && (error.kind === 'not-allowed' || error.kind === 'not-found')
  );
}
