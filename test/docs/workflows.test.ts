import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startDemoSite } from '../../scripts/demo/demo-site.ts';
import { modes } from '../../src/inputs/settings.ts';
import { readActionInputs } from '../action/action-metadata.ts';
import { runAction } from '../action/run-action.ts';
import { readingToken, zoneIds } from '../cloudflare/account.ts';
import { startReleasedRepository } from '../github/released-repository.ts';
import { startWorld } from '../globalping/world.ts';
import { documents, findBlocks, readDocument } from './markdown.ts';

interface WorkflowStep {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

const own = 'OWNER/purge-cloudflare-cache@COMMIT_SHA';

const globalpingToken = 'globalping-token-of-the-readme';
const commit = '4f2a9c1d5e6b7a8c9d0e1f2a3b4c5d6e7f8a9b0c';
const script = 'console.log("new");\n';

/** What the expressions of the documents stand for. */
const expressions = new Map([
  ['vars.CLOUDFLARE_ZONE_ID', zoneIds.exampleCom],
  ['secrets.CLOUDFLARE_ZONE', zoneIds.exampleCom],
  ['secrets.CLOUDFLARE_API_TOKEN', readingToken],
  ['secrets.CLOUDFLARE_TOKEN', readingToken],
  ['secrets.CLOUDFLARE_AUTH_KEY', readingToken],
  ['secrets.ACCESS_CLIENT_ID', '88bf3b6d.access'],
  ['secrets.ACCESS_CLIENT_SECRET', '57f58f11e00d2'],
  ['secrets.GLOBALPING_TOKEN', globalpingToken],
  ['github.sha', commit],
]);

/** What earlier steps of the documents write. */
const files = {
  'purge-urls.txt': 'https://www.example.com/a\nhttps://www.example.com/b\n',
  'dist/app.js': script,
};

/** What they deploy. */
const deployed = {
  '/version.txt': `${commit}\n`,
  '/app.js': script,
  '/version.js': `export const version = '${commit}';\n`,
  '/style.css': 'main { margin: 0 }\n',
};

/** Its workflows need jobs around their steps: recipes-run.test.ts runs them. */
const recipes = join('docs', 'recipes.md');

const steps = documents
  .filter((path) => path !== recipes)
  .flatMap((path) =>
    findBlocks(readDocument(path), 'yaml')
      .flatMap((block) => findSteps(parse(block)))
      .filter(({ uses }) => uses === own)
      .map((step, index): [title: string, step: WorkflowStep] => [`${path}, ${index + 1}`, step]),
  );

test('there are examples', () => {
  expect(steps.length).toBeGreaterThan(10);
  const shown = new Set(steps.map(([, step]) => step.with?.['mode']));
  expect(modes.filter((mode) => !shown.has(mode))).toEqual([]);
  const inputs = new Set(steps.flatMap(([, step]) => Object.keys(step.with ?? {})));
  const checks = ['wait-for', 'wait-timeout', 'verify', 'verify-timeout', 'check-headers'];
  expect(['site-url', 'root'].filter((name) => !inputs.has(name))).toEqual([]);
  expect(checks.filter((name) => !inputs.has(name))).toEqual([]);
});

test('every action in the README is pinned to a commit, but for those that are left', () => {
  const named = readDocument('README.md').matchAll(/^\s*- uses: (\S+)( # .+)?$/gm);
  const left = /^(?:jakejarvis|NathanVaughn|cssnr)\//;
  const unpinned = [...named].filter(
    ([, uses = '', comment]) =>
      !left.test(uses) && !(uses.endsWith('@COMMIT_SHA') && comment !== undefined),
  );
  expect(unpinned).toEqual([]);
});

describe.for(steps)('the step in %s', ([, step]) => {
  const given = resolveExpressions(step.with);

  test('has only inputs that are declared, and a known mode', () => {
    const declared = readActionInputs();
    expect(Object.keys(given).filter((name) => !declared.has(name))).toEqual([]);
    expect(['', ...modes]).toContain(given['mode'] ?? '');
  });

  // That one needs a world with probes in it, below.
  test.skipIf(given['verify-from'] !== undefined)(
    'purges in the Cloudflare on loopback',
    async () => {
      await using site = await startDemoSite({ files: deployed });
      await using released = await startReleasedRepository();
      const { cloudflare, environment } = site;
      await site.edge.warm('/app.js', '/style.css');
      site.age(3600);
      const run = await runAction({
        with: { 'github-token': released.token, ...given, 'api-url': cloudflare.apiUrl },
        env: { ...environment, ...released.environment, ...resolveExpressions(step.env) },
        files,
      });
      expect(run).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] });
      expect(run.outputs['verified']).toBe(given['verify'] === undefined ? '' : 'true');
      const dryRun = given['dry-run'] === 'true';
      expect(cloudflare.purges.length > 0).toBe(!dryRun);
      expect(Number(run.outputs['purged']) > 0).toBe(!dryRun);
    },
  );
});

test('the step with places shows that all of them are fresh', async () => {
  const withPlaces = steps.filter(([, step]) => step.with?.['verify-from'] !== undefined);
  expect(withPlaces).toHaveLength(1);
  const given = resolveExpressions(withPlaces[0]?.[1].with);
  await using world = await startWorld({
    places: { frankfurt: {}, tokyo: {}, ashburn: {} },
    tokens: [globalpingToken],
  });
  await world.release({ '/version.js': 'old' }, deployed);
  const run = await runAction({
    with: { ...given, 'api-url': world.cloudflare.apiUrl },
    env: world.environment,
  });
  expect(run).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  expect(run.outputs['verified']).toBe('true');
  expect(run.report).toMatchObject({ checks: { length: 4 } });
});

/** The steps of a whole workflow, or of a list of steps. */
function findSteps(value: unknown): WorkflowStep[] {
  if (Array.isArray(value)) return value as WorkflowStep[];
  const { jobs = {} } = value as { jobs?: Record<string, { steps?: WorkflowStep[] }> };
  return Object.values(jobs).flatMap((job) => job.steps ?? []);
}

/** Values as the runner hands them over: text, with expressions worked out. */
function resolveExpressions(values: WorkflowStep['with'] = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      String(value).replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
        const known = expressions.get(expression);
        if (known === undefined) throw new Error(`no value for the expression ${expression}`);
        return known;
      }),
    ]),
  );
}
