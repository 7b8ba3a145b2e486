import type { ChangedSettings } from '../inputs/changed-settings.ts';
import type { DeployRun } from '../inputs/deploy-run.ts';
import type { InputFault } from '../inputs/input-faults.ts';
import type { Answer, Unanswered } from './answer.ts';
import type { Base } from './changes.ts';
import { findDeployedByRuns } from './deployed-by-runs.ts';
import { findDeployedToEnvironment } from './deployed-to-environment.ts';
import type { GitHub, WorkflowRun } from './github.ts';
import {
  findMilestone,
  findReleaseBefore,
  findTagBefore,
  listReleases,
  listTags,
  type Milestone,
} from './release-before.ts';

/** What to compare with, or why that cannot be told. */
export type ChosenBase =
  | { readonly kind: 'base'; readonly base: Base; readonly notices: readonly string[] }
  | { readonly kind: 'fault'; readonly fault: InputFault }
  | Unanswered;

/** Settings of a run that tells which commit it deploys. */
export type SettingsWithHead = ChangedSettings & { readonly head: string };

/**
 * Chooses what visitors had before: the last deploy that succeeded, and all that were begun after it.
 * Of what a failed one brought, visitors may have all, some or nothing; so none is left out, nor taken
 * alone: a commit that is only older would miss what a failed deploy brought and this one takes back.
 */
export async function chooseBase(settings: SettingsWithHead, github: GitHub): Promise<ChosenBase> {
  if (settings.since !== undefined) return findSince(settings.since, settings.head, github);
  const { eventName, event } = settings.run;
  if (event.kind === 'deployment') return chooseByDeployment(settings, event, github);
  // A run does not say which environment it deployed to.
  if (eventName.startsWith('deployment')) return giveNone('the deployment of this run is not told');
  // Its own head is what the default branch was at, whatever it deployed.
  if (eventName === 'workflow_run' && event.kind !== 'workflow-run') {
    return giveNone('the event does not say which branch the run was for that started this one');
  }
  return chooseByRun(settings, github);
}

async function findSince(since: string, head: string, github: GitHub): Promise<ChosenBase> {
  const commit = await github.findCommit(since);
  if (commit.kind === 'found') {
    const notice = `\`since\` (${since}) names the very commit that is deployed, so nothing has changed. A tag or a branch that the deploy moves must be moved after this step`;
    const notices = commit.value === head ? [notice] : [];
    return give(commit.value, `\`since\` names ${since}`, { notices });
  }
  if (commit.kind !== 'not-found') return commit;
  // Without the right to read, GitHub says of everything that it is not there.
  const repository = await github.findRepository();
  if (repository.kind !== 'found') return repository;
  const problem = 'is no commit, branch or tag of this repository';
  const accepted = 'the hash of a commit, or the name of a branch or a tag';
  return { kind: 'fault', fault: { input: 'since', item: since, problem, accepted } };
}

async function chooseByDeployment(
  { head }: SettingsWithHead,
  deployment: { readonly id: string; readonly environment: string },
  github: GitHub,
): Promise<ChosenBase> {
  const deployed = await findDeployedToEnvironment(deployment, head, github);
  const { environment } = deployment;
  if (deployed.kind === 'not-allowed' || deployed.kind === 'not-found') {
    return giveNone(
      `the deployments cannot be read (${sayRefusal(deployed)}); give the job the permission \`deployments: read\``,
    );
  }
  if (deployed.kind !== 'found') return deployed;
  const { last, later } = deployed.value;
  if (last === undefined) return giveNone(`no other deployment to ${environment} has succeeded`);
  const reason = `the last successful deployment to ${environment} was of this commit`;
  return give(last.sha, reason, { others: later.map(({ sha }) => sha) });
}

async function chooseByRun(settings: SettingsWithHead, github: GitHub): Promise<ChosenBase> {
  const deployed = await findDeployedByRuns(settings.run, github);
  switch (deployed.kind) {
    case 'unreachable':
    case 'cancelled':
      return deployed;
    case 'not-allowed':
    case 'not-found': {
      const why = `the runs of this workflow cannot be read (${sayRefusal(deployed)}); give the job the permission \`actions: read\``;
      const uncovered = 'Changes of failed or cancelled runs are not covered';
      return chooseInstead(settings, why, uncovered, [], github);
    }
    case 'found': {
      const { last, later } = deployed.value;
      const others = later.map(({ headSha }) => headSha);
      if (last !== undefined) return give(last.headSha, nameRun(last, settings.run), { others });
      const why = 'no successful run of this workflow is known that came before';
      const uncovered = 'Older changes that no run has deployed yet are not covered';
      return chooseInstead(settings, why, uncovered, others, github);
    }
  }
}

function nameRun({ id }: WorkflowRun, { event, eventName, ref }: DeployRun): string {
  const where = ref?.kind === 'branch' ? ` on ${ref.name}` : '';
  const which =
    event.kind === 'workflow-run'
      ? `the run ${id}, whose end started the last successful run of this workflow,`
      : `the last successful run of this workflow for ${eventName}${where} (run ${id})`;
  return `${which} was of this commit`;
}

/** Without a run that succeeded, by what the event says, which knows nothing of runs. */
async function chooseInstead(
  settings: SettingsWithHead,
  why: string,
  uncovered: string,
  others: readonly string[],
  github: GitHub,
): Promise<ChosenBase> {
  const chosen = await chooseByEvent(settings, github);
  if (chosen.kind !== 'base') return chosen;
  const { base } = chosen;
  if (base.kind === 'none') return giveNone(`${why}, and ${base.reason}`);
  const notice = `Compared with what the event says, because ${why}. ${uncovered}`;
  return give(base.sha, base.reason, { others, notices: [notice] });
}

async function chooseByEvent({ run }: SettingsWithHead, github: GitHub): Promise<ChosenBase> {
  const { event, eventName, ref } = run;
  const before = event.kind === 'push' ? event.before : undefined;
  if (before !== undefined) {
    if (ref?.kind !== 'tag') return give(before, 'the branch was at this commit before the push');
    // A tag that was moved. One with a message was at an object of its own, not at a commit.
    const commit = await github.findCommit(before);
    if (commit.kind === 'found') return give(commit.value, 'the tag was at this commit before');
    if (commit.kind !== 'not-found') return commit;
  }
  const milestone = findMilestone(run);
  if (milestone !== undefined) return chooseByMilestone(milestone, github);
  if (event.kind === 'push' && event.isNew) return giveNone('the branch is new');
  return giveNone(`${eventName || 'the event, which has no name,'} does not say what was before`);
}

async function chooseByMilestone(milestone: Milestone, github: GitHub): Promise<ChosenBase> {
  const releases = await listReleases(github);
  if (releases.kind !== 'found') return releases;
  const release = findReleaseBefore(milestone, releases.value);
  if (release !== undefined) {
    const commit = await github.findCommit(`tags/${release.tag}`);
    if (commit.kind === 'found') {
      return give(commit.value, `the release before ${milestone.tag} is ${release.tag}`);
    }
    if (commit.kind !== 'not-found') return commit;
  }
  const tags = await listTags(github);
  if (tags.kind !== 'found') return tags;
  const tag = findTagBefore(milestone.tag, tags.value);
  return tag === undefined
    ? giveNone(`no release or lower version tag was before ${milestone.tag}`)
    : give(tag.sha, `the next lower version tag is ${tag.name}`);
}

function give(
  sha: string,
  reason: string,
  more: { readonly others?: readonly string[]; readonly notices?: readonly string[] } = {},
): ChosenBase {
  const { others = [], notices = [] } = more;
  return { kind: 'base', base: { kind: 'commit', sha, reason, others }, notices };
}

function giveNone(reason: string): ChosenBase {
  return { kind: 'base', base: { kind: 'none', reason }, notices: [] };
}

function sayRefusal(answer: Exclude<Answer<never>, { kind: 'unreachable' | 'cancelled' }>): string {
  return answer.kind === 'not-allowed' ? answer.said : 'HTTP 404';
}
