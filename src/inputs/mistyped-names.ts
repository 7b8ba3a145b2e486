import type { Environment } from '../runner.ts';
import { itemKinds } from './items.ts';
import { modes } from './selection.ts';

/** An `INPUT_*` variable that is none of the inputs, though it was most likely meant as one. */
export interface UnknownInput {
  /** As the workflow may have written it: `dry_run`. */
  readonly input: string;
  /** What to write instead: `dry-run`, `mode: everything`. */
  readonly meant: string;
}

/**
 * What other actions that purge this cache call their inputs, by what it is called here. Without
 * `-`, `_`, and a plural `s`.
 * @see https://github.com/cssnr/cloudflare-purge-cache-action/blob/master/action.yml
 * @see https://github.com/fishmanlabs/cloudflare-purge-cache-action/blob/main/action.yml
 * @see https://github.com/NathanVaughn/actions-cloudflare-purge/blob/main/action.yml
 */
const namesOfOthers: Readonly<Record<string, readonly string[]>> = {
  zone: ['cfzone', 'cfzoneid', 'cloudflarezone', 'cloudflarezoneid', 'zoneid', 'zonename'],
  token: ['apitoken', 'cfapitoken', 'cfauth', 'cftoken', 'cloudflareapitoken', 'cloudflaretoken'],
  'mode: everything': ['everything', 'purgeall', 'purgeeverything'],
  urls: ['file', 'purgefile', 'purgeurl'],
  tags: ['purgetag'],
  hosts: ['purgehost'],
  prefixes: ['purgeprefix', 'purgeprefixe'],
};

/** Words that are one letter away from an input, and that jobs use for something else. */
const otherWords = new Set(['code', 'model', 'node']);

/**
 * Finds inputs with a mistyped name. The runner passes them on with only a warning, so `dry_run: true`
 * would purge. A job may have variables of such names for itself, so one that would mean a list counts
 * only where such a list is read: `INPUT_TAG` does not stop `mode: everything`.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionRunner.cs
 */
export function findUnknownInputs(
  environment: Environment,
  inputs: readonly string[],
  mode: string,
): UnknownInput[] {
  return Object.keys(environment)
    .filter((variable) => variable.startsWith('INPUT_'))
    .map((variable) => variable.slice('INPUT_'.length).toLowerCase())
    .filter((input) => !inputs.includes(input))
    .map((input) => ({ input, meant: findMeant(simplify(input), inputs) ?? '' }))
    .filter(({ meant }) => meant !== '' && isRead(meant, mode));
}

function findMeant(name: string, inputs: readonly string[]): string | undefined {
  if (otherWords.has(name)) return undefined;
  const [other] = Object.entries(namesOfOthers).find(([, names]) => names.includes(name)) ?? [];
  return (
    inputs.find((input) => simplify(input) === name) ??
    other ??
    inputs.find((input) => isOneTypoAway(simplify(input), name))
  );
}

/** `Dry_Run`, `dry-run` and `dryruns` are alike. */
function simplify(name: string): string {
  const words = name.toLowerCase().split(/[-_ ]+/);
  return words.map((word) => word.replace(/s$/, '')).join('');
}

/** A letter too many, too few, or another one, or two letters that changed places. */
function isOneTypoAway(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  const hasSwapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || hasSwapped;
}

/** Without a mode, or with one that does not exist, every list is read. */
function isRead(meant: string, mode: string): boolean {
  const kind = itemKinds.find((list) => meant === list || meant === `${list}-file`);
  return kind === undefined || mode === kind || !modes.some((known) => known === mode);
}
