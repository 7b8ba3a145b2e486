import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What `action.yml` declares. */
export interface ActionMetadata {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<
    Record<string, { description: string; default?: string; required?: boolean }>
  >;
  readonly outputs: Readonly<Record<string, { description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

export function readActionMetadata(): ActionMetadata {
  return parse(readFileSync('action.yml', 'utf8')) as ActionMetadata;
}

/**
 * The declared inputs with their defaults, as the runner fills them in: empty where there is none.
 * @param githubToken What `github.token` is in the run.
 */
export function readActionInputs(githubToken = ''): ReadonlyMap<string, string> {
  const { inputs } = readActionMetadata();
  return new Map(
    Object.entries(inputs).map(([name, input]) => [
      name,
      (input.default ?? '').replace(/^\$\{\{ github\.token \}\}$/, githubToken),
    ]),
  );
}
