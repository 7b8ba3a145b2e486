import { describe, expect, test } from 'vitest';
import { findJob, readRecipes } from './recipe-files.ts';
import { commit, commonExpressions, recipeRuns } from './recipe-runs.ts';
import { runRecipeJob } from './run-recipe-job.ts';

const recipes = readRecipes();

// The recipes are for Linux, and so is their Bash.
describe.skipIf(process.platform === 'win32')('what scripts of docs/recipes.md do', () => {
  test('release-app.yml finds the name of the app in the tag', async () => {
    const [name, tag] = ['blog-two', 'blog-two-v2.0.1'];
    const job = findJob(recipes, { file: 'release-app.yml', job: 'name' });
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
    const build = await runRecipeJob(findJob(recipes, { file, job: name }), {
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

  test('server.yml uploads version.txt last, to a server that it knows', async () => {
    const run = recipeRuns.find(({ file }) => file === 'server.yml');
    const { files } = await runRecipeJob(
      { steps: findJob(recipes, { file: 'server.yml', job: 'deploy' }).steps?.slice(0, -1) ?? [] },
      {
        expressions: { ...commonExpressions, ...run?.expressions },
        variables: { GITHUB_SHA: commit },
        commands: {
          ...run?.commands,
          rsync: `
            cat "$RUNNER_TEMP/known_hosts" "$RUNNER_TEMP/ssh_key" > read.txt
            echo "$RSYNC_RSH" | sed "s#$RUNNER_TEMP#TEMP#g" > shell.txt
            echo "\${*: -2}" >> uploads.txt`,
        },
        way: { env: {}, with: {} },
        beforePurge: () => undefined,
      },
    );
    const server = 'deploy@origin.example.com:/var/www/html/';
    expect(files.get('uploads.txt')).toBe(`dist/ ${server}\nversion.txt ${server}\n`);
    expect(files.get('shell.txt')).toBe(
      'ssh -i TEMP/ssh_key -o UserKnownHostsFile=TEMP/known_hosts\n',
    );
    expect(files.get('read.txt')).toBe('origin.example.com ssh-ed25519 AAAA\nthe key\n');
    expect(files.get('version.txt')).toBe(`${commit}\n`);
  });

  test('publish-apt.yml uploads InRelease last, after everything that it names', async () => {
    const run = recipeRuns.find(({ file }) => file === 'publish-apt.yml');
    const { files } = await runRecipeJob(
      {
        steps:
          findJob(recipes, { file: 'publish-apt.yml', job: 'publish' }).steps?.slice(0, -1) ?? [],
      },
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
