import { parse } from 'yaml';
import { findBlocks, readDocument } from './markdown.ts';

/** A workflow of docs/recipes.md, as far as tests look at it. actionlint looks at all of it. */
export interface Workflow {
  readonly name: string;
  readonly on: unknown;
  readonly permissions?: Permissions;
  readonly concurrency?: Concurrency;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Job {
  readonly uses?: string;
  readonly with?: Values;
  readonly secrets?: Values;
  readonly 'timeout-minutes'?: number;
  readonly environment?: string;
  readonly permissions?: Permissions;
  readonly concurrency?: Concurrency;
  readonly env?: Values;
  readonly steps?: readonly WorkflowStep[];
}

export interface WorkflowStep {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Values;
  readonly env?: Values;
}

export type Values = Readonly<Record<string, unknown>>;
type Permissions = Readonly<Record<string, string>>;
interface Concurrency {
  readonly group: string;
  readonly 'cancel-in-progress': boolean;
}

/** A block of the page, which names its file in its first line. */
export interface Recipe {
  /** `.github/workflows/release.yml` */
  readonly path: string;
  readonly text: string;
  readonly workflow: Workflow;
}

/** How the documents name this action. */
export const ownAction = 'OWNER/purge-cloudflare-cache@COMMIT_SHA';

/** All workflows of docs/recipes.md, in their order. */
export function readRecipes(): Recipe[] {
  return findBlocks(readDocument('docs/recipes.md'), 'yaml').map((text) => {
    const path = /^# (\.github\/workflows\/[a-z-]+\.yml)\n/.exec(text)?.[1];
    if (path === undefined) throw new Error(`a recipe without a file name:\n${text}`);
    return { path, text, workflow: parse(text) as Workflow };
  });
}

/** A job of one of them. */
export function findJob(
  recipes: readonly Recipe[],
  { file, job }: { readonly file: string; readonly job: string },
): Job {
  const recipe = recipes.find(({ path }) => path === `.github/workflows/${file}`);
  const found = recipe?.workflow.jobs[job];
  if (found === undefined) throw new Error(`no job ${job} in ${file}`);
  return found;
}
