/**
 * Secrets besides the token that a step was given: what must stand nowhere. Of `check-headers` only long
 * values with digits, since `de-DE` may be the value of a header and stand in a page's address.
 */
export function findOtherSecrets(inputs: Readonly<Record<string, string>>): string[] {
  const headers = inputs['check-headers']?.split('\n') ?? [];
  const values = headers.map(
    (line) => /^[^#:]+:\s*(?:(?:Bearer|Basic|Token)\s+)?(.*\S)/i.exec(line)?.[1],
  );
  return [inputs['github-token'], inputs['globalping-token'], ...values]
    .map((secret) => secret?.trim() ?? '')
    .filter((secret) => secret.length >= 8 && /\d/.test(secret));
}
