/** A shorter text is no secret, and taken out it would make all else unreadable. */
export const shortestSecret = 4;

/**
 * Replaces secrets by `***`. The runner masks what it knows in the log; but not where a text is cut,
 * or escaped for Markdown, nor in a file.
 * @param secrets The longest first, where one is a part of another.
 */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}

/** The same in the values of headers. */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Record<string, string> {
  // Not by assignment, which would lose a header of the name `__proto__`.
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, redact(value, secrets)]),
  );
}
