import { readField, readHash, readId, readText } from '../json.ts';
import type { Environment } from '../runner.ts';
import { checkHost, checkPrefix, checkUrl } from './items.ts';
import { InputProblem } from './problem.ts';
import { readApiUrl } from './scalars.ts';

/** What `mode: changed` needs to find what changed. */
export interface ChangedSettings {
  readonly site: SiteUrl;
  /** Names of the folders that lead to the one that is served. */
  readonly root: readonly string[];
  /** Commit, branch or tag to compare with; undefined where the event says it. */
  readonly since: string | undefined;
  readonly githubToken: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  /** `OWNER/REPO` */
  readonly repository: string;
  readonly run: DeployRun;
  /** The commit that was deployed; undefined where the event does not say it. */
  readonly head: string | undefined;
}

/** The address that a folder is served at. */
export interface SiteUrl {
  /** Scheme, host and port: `https://www.example.com`. */
  readonly origin: string;
  /** Without the port, which hosts and prefixes have none of in Cloudflare. */
  readonly host: string;
  /** The path, with a slash at both ends: `/`, `/docs/`. */
  readonly folder: string;
}

export const siteUrlForm =
  'the address that `root` is served at, such as `https://www.example.com` or `https://www.example.com/docs/`';

/**
 * Reads `site-url`. Its path is a folder, whether or not it ends in a slash. Slashes in a row, as an
 * address with one and a path give, are one: nobody would ever visit what they name.
 */
export function readSiteUrl(text: string): SiteUrl {
  const url = new URL(checkUrl(text));
  if (text.includes('?')) throw new InputProblem('has a query, which no folder has');
  const folder = `${url.pathname}/`.replace(/\/{2,}/g, '/');
  const host = checkHost(url.hostname);
  // Where URLs cannot tell it all, the host or this prefix is purged instead.
  checkPrefix(host + folder);
  return { origin: url.origin, host, folder };
}

export const rootForm = 'a folder of the repository such as `public` or `sites/www`';

/**
 * Reads the names of the folders that lead to `root`; none for the whole repository.
 * `./public/` and `public` are the same.
 */
export function readRootFolder(text: string): readonly string[] {
  if (/^(?:\/|[a-z]:)/i.test(text)) {
    throw new InputProblem('is an absolute path, but the folder is looked for in Git');
  }
  if (text.includes('\\')) throw new InputProblem('has a backslash; folders end in /');
  const names = text.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) throw new InputProblem('leads out of the repository with ..');
  return names;
}

export const sinceForm = 'the hash of a commit, or the name of a branch or a tag';

/**
 * Reads `since`. What is a way through folders in an address is refused: it would request something
 * else from GitHub. Git has no such names, and of two commits there is one here.
 * @see https://git-scm.com/docs/git-check-ref-format
 */
export function readSince(text: string): string | undefined {
  if (/(?:^|\/)\.|\.\./.test(text)) {
    throw new InputProblem('has dots as no commit, branch or tag has them');
  }
  return text || undefined;
}

/**
 * Reads what GitHub says of the run.
 * @param payload The payload of the event, parsed; undefined where it cannot be read.
 * @returns The problems instead, where something is missing as it is outside of GitHub Actions.
 */
export function readGitHubRun(
  environment: Environment,
  payload: unknown,
): Pick<ChangedSettings, 'apiUrl' | 'serverUrl' | 'repository' | 'run' | 'head'> | string[] {
  const repository = environment['GITHUB_REPOSITORY'] ?? '';
  const run = readDeployRun(environment, payload);
  const problems: string[] = [];
  let apiUrl = '';
  if (!/^(?!\.\.?\/)[\w.-]+\/(?!\.\.?$)[\w.-]+$/.test(repository)) {
    problems.push('needs GITHUB_REPOSITORY in the environment, as GitHub sets it');
  }
  try {
    apiUrl = readApiUrl(environment['GITHUB_API_URL'] || 'https://api.github.com');
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
    problems.push(`needs GITHUB_API_URL in the environment, which ${error.message}`);
  }
  if (payload === undefined && environment['GITHUB_EVENT_PATH']) {
    problems.push(
      'needs the payload of the event, but the file of GITHUB_EVENT_PATH is not JSON in UTF-8 without a byte order mark',
    );
  }
  if (run.head === undefined && readHash(environment, 'GITHUB_SHA') === undefined) {
    problems.push('needs the deployed commit, but neither the event nor GITHUB_SHA names one');
  }
  if (problems.length > 0) return problems;
  const serverUrl = readServerUrl(environment['GITHUB_SERVER_URL']);
  return { apiUrl, serverUrl, repository, run, head: run.head };
}

/** Only for links that people follow. */
function readServerUrl(text: string | undefined): string {
  const url = URL.parse(text ?? '');
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  // Without a path, which could hold what means something in a link.
  return isWeb ? url.origin : 'https://github.com';
}

/** A branch or a tag. */
export interface GitReference {
  readonly kind: 'branch' | 'tag';
  readonly name: string;
}

/** What started the run, as far as it tells what was live before. */
export type DeployEvent =
  | ({ readonly kind: 'deployment' } & GitDeployment)
  /** Another workflow's run that ended. */
  | { readonly kind: 'workflow-run'; readonly trigger: TriggeringRun }
  /** Of a branch or a tag; `before` is what it was at, undefined where it is new or not told. */
  | { readonly kind: 'push'; readonly before: string | undefined; readonly isNew: boolean }
  | {
      readonly kind: 'release';
      readonly tag: string;
      readonly publishedAt: string | undefined;
      readonly isPrerelease: boolean;
    }
  /** `workflow_dispatch`, `schedule` and all the others. */
  | { readonly kind: 'other' };

/** A deployment, or a status of one. */
export interface GitDeployment {
  readonly id: string;
  readonly environment: string;
  /** Login names. */
  readonly creator: string | undefined;
  /** undefined on `deployment`, which has no status yet. */
  readonly statusCreator: string | undefined;
}

export interface TriggeringRun {
  readonly id: string;
  readonly workflow: string;
  readonly event: string;
  readonly branch: string;
}

/** The run of the workflow that deploys, and purges now. */
export interface DeployRun {
  readonly id: string | undefined;
  /** File name of the workflow, which the API takes for its ID; undefined where it is not told. */
  readonly workflow: string | undefined;
  /** The event by its name in workflows: `push`. */
  readonly eventName: string;
  readonly event: DeployEvent;
  /** What the run belongs to; undefined for pull requests and the like. */
  readonly ref: GitReference | undefined;
  /** The commit that was deployed; undefined where the event should tell it and does not. */
  readonly head: string | undefined;
}

/**
 * Reads what started the run. Fields that are missing make an event that tells less.
 * @param payload The payload of the event, parsed.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
export function readDeployRun(environment: Environment, payload: unknown): DeployRun {
  const eventName = environment['GITHUB_EVENT_NAME'] ?? '';
  const path = headOf[eventName];
  return {
    id: environment['GITHUB_RUN_ID'] || undefined,
    workflow: readWorkflowFile(environment),
    eventName,
    event: readEvent(eventName, payload),
    ref: readReference(environment['GITHUB_REF'] ?? ''),
    head: path === undefined ? readHash(environment, 'GITHUB_SHA') : readHash(payload, ...path),
  };
}

/**
 * On `workflow_run`, GITHUB_SHA is the last commit of the default branch: not what the other
 * workflow built. So it never stands in for what such an event does not tell.
 */
const headOf: Readonly<Record<string, readonly string[]>> = {
  deployment: ['deployment', 'sha'],
  deployment_status: ['deployment', 'sha'],
  workflow_run: ['workflow_run', 'head_sha'],
};

function readEvent(eventName: string, payload: unknown): DeployEvent {
  switch (eventName) {
    case 'deployment':
    case 'deployment_status': {
      const id = readId(payload, 'deployment', 'id');
      const environment = readText(payload, 'deployment', 'environment');
      if (id === undefined || environment === undefined) return { kind: 'other' };
      const creator = readText(payload, 'deployment', 'creator', 'login');
      const statusCreator = readText(payload, 'deployment_status', 'creator', 'login');
      return { kind: 'deployment', id, environment, creator, statusCreator };
    }
    case 'workflow_run':
      return readWorkflowRun(readField(payload, 'workflow_run'));
    case 'push':
      return {
        kind: 'push',
        before: readHash(payload, 'before'),
        isNew: /^0+$/.test(readText(payload, 'before') ?? ''),
      };
    case 'release': {
      const tag = readText(payload, 'release', 'tag_name');
      if (tag === undefined) return { kind: 'other' };
      return {
        kind: 'release',
        tag,
        publishedAt: readText(payload, 'release', 'published_at'),
        isPrerelease: readField(payload, 'release', 'prerelease') === true,
      };
    }
    default:
      return { kind: 'other' };
  }
}

function readWorkflowRun(json: unknown): DeployEvent {
  const id = readId(json, 'id');
  const workflow = readId(json, 'workflow_id');
  const event = readText(json, 'event');
  const branch = readText(json, 'head_branch');
  if (!id || !workflow || !event || !branch) return { kind: 'other' };
  return { kind: 'workflow-run', trigger: { id, workflow, event, branch } };
}

function readReference(ref: string): GitReference | undefined {
  const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/s.exec(ref) ?? [];
  if (name === undefined) return undefined;
  return { kind: kind === 'tags' ? 'tag' : 'branch', name };
}

/** `OWNER/REPO/.github/workflows/deploy.yml@refs/heads/main`; a workflow that a ruleset requires lies in another repository. */
function readWorkflowFile(environment: Environment): string | undefined {
  const folder = `${environment['GITHUB_REPOSITORY'] ?? ''}/.github/workflows/`;
  const path = environment['GITHUB_WORKFLOW_REF'] ?? '';
  if (!path.startsWith(folder)) return undefined;
  return /^[^/@]+\.ya?ml(?=@)/.exec(path.slice(folder.length))?.[0];
}
