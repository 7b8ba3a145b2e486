import { readField, readHash, readId, readText } from '../json.ts';
import type { Environment } from '../runner.ts';

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
  return {
    id: environment['GITHUB_RUN_ID'] || undefined,
    workflow: readWorkflowFile(environment),
    eventName,
    event: readEvent(eventName, payload),
    ref: readReference(environment['GITHUB_REF'] ?? ''),
    head: readHead(eventName, payload, environment),
  };
}

/**
 * On `workflow_run`, GITHUB_SHA is the last commit of the default branch: not what the other
 * workflow built. So it never stands in for what such an event does not tell.
 */
function readHead(
  eventName: string,
  payload: unknown,
  environment: Environment,
): string | undefined {
  switch (eventName) {
    case 'deployment':
    case 'deployment_status':
      return readHash(payload, 'deployment', 'sha');
    case 'workflow_run':
      return readHash(payload, 'workflow_run', 'head_sha');
    default:
      return readHash(environment, 'GITHUB_SHA');
  }
}

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
