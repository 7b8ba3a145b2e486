import type { Answer } from './answer.ts';
import type { Tree } from './tree.ts';

/** A run of a workflow, of which the last attempt counts. */
export interface WorkflowRun {
  readonly id: string;
  readonly headSha: string;
  /** Branch or tag; GitHub does not say which. */
  readonly headName: string;
  readonly hasSucceeded: boolean;
  /** Whether any of its jobs may have been started, now or in an earlier attempt. */
  readonly hasStarted: boolean;
  /** When it was started first. ISO 8601 in UTC, so that texts compare as times do. */
  readonly createdAt: string;
  /** When its last attempt began. */
  readonly startedAt: string;
  /** When its last attempt ended; undefined where that is not over, or not told. */
  readonly endedAt: string | undefined;
}

export interface RunFilter {
  readonly event: string;
  readonly branch?: string;
}

export interface Deployment {
  readonly id: string;
  readonly sha: string;
}

/** `succeeded`: at any time, whatever came later. `waiting`: nothing was done yet, as far as is told. */
export type DeploymentProgress = 'succeeded' | 'begun' | 'waiting';

export interface Release {
  readonly tag: string;
  readonly publishedAt: string;
  readonly isPrerelease: boolean;
}

export interface Tag {
  readonly name: string;
  readonly sha: string;
}

/** A part of a list. */
export interface Page<T> {
  readonly entries: readonly T[];
  readonly isLast: boolean;
}

/** What the action asks GitHub for in one repository. Lists come page by page, newest first. */
export interface GitHub {
  /** The commit that a name stands for: a hash, a part of one, a branch, a tag; `tags/v1` is a tag. */
  readonly findCommit: (name: string) => Promise<Answer<string>>;
  readonly findRepository: () => Promise<Answer<true>>;
  /** @param name `tags/v1`, `heads/main` */
  readonly hasReference: (name: string) => Promise<Answer<true>>;
  /** @param hash Of a tree, or of a commit, whose tree is meant. */
  readonly readTree: (hash: string, deep: boolean) => Promise<Answer<Tree>>;
  readonly findWorkflow: (runId: string) => Promise<Answer<string>>;
  readonly listRuns: (
    workflow: string,
    filter: RunFilter,
    page: number,
  ) => Promise<Answer<Page<WorkflowRun>>>;
  readonly listDeployments: (
    environment: string,
    page: number,
  ) => Promise<Answer<Page<Deployment>>>;
  readonly findProgress: (deploymentId: string) => Promise<Answer<DeploymentProgress>>;
  /** Without drafts. */
  readonly listReleases: (page: number) => Promise<Answer<Page<Release>>>;
  readonly listTags: (page: number) => Promise<Answer<Page<Tag>>>;
}
