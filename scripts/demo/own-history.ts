import { runGit } from '../../test/github/git.ts';
import { startGitHub } from '../../test/github/server.ts';
import { deployWorkflow, readingToken } from '../../test/github/world.ts';

/** A GitHub on loopback that knows the history of this very repository. */
export interface OwnHistory extends AsyncDisposable {
  /** What a run has in its environment that deploys the last commit. */
  readonly environment: Readonly<Record<string, string>>;
}

/** How many commits ago the last successful run was. */
const commitsAgo = 5;

/**
 * Starts it: the last commit is deployed now, and one some commits ago was deployed before.
 * @throws Error where the demo does not stand in a git repository with a commit.
 */
export async function startOwnHistory(): Promise<OwnHistory> {
  const dir = process.cwd();
  const list = await runGit(dir, ['rev-list', '--first-parent', `-${commitsAgo + 1}`, 'HEAD']);
  const commits = list.trim().split('\n');
  const [head = ''] = commits;
  const github = await startGitHub({
    repository: { dir },
    runs: [
      { id: 1, sha: commits.at(-1) ?? head, event: 'push', branch: 'main' },
      { id: 2, sha: head, event: 'push', branch: 'main', status: 'in_progress' },
    ],
  });
  return {
    environment: {
      GITHUB_API_URL: github.apiUrl,
      GITHUB_REPOSITORY: github.fullName,
      GITHUB_EVENT_NAME: 'push',
      GITHUB_SHA: head,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_RUN_ID: '2',
      GITHUB_WORKFLOW_REF: `${github.fullName}/.github/workflows/${deployWorkflow.file}@refs/heads/main`,
      // As the runner fills in the default, which no workflow has to write.
      'INPUT_GITHUB-TOKEN': readingToken.value,
    },
    [Symbol.asyncDispose]: () => github[Symbol.asyncDispose](),
  };
}
