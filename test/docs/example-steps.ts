import { join } from 'node:path';
import { parse } from 'yaml';
import { startDemoSite } from '../../scripts/demo/demo-site.ts';
import { runAction, type StepRun } from '../action/run-action.ts';
import { readingToken, zoneIds } from '../cloudflare/account.ts';
import { startReleasedRepository } from '../github/released-repository.ts';
import { documents, findBlocks, readDocument } from './markdown.ts';

/** A step as it stands in a document. */
export interface WorkflowStep {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

const own = 'OWNER/purge-cloudflare-cache@COMMIT_SHA';

export const globalpingToken = 'globalping-token-of-the-readme';
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
export const deployed = {
  '/version.txt': `${commit}\n`,
  '/app.js': script,
  '/version.js': `export const version = '${commit}';\n`,
  '/style.css': 'main { margin: 0 }\n',
};

/** Its workflows need jobs around their steps: recipes-run.test.ts runs them. */
const recipes = join('docs', 'recipes.md');

/** All steps of the documents that use this action, named by their place. */
export const exampleSteps = documents
  .filter((path) => path !== recipes)
  .flatMap((path) =>
    findBlocks(readDocument(path), 'yaml')
      .flatMap((block) => findSteps(parse(block)))
      .filter(({ uses }) => uses === own)
      .map((step, index): [title: string, step: WorkflowStep] => [`${path}, ${index + 1}`, step]),
  );

/** Runs such a step where its files are deployed, and visitors have had old ones for an hour. */
export async function runExample(step: WorkflowStep): Promise<{ run: StepRun; purges: number }> {
  await using site = await startDemoSite({ files: deployed });
  await using released = await startReleasedRepository();
  const { cloudflare, environment } = site;
  await site.edge.warm('/app.js', '/style.css');
  site.age(3600);
  const run = await runAction({
    with: {
      'github-token': released.token,
      ...resolveExpressions(step.with),
      'api-url': cloudflare.apiUrl,
    },
    env: { ...environment, ...released.environment, ...resolveExpressions(step.env) },
    files,
  });
  return { run, purges: cloudflare.purges.length };
}

/** The steps of a whole workflow, or of a list of steps. */
function findSteps(value: unknown): WorkflowStep[] {
  if (Array.isArray(value)) return value as WorkflowStep[];
  const { jobs = {} } = value as { jobs?: Record<string, { steps?: WorkflowStep[] }> };
  return Object.values(jobs).flatMap((job) => job.steps ?? []);
}

/** Values as the runner hands them over: text, with expressions worked out. */
export function resolveExpressions(values: WorkflowStep['with'] = {}): Record<string, string> {
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
