import { readField, readHash, readId, readText } from '../json.ts';
import type { StopReason } from '../pacing/stop.ts';
import { type Answer, sortReply } from './answer.ts';
import type { AskGitHub } from './ask-github.ts';
import type {
  Deployment,
  DeploymentProgress,
  GitHub,
  Page,
  Release,
  Tag,
  WorkflowRun,
} from './github.ts';
import type { GitHubQuestion } from './octokit-caller.ts';
import { readTree } from './tree.ts';

/** How many entries are asked for at once. A run has some ten kilobytes. */
const pageSizes = { runs: 100, deployments: 30, releases: 50, tags: 100 } as const;

/**
 * Makes the questions to GitHub's REST API: the only place that knows its endpoints.
 * @param repository `OWNER/REPO`
 * @see https://docs.github.com/en/rest
 */
export function createGitHub(
  repository: string,
  ask: AskGitHub,
  stopReason: () => StopReason | undefined,
): GitHub {
  const [owner = '', repo = ''] = repository.split('/');
  const get = async <T>(
    path: string,
    parameters: GitHubQuestion['parameters'],
    read: (data: unknown) => T | undefined,
    form: GitHubQuestion['form'] = 'json',
  ): Promise<Answer<T>> => {
    const route = `GET /repos/{owner}/{repo}${path}`;
    const reply = await ask({ route, parameters: { owner, repo, ...parameters }, form });
    return sortReply(reply, stopReason(), read);
  };
  return {
    findCommit: (ref) => get('/commits/{ref}', { ref }, readCommit, 'hash'),
    findRepository: () => get('', {}, () => true),
    hasReference: (ref) => get('/git/ref/{ref}', { ref }, () => true),
    readTree: (tree_sha, deep) =>
      get(
        '/git/trees/{tree_sha}',
        // Any value of this parameter means true, `0` as well.
        deep ? { tree_sha, recursive: 1 } : { tree_sha },
        readTree,
      ),
    findWorkflow: (run_id) =>
      get('/actions/runs/{run_id}', { run_id }, (data) => readId(data, 'workflow_id')),
    listRuns: (workflow_id, filter, page) =>
      get(
        '/actions/workflows/{workflow_id}/runs',
        { workflow_id, ...filter, per_page: pageSizes.runs, page },
        (data) => readPage(readField(data, 'workflow_runs'), pageSizes.runs, readRun),
      ),
    listDeployments: (environment, page) =>
      get('/deployments', { environment, per_page: pageSizes.deployments, page }, (data) =>
        readPage(data, pageSizes.deployments, readDeployment),
      ),
    findProgress: (deployment_id) =>
      get('/deployments/{deployment_id}/statuses', { deployment_id, per_page: 100 }, readProgress),
    listReleases: (page) =>
      get('/releases', { per_page: pageSizes.releases, page }, (data) =>
        readPage(data, pageSizes.releases, readRelease),
      ),
    listTags: (page) =>
      get('/tags', { per_page: pageSizes.tags, page }, (data) =>
        readPage(data, pageSizes.tags, readTag),
      ),
  };
}

/** A server that does not know the form with the hash alone sends the whole commit. */
function readCommit(data: unknown): string | undefined {
  return typeof data === 'string' ? readHash({ sha: data.trim() }, 'sha') : readHash(data, 'sha');
}

/** The entries that are of use; a page that is not full is the last one. */
function readPage<T>(
  json: unknown,
  size: number,
  read: (entry: unknown) => T | undefined,
): Page<T> | undefined {
  if (!Array.isArray(json)) return undefined;
  const entries = json.map(read).filter((entry) => entry !== undefined);
  return { entries, isLast: json.length < size };
}

/**
 * States of a run in which no job of this attempt was started. In `queued` and `waiting` only some may
 * not have been; `cancelled` does not tell.
 * @see https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow
 */
const statesWithoutJobs: ReadonlySet<string> = new Set([
  'requested',
  'pending',
  'skipped',
  'startup_failure',
]);

function readRun(json: unknown): WorkflowRun | undefined {
  const id = readId(json, 'id');
  const headSha = readHash(json, 'head_sha');
  if (id === undefined || headSha === undefined) return undefined;
  const startedAt = readText(json, 'run_started_at') ?? '';
  const state = readText(json, 'conclusion') ?? readText(json, 'status') ?? '';
  return {
    id,
    headSha,
    headName: readText(json, 'head_branch') ?? '',
    hasSucceeded: state === 'success',
    hasStarted: !statesWithoutJobs.has(state) || readField(json, 'run_attempt') !== 1,
    createdAt: readText(json, 'created_at') ?? startedAt,
    startedAt,
    endedAt: readText(json, 'status') === 'completed' ? readText(json, 'updated_at') : undefined,
  };
}

function readDeployment(json: unknown): Deployment | undefined {
  const id = readId(json, 'id');
  const sha = readHash(json, 'sha');
  return id === undefined || sha === undefined ? undefined : { id, sha };
}

/** States of a deployment in which it is not begun. */
const statesBefore: ReadonlySet<string> = new Set(['queued', 'pending', 'waiting']);

/** Without a status nothing is told: who deploys need not say when that begins. */
function readProgress(json: unknown): DeploymentProgress | undefined {
  if (!Array.isArray(json)) return undefined;
  const states = json.map((status) => readText(status, 'state') ?? '');
  if (states.includes('success')) return 'succeeded';
  return states.length > 0 && states.every((state) => statesBefore.has(state))
    ? 'waiting'
    : 'begun';
}

function readRelease(json: unknown): Release | undefined {
  const tag = readText(json, 'tag_name');
  const publishedAt = readText(json, 'published_at');
  if (tag === undefined || publishedAt === undefined) return undefined;
  if (readField(json, 'draft') === true) return undefined;
  return { tag, publishedAt, isPrerelease: readField(json, 'prerelease') === true };
}

function readTag(json: unknown): Tag | undefined {
  const name = readText(json, 'name');
  const sha = readHash(json, 'commit', 'sha');
  return name === undefined || sha === undefined ? undefined : { name, sha };
}
