/** What GitHub knows besides the git repository, as data: tokens, deployments, runs, releases. */

/** As in a workflow's `permissions`. `metadata` is always granted. */
export type Permission = 'contents' | 'actions' | 'deployments';

export type Token = {
  readonly value: string;
  readonly permissions: Readonly<Partial<Record<Permission, 'read' | 'write'>>>;
  /** `integration`: a workflow's own token. Default. */
  readonly kind?: 'integration' | 'personal access token';
};

/** What a workflow's token may be given for `mode: changed`. */
export const readingToken: Token = {
  value: 'ghs_ReadsEverythingNotARealToken0001',
  permissions: { contents: 'read', actions: 'read', deployments: 'read' },
};

/** The least that is enough: it reads neither runs nor deployments. */
export const contentsToken: Token = {
  value: 'ghs_ReadsContentsNotARealToken000002',
  permissions: { contents: 'read' },
};

/** A token without any permission but `metadata`. */
export const metadataToken: Token = {
  value: 'ghs_ReadsMetadataNotARealToken000003',
  permissions: {},
};

export type DeploymentState =
  | 'error'
  | 'failure'
  | 'inactive'
  | 'in_progress'
  | 'pending'
  | 'queued'
  | 'success';

export type Deployment = {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  /** Default: the sha. */
  readonly ref?: string;
  /** Default: `deploy`. */
  readonly task?: string;
  /** In the order in which they came: the last one is the state that it is in. */
  readonly states: readonly DeploymentState[];
  /** Who made it. Default: `github-actions[bot]`. */
  readonly creator?: string;
  /** Who set its states. Default: `github-actions[bot]`. */
  readonly statusCreator?: string;
};

export type Run = {
  readonly id: number;
  readonly sha: string;
  readonly event: string;
  /** Of a tag's run, GitHub gives the name of the tag here. */
  readonly branch: string | null;
  /** Default: `completed`. */
  readonly status?: 'completed' | 'in_progress' | 'queued';
  /** Default: `success` where it is completed. */
  readonly conclusion?: 'success' | 'failure' | 'cancelled' | 'timed_out' | 'skipped';
  readonly attempt?: number;
  /** When the last attempt began. Default: a minute after the run with the ID before. */
  readonly startedAt?: string;
  /** When the first attempt began. Default: as the last. */
  readonly createdAt?: string;
  /** Default: 30 seconds later. */
  readonly endedAt?: string;
  /** Default: `deployWorkflow`. */
  readonly workflow?: Workflow;
};

export type Workflow = { readonly id: number; readonly file: string };

export const deployWorkflow: Workflow = { id: 161335, file: 'deploy.yml' };

export type Release = {
  readonly id: number;
  readonly tag: string;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  /** The date of its commit, by which GitHub sorts. */
  readonly createdAt: string;
  /** Default: `createdAt`. A draft has none. */
  readonly publishedAt?: string;
};

/** One repository and all that belongs to it. */
export type World = {
  readonly dir: string;
  readonly owner: string;
  readonly name: string;
  readonly id: number;
  /** What is public needs neither a token nor a permission. */
  readonly visibility: 'private' | 'public';
  readonly tokens: readonly Token[];
  /** Each in the order in which they came about. */
  readonly deployments: readonly Deployment[];
  readonly runs: readonly Run[];
  readonly releases: readonly Release[];
};
