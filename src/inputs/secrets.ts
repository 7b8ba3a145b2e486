import { isRecord, readField } from '../json.ts';
import { shortestSecret } from '../redact.ts';
import type { Environment } from '../runner.ts';
import { InputProblem, linesOf } from './problem.ts';

/** Shorter parts of a token with white space in it are words such as "Bearer". */
const shortestPart = 8;

/**
 * A token, and its parts where it has several lines or words: the runner masks line by line, and a
 * server may echo what comes after "Bearer" alone.
 */
export function findTokenSecrets(token: string): string[] {
  return [token, ...token.split(/\s+/).filter((part) => part.length >= shortestPart)];
}

/** Whether a text is masked. The last words are what outputs say: nobody could read them. */
export function isSecret(text: string): boolean {
  return text.length >= shortestSecret && !/^(?:true|false|unknown)$/.test(text);
}

/** Values that everybody knows: masked, they would blank words in the logs of all other steps. */
export const publicValue =
  /^(?:true|false|yes|no|on|off|none|null|unknown|default|enabled?|disabled?|https?|gzip|no-cache|no-store|desktop|mobile|tablet|\*\/\*|text\/html|application\/json|xmlhttprequest|\d{1,7})$/i;

/**
 * What may be a secret in `check-headers`, in lines with a problem too: each value, and what comes
 * after a scheme (`Bearer …`), which servers echo by itself.
 */
export function findHeaderSecrets(text: string): string[] {
  return linesOf(text)
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.slice(line.indexOf(':') + 1).trimStart())
    .filter((value) => !publicValue.test(value))
    .flatMap((value) => {
      const credentials = /^(?:basic|bearer|token)\s+(\S.*)$/i.exec(value)?.[1];
      return credentials === undefined ? [value] : [value, credentials];
    });
}

export const tokenForm =
  'an API token with Zone › Cache Purge › Purge (https://developers.cloudflare.com/fundamentals/api/get-started/create-token/)';

/** Reads Cloudflare's token, as far as it can be checked without a request; undefined where it is empty. */
export function readApiToken(token: string): string | undefined {
  if (token.startsWith('cfk_')) {
    throw new InputProblem(
      'is a Global API Key, which opens the whole account; make an API token that may only purge',
    );
  }
  return readToken(token);
}

/** Reads a token of any service: none has words, quotes or white space around it. */
export function readToken(token: string): string | undefined {
  if (token === '') return undefined;
  if (/^bearer\s/i.test(token))
    throw new InputProblem('starts with "Bearer"; give the token alone');
  if (/^["'].*["']$/s.test(token)) throw new InputProblem('is in quotes; give the token alone');
  if (/\s/.test(token)) throw new InputProblem('has white space or a line break in it');
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new InputProblem('has characters in it that no token has');
  }
  return token;
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
  const repository = readField(event, 'pull_request', 'head', 'repo');
  // It is null where a fork was deleted.
  const isFork =
    repository === null ||
    (isRecord(repository) && repository['full_name'] !== environment['GITHUB_REPOSITORY']);
  return isFork ? 'fork' : 'other';
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
