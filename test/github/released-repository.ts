import { createRepository } from './create-repository.ts';
import { type GitHub, startGitHub } from './server.ts';
import { readingToken } from './world.ts';

/** A GitHub with a repository whose second release changed a file of the folder `public`. */
export interface ReleasedRepository extends AsyncDisposable {
  readonly github: GitHub;
  /** What a step of the second release's run has in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The job's own token. */
  readonly token: string;
}

/** Starts the GitHub; the run of the first release has succeeded. */
export async function startReleasedRepository(): Promise<ReleasedRepository> {
  await using started = new AsyncDisposableStack();
  const repository = started.use(await createRepository());
  const base = await repository.commit({ files: { 'public/app.js': 'old', 'README.md': 'old' } });
  await repository.tag('v1.0.0');
  const head = await repository.commit({ files: { 'public/app.js': 'new', 'README.md': 'new' } });
  await repository.tag('v1.1.0');
  const runs = [
    { id: 1, sha: base, event: 'push', branch: 'v1.0.0' },
    { id: 2, sha: head, event: 'push', branch: 'v1.1.0', status: 'in_progress' },
  ] as const;
  const github = started.use(await startGitHub({ repository, runs }));
  const all = started.move();
  return {
    github,
    environment: {
      GITHUB_API_URL: github.apiUrl,
      GITHUB_REPOSITORY: github.fullName,
      GITHUB_EVENT_NAME: 'push',
      GITHUB_SHA: head,
      GITHUB_REF: 'refs/tags/v1.1.0',
      GITHUB_RUN_ID: '2',
      GITHUB_WORKFLOW_REF: `${github.fullName}/.github/workflows/deploy.yml@refs/tags/v1.1.0`,
    },
    token: readingToken.value,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
