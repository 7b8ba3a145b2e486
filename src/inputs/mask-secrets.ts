import { findProxyPasswords } from '../http/proxy-settings.ts';
import { shortestSecret } from '../redact.ts';
import type { Environment } from '../runner.ts';
import { findCheckHeaderSecrets } from '../verify/check-headers.ts';
import type { RawInputs } from './input-names.ts';
import { readToken } from './read-settings.ts';

/** Shorter parts of a token with white space in it are words such as "Bearer". */
const shortestPart = 8;
/** What outputs of this action say: masked, they could be read by nobody. */
const ownWords = new Set(['true', 'false', 'unknown']);

/**
 * Masks every secret that the action is given, before anything else is done or said. A secret of
 * several lines is masked line by line as well, since the log is.
 */
export function maskSecrets(
  raw: RawInputs,
  environment: Environment,
  mask: (secret: string) => void,
): void {
  const tokens = [readToken(raw, environment) ?? '', raw['github-token']];
  const secrets = [
    ...tokens.flatMap((token) => [token, ...findParts(token)]),
    raw['globalping-token'],
    ...findCheckHeaderSecrets(raw['check-headers']),
    ...findProxyPasswords(environment),
  ];
  for (const secret of new Set(secrets)) {
    if (secret.length >= shortestSecret && !ownWords.has(secret)) mask(secret);
  }
}

function findParts(token: string): string[] {
  return token.split(/\s+/).filter((part) => part.length >= shortestPart);
}
