/**
 * What the runner gives a step for each event: variables and payload.
 * https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export interface DeployEvent {
  readonly name: string;
  /** `GITHUB_SHA`, which is not always what was deployed. */
  readonly sha: string;
  readonly ref: string;
  readonly payload: unknown;
}

const noCommit = '0'.repeat(40);

export function pushTo(branch: string, before: string | undefined, after: string): DeployEvent {
  const ref = `refs/heads/${branch}`;
  const created = before === undefined;
  return {
    name: 'push',
    sha: after,
    ref,
    payload: { ref, before: before ?? noCommit, after, created, deleted: false, forced: false },
  };
}

export function pushOfTag(tag: string, sha: string): DeployEvent {
  const ref = `refs/tags/${tag}`;
  // Of a tag, "before" tells nothing: it is new.
  return { name: 'push', sha, ref, payload: { ref, before: noCommit, after: sha, created: true } };
}

export function releaseOf(
  tag: string,
  sha: string,
  release: {
    readonly id: number;
    readonly prerelease?: boolean;
    readonly publishedAt: string;
    readonly createdAt?: string;
  },
): DeployEvent {
  const { id, prerelease = false, publishedAt, createdAt = publishedAt } = release;
  const payload = {
    action: 'published',
    release: {
      id,
      tag_name: tag,
      draft: false,
      prerelease,
      created_at: createdAt,
      published_at: publishedAt,
      target_commitish: 'main',
    },
  };
  return { name: 'release', sha, ref: `refs/tags/${tag}`, payload };
}

export interface DeploymentOfEvent {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  /** Who made the deployment, and who set the status. Default: `github-actions[bot]`. */
  readonly creator?: string;
  readonly statusCreator?: string;
}

const actionsBot = 'github-actions[bot]';

function describe({ creator = actionsBot, statusCreator: _, ...deployment }: DeploymentOfEvent) {
  return { ...deployment, ref: 'main', task: 'deploy', creator: { login: creator } };
}

export function deploymentOf(deployment: DeploymentOfEvent): DeployEvent {
  return {
    name: 'deployment',
    sha: deployment.sha,
    ref: 'refs/heads/main',
    payload: { action: 'created', deployment: describe(deployment) },
  };
}

export function deploymentStatusOf(deployment: DeploymentOfEvent): DeployEvent {
  return {
    name: 'deployment_status',
    sha: deployment.sha,
    ref: 'refs/heads/main',
    payload: {
      action: 'created',
      deployment: describe(deployment),
      deployment_status: {
        id: 1,
        state: 'success',
        environment: deployment.environment,
        creator: { login: deployment.statusCreator ?? actionsBot },
      },
    },
  };
}

/** After another workflow has run. `GITHUB_SHA` is the default branch's head by then. */
export function afterWorkflow(
  run: { readonly id: number; readonly headSha: string; readonly headBranch: string },
  defaultBranchSha: string,
): DeployEvent {
  return {
    name: 'workflow_run',
    sha: defaultBranchSha,
    ref: 'refs/heads/main',
    payload: {
      action: 'completed',
      workflow: { id: 7, path: '.github/workflows/build.yml' },
      workflow_run: {
        id: run.id,
        head_sha: run.headSha,
        head_branch: run.headBranch,
        event: 'push',
        conclusion: 'success',
        workflow_id: 7,
      },
    },
  };
}

export function byHand(sha: string, ref = 'refs/heads/main'): DeployEvent {
  return { name: 'workflow_dispatch', sha, ref, payload: { ref, inputs: null } };
}

export function bySchedule(sha: string): DeployEvent {
  return { name: 'schedule', sha, ref: 'refs/heads/main', payload: { schedule: '0 5 * * *' } };
}
