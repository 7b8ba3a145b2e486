import { readField, readHash, readId, readText } from '../json.ts';

/** A workflow run. */
export interface WorkflowRun {
  readonly id: string;
  readonly event: string;
  readonly headSha: string;
  /** Branch or tag; GitHub does not say which. */
  readonly headName: string;
  readonly hasSucceeded: boolean;
  /** Whether any of its jobs may have been started, now or in an earlier attempt. */
  readonly hasStarted: boolean;
  /** When its first attempt started. ISO 8601 in UTC, so that texts compare as times do. */
  readonly createdAt: string;
  /** When its last attempt started. */
  readonly startedAt: string;
  /** When its last attempt ended; undefined if it has not, or if GitHub does not say. */
  readonly endedAt: string | undefined;
}

export interface Deployment {
  readonly id: string;
  readonly sha: string;
  /** Login name; undefined if the account is gone. */
  readonly creator: string | undefined;
}

export interface DeploymentStatus {
  readonly state: string;
  readonly creator: string | undefined;
}

export interface Release {
  readonly tag: string;
  readonly publishedAt: string;
  readonly isPrerelease: boolean;
}

export interface Tag {
  readonly name: string;
  readonly sha: string;
}

export interface TreeEntry {
  /** Name, or the path below the folder if it was read recursively. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'submodule';
  /** Equal if the content is; the permission to execute a file is no part of it. */
  readonly hash: string;
}

export interface Tree {
  readonly entries: readonly TreeEntry[];
  /** Whether GitHub left entries out. */
  readonly isCut: boolean;
}

/** GitHub's answer about a folder. https://docs.github.com/en/rest/git/trees#get-a-tree */
export function readTree(json: unknown): Tree | undefined {
  const list = readField(json, 'tree');
  if (!Array.isArray(list)) return undefined;
  const entries = list.map(readEntry).filter((entry) => entry !== undefined);
  return entries.length === list.length
    ? { entries, isCut: readField(json, 'truncated') === true }
    : undefined;
}

const entryKinds: Readonly<Record<string, TreeEntry['kind']>> = {
  tree: 'folder',
  commit: 'submodule',
  blob: 'file',
};

function readEntry(json: unknown): TreeEntry | undefined {
  const path = readText(json, 'path');
  const kind = entryKinds[readText(json, 'type') ?? ''];
  const hash = readHash(json, 'sha');
  if (path === undefined || kind === undefined || hash === undefined) return undefined;
  return { path, kind: readText(json, 'mode') === '120000' ? 'link' : kind, hash };
}

/**
 * States of a run in which no job of this attempt has started. In `queued` and `waiting`, some may
 * have; `cancelled` does not tell.
 * @see https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow
 */
const statesWithoutJobs: ReadonlySet<string> = new Set([
  'requested',
  'pending',
  'skipped',
  'startup_failure',
]);

export function readRun(json: unknown): WorkflowRun | undefined {
  const id = readId(json, 'id');
  const headSha = readHash(json, 'head_sha');
  if (id === undefined || headSha === undefined) return undefined;
  const startedAt = readText(json, 'run_started_at') ?? '';
  const state = readText(json, 'conclusion') ?? readText(json, 'status') ?? '';
  return {
    id,
    event: readText(json, 'event') ?? '',
    headSha,
    headName: readText(json, 'head_branch') ?? '',
    hasSucceeded: state === 'success',
    hasStarted: !statesWithoutJobs.has(state) || readField(json, 'run_attempt') !== 1,
    createdAt: readText(json, 'created_at') ?? startedAt,
    startedAt,
    endedAt: readText(json, 'status') === 'completed' ? readText(json, 'updated_at') : undefined,
  };
}

export function readDeployment(json: unknown): Deployment | undefined {
  const id = readId(json, 'id');
  const sha = readHash(json, 'sha');
  if (id === undefined || sha === undefined) return undefined;
  return { id, sha, creator: readText(json, 'creator', 'login') };
}

export function readRelease(json: unknown): Release | undefined {
  const tag = readText(json, 'tag_name');
  const publishedAt = readText(json, 'published_at');
  if (tag === undefined || publishedAt === undefined) return undefined;
  if (readField(json, 'draft') === true) return undefined;
  return { tag, publishedAt, isPrerelease: readField(json, 'prerelease') === true };
}

export function readTag(json: unknown): Tag | undefined {
  const name = readText(json, 'name');
  const sha = readHash(json, 'commit', 'sha');
  return name === undefined || sha === undefined ? undefined : { name, sha };
}

export function readStatus(json: unknown): DeploymentStatus {
  return { state: readText(json, 'state') ?? '', creator: readText(json, 'creator', 'login') };
}
