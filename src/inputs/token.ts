import { isRecord } from '../json.ts';
import type { Environment } from '../runner.ts';

export const tokenForm =
  'an API token with Zone › Cache Purge › Purge (https://developers.cloudflare.com/fundamentals/api/get-started/create-token/)';

/** What is wrong with a token, as far as that can be told without asking; it is never named itself. */
export function findTokenProblem(token: string): string | undefined {
  if (token.startsWith('cfk_')) {
    return 'is a Global API Key, which opens the whole account; make an API token that may only purge';
  }
  return findTokenFormProblem(token);
}

/** What no token of any service has: words, quotes or white space around it. */
export function findTokenFormProblem(token: string): string | undefined {
  if (/^bearer\s/i.test(token)) return 'starts with "Bearer"; give the token alone';
  if (/^["'].*["']$/s.test(token)) return 'is in quotes; give the token alone';
  if (/\s/.test(token)) return 'has white space or a line break in it';
  if (!/^[\x21-\x7e]+$/.test(token)) return 'has characters in it that no token has';
  return undefined;
}

/** Where a run comes from, as far as it explains why a secret is empty. */
export type RunOrigin = 'dependabot' | 'fork' | 'other';

/**
 * Tells whether the run is one that gets no secrets.
 * @param event The payload of the event, parsed.
 * @see https://docs.github.com/en/actions/reference/security/secrets
 */
export function findRunOrigin(environment: Environment, event: unknown): RunOrigin {
  if (environment['GITHUB_ACTOR'] === 'dependabot[bot]') return 'dependabot';
  if (environment['GITHUB_EVENT_NAME'] !== 'pull_request') return 'other';
  return isFromFork(event, environment['GITHUB_REPOSITORY']) ? 'fork' : 'other';
}

function isFromFork(event: unknown, repository: string | undefined): boolean {
  const pullRequest = isRecord(event) ? event['pull_request'] : undefined;
  const head = isRecord(pullRequest) ? pullRequest['head'] : undefined;
  if (!isRecord(head)) return false;
  // The repository is null where a fork was deleted.
  return (
    head['repo'] === null || (isRecord(head['repo']) && head['repo']['full_name'] !== repository)
  );
}

/** Why the token is empty, most likely reason first. */
export const emptyTokenProblems: Readonly<Record<RunOrigin, string>> = {
  dependabot:
    'is empty: this run was started by Dependabot, which gets no Actions secrets. Store the token as a Dependabot secret, or leave this step out for such runs',
  fork: 'is empty: this run belongs to a pull request from a fork, which gets no secrets. Leave this step out for such runs',
  other:
    'is empty: the secret is not set in this repository or organization (or is spelt otherwise), or it belongs to an environment that the job does not name with `environment:`, or a reusable workflow was called without `secrets:`',
};

/** What is added in a dry run, which asks for a token only where something has to be looked up. */
export const dryRunNeedsTokenFor =
  '. This dry run needs it for a look-up only: with one zone, and IDs in place of names, it needs none';
