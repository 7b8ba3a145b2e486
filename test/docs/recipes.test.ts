import { describe, expect, test } from 'vitest';
import { modes } from '../../src/inputs/settings.ts';
import { readActionInputs } from '../action/action-metadata.ts';
import { callsOf } from '../action/scenario.ts';
import { type Job, ownAction, type Recipe, readRecipes } from './recipe-files.ts';
import { commit, commonExpressions, type RecipeRun, recipeRuns } from './recipe-runs.ts';
import { oldContent, startRecipeSite } from './recipe-site.ts';
import { type JobRun, runRecipeJob } from './run-recipe-job.ts';

const recipes = readRecipes();
const jobs = recipes.flatMap(({ path, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${path}, ${name}`, job })),
);

/** What a job may do beyond nothing, and the action that needs it. */
const rights: Readonly<Record<string, string>> = {
  'contents: read': 'actions/checkout',
  'pages: write': 'actions/deploy-pages',
  'id-token: write': 'actions/deploy-pages',
};

describe('docs/recipes.md', () => {
  test('names each file once', () => {
    expect(recipes.length).toBeGreaterThan(11);
    const paths = recipes.map(({ path }) => path);
    expect([...new Set(paths)]).toEqual(paths);
  });

  test('every job that purges is run here', () => {
    const purging = recipes.flatMap(({ path, workflow }) =>
      Object.entries(workflow.jobs)
        .filter(([, { steps = [] }]) => steps.some(({ uses }) => uses === ownAction))
        .map(([job]) => `${path}, ${job}`),
    );
    const run = new Set(recipeRuns.map(({ file, job }) => `.github/workflows/${file}, ${job}`));
    expect([...run].sort()).toEqual(purging.sort());
  });

  test('no two purges of the same thing run at once, and none is cut off', () => {
    for (const { workflow } of recipes) {
      for (const { steps = [], concurrency = workflow.concurrency } of Object.values(
        workflow.jobs,
      )) {
        if (!steps.some(({ uses }) => uses === ownAction)) continue;
        expect(concurrency).toEqual({ group: expect.any(String), 'cancel-in-progress': false });
      }
    }
  });

  test('every action is pinned to a commit, with its version beside it', () => {
    const named = recipes.flatMap(({ text }) => [...text.matchAll(/^ *(?:- )?uses: (.*)$/gm)]);
    const unpinned = named
      .map(([, action = '']) => action)
      .filter((action) => !/^(?:\.\/\S+|[\w./-]+@COMMIT_SHA # (?:version|v1\.0\.0))$/.test(action));
    expect(unpinned).toEqual([]);
  });

  test.for(recipes)('$path gives no rights but to jobs', ({ workflow }) => {
    expect(workflow.permissions).toEqual({});
  });

  test('what a workflow calls here takes what it is given', () => {
    const [caller, called] = findReusable(recipes);
    const { inputs, secrets } = called;
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(caller.with ?? {})));
    const required = Object.entries(inputs).filter(([, input]) => input.required);
    expect(Object.keys(caller.with ?? {})).toEqual(
      expect.arrayContaining(required.map(([name]) => name)),
    );
    expect(Object.keys(caller.secrets ?? {})).toEqual(Object.keys(secrets));
  });
});

describe.for(jobs)('the job $name', ({ job }) => {
  const steps = job.steps ?? [];

  test('has the rights that its steps need, and no others', () => {
    const needed = Object.entries(rights).filter(([, action]) =>
      steps.some(({ uses }) => uses?.startsWith(`${action}@`)),
    );
    const given = Object.entries(job.permissions ?? {}).map(([what, how]) => `${what}: ${how}`);
    expect(job.permissions).toBeDefined();
    expect(given.sort()).toEqual(needed.map(([right]) => right).sort());
  });

  test('ends, keeps no credentials, and runs no text from outside', () => {
    if (job.uses === undefined) expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
    for (const { uses = '', with: inputs, run = '' } of steps) {
      if (uses.startsWith('actions/checkout@')) {
        expect(inputs).toMatchObject({ 'persist-credentials': false });
      }
      expect(run).not.toContain('${{');
    }
  });

  test('gives this action inputs that it has', () => {
    const declared = readActionInputs();
    for (const { uses, with: inputs = {} } of steps) {
      if (uses !== ownAction) continue;
      expect(Object.keys(inputs).filter((name) => !declared.has(name))).toEqual([]);
      expect(modes).toContain(inputs['mode']);
      expect(inputs).toHaveProperty('verify');
    }
  });
});

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
  for (const step of purges) {
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] });
    expect(step.outputs).toMatchObject({ unpurged: '0', verified: 'true' });
    expect(step.report).toMatchObject({ repurges: [], resent: [] });
  }
}

/** What is waited for must not come from the cache, and something that is verified must. */
function holdWaits(
  { purges }: JobRun,
  requests: readonly { readonly url: string; readonly cacheStatus: string | undefined }[],
): void {
  const statusesOf = (urls: readonly string[]) =>
    requests.filter(({ url }) => urls.includes(url)).map(({ cacheStatus }) => cacheStatus);
  for (const { report } of purges) {
    const { waits, checks } = report as unknown as Record<'waits' | 'checks', { check: string }[]>;
    const [waited = [], verified = []] = [waits, checks].map((made) =>
      made.map(({ check }) => check.split(' ')[0] ?? ''),
    );
    expect(statusesOf(waited).filter((status) => status !== 'DYNAMIC')).toEqual([]);
    expect(statusesOf(verified).some((status) => status !== 'DYNAMIC')).toBe(true);
  }
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

interface Called {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly secrets: Readonly<Record<string, unknown>>;
}

/** The job that calls a workflow of the page, and what that one takes. */
function findReusable(all: readonly Recipe[]): [Job, Called] {
  const caller = jobs.map(({ job }) => job).find(({ uses }) => uses !== undefined);
  const called = all.find(({ path }) => caller?.uses === `./${path}`);
  if (caller === undefined || called === undefined) throw new Error('no workflow is called');
  const { workflow_call: takes } = called.workflow.on as { workflow_call: Called };
  return [caller, takes];
}
