import type { ChangedSettings } from '../inputs/changed-settings.ts';
import type { InputFault } from '../inputs/input-faults.ts';
import type { Answer, Unanswered } from './answer.ts';
import type { Base } from './changes.ts';
import type { GitHub } from './github.ts';
import { findLastDeployment } from './last-deployment.ts';
import { findLastRun } from './last-run.ts';
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

/**
 * Chooses what visitors had before. A base too old purges a little too much; one too new leaves stale
 * pages: what is not sure is not taken.
 */
export async function chooseBase(settings: ChangedSettings, github: GitHub): Promise<ChosenBase> {
  if (settings.since !== undefined) return findSince(settings.since, github);
  const { eventName, event } = settings.run;
  if (event.kind === 'deployment') return chooseByDeployment(settings, event, github);
  // A run does not say which environment it deployed to.
  if (eventName.startsWith('deployment')) return giveNone('the deployment of this run is not told');
  return chooseByRun(settings, github);
}

async function findSince(since: string, github: GitHub): Promise<ChosenBase> {
  const commit = await github.findCommit(since);
  if (commit.kind === 'found') return give(commit.value, `\`since\` names ${since}`);
  if (commit.kind !== 'not-found') return commit;
  // Without the right to read, GitHub says of everything that it is not there.
  const repository = await github.findRepository();
  if (repository.kind !== 'found') return repository;
  const problem = 'is no commit, branch or tag of this repository';
  const accepted = 'the hash of a commit, or the name of a branch or a tag';
  return { kind: 'fault', fault: { input: 'since', item: since, problem, accepted } };
}

async function chooseByDeployment(
  { head }: ChangedSettings,
  deployment: { readonly id: string; readonly environment: string },
  github: GitHub,
): Promise<ChosenBase> {
  const last = await findLastDeployment(deployment, head, github);
  const { environment } = deployment;
  if (last.kind === 'not-allowed' || last.kind === 'not-found') {
    return giveNone(
      `the deployments cannot be read (${sayRefusal(last)}); give the job the permission \`deployments: read\``,
    );
  }
  if (last.kind !== 'found') return last;
  return last.value === undefined
    ? giveNone(`no other deployment to ${environment} has succeeded`)
    : give(last.value.sha, `the last successful deployment to ${environment} was of this commit`);
}

async function chooseByRun(settings: ChangedSettings, github: GitHub): Promise<ChosenBase> {
  const { run } = settings;
  const last = await findLastRun(run, github);
  if (last.kind === 'found' && last.value !== undefined) {
    const { id, headSha } = last.value;
    const where = run.ref?.kind === 'branch' ? ` on ${run.ref.name}` : '';
    const which =
      run.event.kind === 'workflow-run'
        ? `the run ${id}, whose end started the last successful run of this workflow,`
        : `the last successful run of this workflow for ${run.eventName}${where} (run ${id})`;
    return give(headSha, `${which} was of this commit`);
  }
  if (last.kind === 'unreachable' || last.kind === 'cancelled') return last;
  const why =
    last.kind === 'found'
      ? 'no successful run of this workflow is known that came before'
      : `the runs of this workflow cannot be read (${sayRefusal(last)}); give the job the permission \`actions: read\``;
  const byEvent = await chooseByEvent(settings, github);
  if (byEvent.kind !== 'base') return byEvent;
  if (byEvent.base.kind === 'none') return giveNone(`${why}, and ${byEvent.base.reason}`);
  const notice = `Compared with what the event says, because ${why}. Changes of failed or cancelled runs are not covered`;
  return { ...byEvent, notices: [notice] };
}

async function chooseByEvent({ run }: ChangedSettings, github: GitHub): Promise<ChosenBase> {
  const milestone = findMilestone(run);
  if (milestone !== undefined) return chooseByMilestone(milestone, github);
  if (run.event.kind !== 'push') return giveNone(`${run.eventName} does not say what was before`);
  const { before } = run.event;
  return before === undefined
    ? giveNone('the branch is new')
    : give(before, 'the branch was at this commit before the push');
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

function give(sha: string, reason: string): ChosenBase {
  return { kind: 'base', base: { kind: 'commit', sha, reason }, notices: [] };
}

function giveNone(reason: string): ChosenBase {
  return { kind: 'base', base: { kind: 'none', reason }, notices: [] };
}

function sayRefusal(answer: Exclude<Answer<never>, { kind: 'unreachable' | 'cancelled' }>): string {
  return answer.kind === 'not-allowed' ? answer.said : 'HTTP 404';
}
