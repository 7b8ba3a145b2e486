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
 * The declared inputs with their defaults, as the runner fills them in: empty where there is none. An
 * expression is worked out from the run, and a run of these tests has no token of GitHub.
 */
export function readActionInputs(): ReadonlyMap<string, string> {
  const { inputs } = readActionMetadata();
  return new Map(
    Object.entries(inputs).map(([name, input]) => [
      name,
      (input.default ?? '').replace(/^\$\{\{.*\}\}$/, ''),
    ]),
  );
}
