import { type Cloudflare, type CloudflareOptions, startCloudflare } from '../cloudflare/server.ts';
import { createRepository, type Repository } from '../github/create-repository.ts';
import { type GitHub, type GitHubOptions, startGitHub } from '../github/server.ts';
import {
  type Deployment,
  deployWorkflow,
  type Release,
  type Run,
  readingToken,
} from '../github/world.ts';
import type { DeployEvent } from './changed-events.ts';
import type { Step, StepRun } from './run-action.ts';
import { type runRow, runStep } from './scenario.ts';

export const site = 'https://www.example.com';

/** The ID of the run that the step is part of. */
export const thisRun = 1000;

/** A repository, the GitHub that knows it, and the Cloudflare in front of the site. */
export interface ChangedWorld extends AsyncDisposable {
  readonly repository: Repository;
  readonly github: GitHub;
  readonly cloudflare: Cloudflare;
  /** What GitHub lists; a test adds to it. */
  readonly runs: Run[];
  readonly deployments: Deployment[];
  readonly releases: Release[];
}

/** Starts all three, with a repository that is empty. */
export async function startWorld(
  options: Omit<GitHubOptions, 'repository'> & {
    readonly visibility?: 'private' | 'public';
    readonly cloudflare?: CloudflareOptions;
  } = {},
): Promise<ChangedWorld> {
  const { visibility = 'private', cloudflare: cloudflareOptions, ...githubOptions } = options;
  const repository = await createRepository();
  const runs: Run[] = [];
  const deployments: Deployment[] = [];
  const releases: Release[] = [];
  const github = await startGitHub({
    runs,
    deployments,
    releases,
    ...githubOptions,
    repository: { dir: repository.dir, visibility },
  });
  const cloudflare = await startCloudflare(cloudflareOptions);
  return {
    repository,
    github,
    cloudflare,
    runs,
    deployments,
    releases,
    [Symbol.asyncDispose]: async () => {
      await repository[Symbol.asyncDispose]();
      await github[Symbol.asyncDispose]();
      await cloudflare[Symbol.asyncDispose]();
    },
  };
}

/**
 * Runs a step with `mode: changed` as part of a run that an event started.
 * @param run `runRow` for many of one kind.
 */
export async function runChanged(
  { github, cloudflare, runs }: ChangedWorld,
  { name, sha, ref, payload }: DeployEvent,
  step: Omit<Step, 'event'> = {},
  run: typeof runRow = runStep,
): Promise<StepRun> {
  const branch = ref.replace(/^refs\/(?:heads|tags)\//, '');
  const asked = github.requests.length;
  if (!runs.some(({ id }) => id === thisRun)) {
    runs.push({ id: thisRun, sha, event: name, branch, status: 'in_progress' });
  }
  const ended = await run(cloudflare, {
    ...step,
    with: {
      mode: 'changed',
      'site-url': site,
      'github-token': readingToken.value,
      ...step.with,
    },
    env: {
      GITHUB_API_URL: github.apiUrl,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: github.fullName,
      GITHUB_EVENT_NAME: name,
      GITHUB_SHA: sha,
      GITHUB_REF: ref,
      GITHUB_REF_NAME: branch,
      GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
      GITHUB_RUN_ID: String(thisRun),
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_WORKFLOW: 'Deploy',
      GITHUB_WORKFLOW_REF: `${github.fullName}/.github/workflows/${deployWorkflow.file}@${ref}`,
      ...step.env,
    },
    event: payload,
  });
  holdTruthsOfChanged(ended, {
    token: step.with?.['github-token'] ?? readingToken.value,
    requests: github.requests.slice(asked),
  });
  return ended;
}

/** Throws unless everything holds that is true of every step of this mode. */
function holdTruthsOfChanged(
  run: StepRun,
  { token, requests }: { readonly token: string; readonly requests: GitHub['requests'] },
): void {
  const said = run.log.replaceAll(/^::add-mask::.*$/gm, '');
  const everywhere = [said, run.summary, JSON.stringify(run.report), JSON.stringify(run.outputs)];
  if (token !== '' && everywhere.some((text) => text?.includes(token))) {
    throw new Error(`The GitHub token stands somewhere:\n${run.log}`);
  }
  const calls: unknown = Reflect.get(Object(Reflect.get(run.report ?? {}, 'changed')), 'calls');
  if (calls !== undefined && calls !== requests.length) {
    throw new Error(`The report tells of ${calls} calls, not ${requests.length}:\n${run.log}`);
  }
}

/** Paths below the site that were purged by URL, and scopes that were, as the API names them. */
export function purged({ cloudflare }: ChangedWorld): readonly string[] {
  const items = cloudflare.purges.flatMap((purge) =>
    purge.kind === 'everything'
      ? ['everything']
      : purge.items.map((item) => {
          const text = typeof item === 'string' ? item : JSON.stringify(item);
          return purge.kind === 'urls' ? text.replace(`${site}/`, '/') : `${purge.kind} ${text}`;
        }),
  );
  return items.toSorted();
}

/**
 * Makes a commit for each name, one on top of the other, that adds a file of this name: what a step
 * purged then tells which commits lay between base and head.
 */
export async function commitEach<Name extends string>(
  { repository }: ChangedWorld,
  ...names: readonly Name[]
): Promise<Readonly<Record<Name, string>>> {
  const commits: [Name, string][] = [];
  for (const name of names) {
    commits.push([name, await repository.commit({ files: { [name]: name }, message: name })]);
  }
  return Object.fromEntries(commits) as Record<Name, string>;
}
