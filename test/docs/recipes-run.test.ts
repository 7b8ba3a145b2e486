import { describe, expect, test } from 'vitest';
import { callsOf } from '../action/scenario.ts';
import { startReleasedRepository } from '../github/released-repository.ts';
import { findJob, readRecipes } from './recipe-files.ts';
import { startRecipePlaces } from './recipe-places.ts';
import {
  commit,
  commonExpressions,
  globalpingToken,
  type RecipeRun,
  recipeRuns,
} from './recipe-runs.ts';
import { oldContent, startRecipeSite } from './recipe-site.ts';
import { type JobRun, runRecipeJob } from './run-recipe-job.ts';

const recipes = readRecipes();

// The recipes are for Linux, and so is their Bash.
const named = recipeRuns.map((run): [string, RecipeRun] => [
  [run.file, run.job, run.where ?? []].flat().join(', '),
  run,
]);
describe.skipIf(process.platform === 'win32')('run on loopback', () => {
  test.concurrent.for(named)('%s', async ([, run]) => {
    await using site = await (run.places === undefined
      ? startRecipeSite(run)
      : startRecipePlaces({ visited: run.visited, places: run.places, token: globalpingToken }));
    await using released = run.isSecondRelease ? await startReleasedRepository() : undefined;
    const sha = released?.environment['GITHUB_SHA'] ?? commit;
    const ran = await runRecipeJob(findJob(recipes, run), {
      expressions: { ...commonExpressions, 'github.sha': sha, ...run.expressions },
      variables: { GITHUB_SHA: sha, ...run.variables },
      commands: run.commands ?? {},
      checkout: run.checkout ?? {},
      way: {
        env: { ...site.environment, ...released?.environment },
        with: {
          'api-url': site.cloudflare.apiUrl,
          ...(released && { 'github-token': released.token }),
        },
      },
      beforePurge: (files) => site.deploy({ ...run.release, ...findServed(run, files) }),
    });

    expect(ran.failures).toEqual(run.failure ? [expect.stringMatching(run.failure)] : []);
    expect(ran.purges).toHaveLength(1);
    holdPurges(ran);
    const purged = callsOf(site.cloudflare).filter(([request]) => request.startsWith('POST'));
    expect(purged).toHaveLength(run.purges.length);
    expect(purged).toEqual(expect.arrayContaining([...run.purges]));
    holdWaits(ran, site.edge.requests);

    site.edge.behave({ challenge: undefined });
    const seen = await site.look();
    expect([...seen].filter(([, body]) => body === oldContent)).toEqual([]);
  });
});

/** Each step purges and finds all its checks fresh by that purge alone. */
function holdPurges({ purges }: JobRun): void {
  for (const { run } of purges) {
    expect(run).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] });
    expect(run.outputs).toMatchObject({ unpurged: '0', verified: 'true' });
    expect(run.report).toMatchObject({ repurges: [], resent: [] });
  }
}

/** What is waited for must not come from the cache, and something that is verified must. */
function holdWaits(
  { purges }: JobRun,
  requests: readonly { readonly url: string; readonly cacheStatus: string | undefined }[],
): void {
  const statusesOf = (urls: readonly string[]) =>
    requests.filter(({ url }) => urls.includes(url)).map(({ cacheStatus }) => cacheStatus);
  for (const { inputs } of purges) {
    const waited = statusesOf(urlsOf(inputs['wait-for']));
    const verified = statusesOf(urlsOf(inputs['verify']));
    expect(waited.filter((status) => status !== 'DYNAMIC')).toEqual([]);
    expect(verified.some((status) => status !== 'DYNAMIC')).toBe(true);
  }
}

/** The URLs of checks, one a line. */
function urlsOf(checks = ''): string[] {
  return checks.split('\n').map((line) => line.split(' ')[0] ?? '');
}

function findServed(
  { serves }: RecipeRun,
  files: ReadonlyMap<string, string>,
): Record<string, string> {
  if (serves === undefined) return {};
  const { folder, at } = serves;
  return Object.fromEntries(
    [...files]
      .filter(([path]) => path.startsWith(`${folder}/`))
      .map(([path, body]) => [at + path.slice(folder.length + 1), body]),
  );
}
