import { describe, expect, test } from 'vitest';
import { callsOf } from '../action/scenario.ts';
import { type Job, readRecipes } from './recipe-files.ts';
import { commit, commonExpressions, type RecipeRun, recipeRuns } from './recipe-runs.ts';
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
    await using site = await startRecipeSite(run);
    const job = findJob(run);
    const ran = await runRecipeJob(job, {
      expressions: { ...commonExpressions, ...run.expressions },
      variables: { GITHUB_SHA: commit, ...run.variables },
      commands: run.commands ?? {},
      way: { env: site.environment, with: { 'api-url': site.cloudflare.apiUrl } },
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

  test('release-app.yml finds the name of the app in the tag', async () => {
    const [name, tag] = ['blog-two', 'blog-two-v2.0.1'];
    const job = findJob({ file: 'release-app.yml', job: 'name' });
    const { outputs, failures } = await runRecipeJob(job, {
      expressions: {},
      variables: { GITHUB_REF_NAME: tag },
      commands: {},
      way: { env: {}, with: {} },
      beforePurge: () => undefined,
    });
    expect([outputs, failures]).toEqual([{ 'steps.name.outputs.app': name }, []]);
  });

  test.for([
    ['pages.yml', 'build'],
    ['deploy-shop.yml', 'deploy'],
  ] as const)('the build of %s writes the commit where it is looked for', async ([file, name]) => {
    const build = await runRecipeJob(findJob({ file, job: name }), {
      expressions: commonExpressions,
      variables: { GITHUB_SHA: commit },
      commands: { 'build.sh': 'mkdir dist', 'deploy.sh': '' },
      way: { env: {}, with: {} },
      beforePurge: () => undefined,
    });
    expect(build.failures).toEqual([]);
    expect(build.files.get('dist/version.txt')).toContain(commit);
    expect(build.files.get('dist/build.js')).toBe(`globalThis.build = '${commit}';\n`);
  });

  test('publish-apt.yml uploads InRelease last, after everything that it names', async () => {
    const run = recipeRuns.find(({ file }) => file === 'publish-apt.yml');
    const { files } = await runRecipeJob(
      { steps: findJob({ file: 'publish-apt.yml', job: 'publish' }).steps?.slice(0, -1) ?? [] },
      {
        expressions: commonExpressions,
        variables: {},
        commands: run?.commands ?? {},
        way: { env: {}, with: {} },
        beforePurge: () => undefined,
      },
    );
    const endpoint = 'https://9a7806061c88ada191ed06f989cc3dac.r2.cloudflarestorage.com';
    expect(files.get('uploads.txt')?.trim().split('\n')).toEqual([
      `s3 sync public/pool s3://apt/pool --no-progress ${endpoint}`,
      `s3 sync public/dists s3://apt/dists --no-progress --exclude *Release* ${endpoint}`,
      `s3 sync public/dists s3://apt/dists --no-progress ${endpoint}`,
    ]);
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

function findJob({ file, job }: Pick<RecipeRun, 'file' | 'job'>): Job {
  const recipe = recipes.find(({ path }) => path === `.github/workflows/${file}`);
  const found = recipe?.workflow.jobs[job];
  if (found === undefined) throw new Error(`no job ${job} in ${file}`);
  return found;
}
