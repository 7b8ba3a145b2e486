import { describe, expect, test } from 'vitest';
import { modes } from '../../src/inputs/selection.ts';
import { readActionInputs } from '../action/action-metadata.ts';
import { findLongestMs } from './longest-step.ts';
import {
  type Job,
  ownAction,
  type Recipe,
  readRecipes,
  type WorkflowStep,
} from './recipe-files.ts';
import { recipeRuns } from './recipe-runs.ts';

const recipes = readRecipes();
const jobs = recipes.flatMap(({ path, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${path}, ${name}`, job })),
);

/** What a job may do beyond nothing, and which step needs it. */
const rights: Readonly<Record<string, (step: WorkflowStep) => boolean>> = {
  'contents: read': (step) => uses(step, 'actions/checkout'),
  'actions: read': (step) => uses(step, ownName) && step.with?.['mode'] === 'changed',
  'pages: write': (step) => uses(step, 'actions/deploy-pages'),
  'id-token: write': (step) => uses(step, 'actions/deploy-pages'),
};
const ownName = ownAction.replace(/@.*/, '');

function uses(step: WorkflowStep, action: string): boolean {
  return step.uses?.startsWith(`${action}@`) ?? false;
}

/** A minute in milliseconds, and what the other steps of a job need of them. */
const minute = 60_000;
const forOtherSteps = 5;

describe('docs/recipes.md', () => {
  test('names each file once', () => {
    expect(recipes.length).toBeGreaterThan(14);
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
    const needed = Object.entries(rights).filter(([, isNeededBy]) => steps.some(isNeededBy));
    const given = Object.entries(job.permissions ?? {}).map(([what, how]) => `${what}: ${how}`);
    expect(job.permissions).toBeDefined();
    expect(given.sort()).toEqual(needed.map(([right]) => right).sort());
  });

  test('ends, keeps no credentials, and runs no text from outside', () => {
    if (job.uses === undefined) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    for (const { uses = '', with: inputs, run = '' } of steps) {
      if (uses.startsWith('actions/checkout@')) {
        expect(inputs).toMatchObject({ 'persist-credentials': false });
      }
      expect(run).not.toContain('${{');
    }
  });

  test('is not cut off while this action waits as long as it may', () => {
    for (const { uses, with: inputs = {} } of steps) {
      if (uses !== ownAction) continue;
      const others = steps.length > 1 ? forOtherSteps : 0;
      const longest = findLongestMs(inputs) / minute + others;
      expect(job['timeout-minutes']).toBeGreaterThanOrEqual(longest);
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
