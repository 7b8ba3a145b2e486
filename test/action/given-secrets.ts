/**
 * The secrets that GitHub knows from the beginning: a workflow gives them as `secrets.NAME`, and the
 * runner makes the others. Of `check-headers` only long values with digits, since `de-DE` may be the
 * value of a header and part of a page's address.
 */
export function findSecrets(env: Readonly<Record<string, string | undefined>>): string[] {
  const headers = env['INPUT_CHECK-HEADERS']?.split('\n') ?? [];
  const values = headers.map(
    (line) => /^[^#:]+:\s*(?:(?:Bearer|Basic|Token)\s+)?(.*\S)/i.exec(line)?.[1],
  );
  const tokens = [
    env['INPUT_TOKEN'],
    env['CLOUDFLARE_API_TOKEN'],
    env['INPUT_GITHUB-TOKEN'],
    env['INPUT_GLOBALPING-TOKEN'],
    env['ACTIONS_RUNTIME_TOKEN'],
    env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
  ].flatMap((token) => token?.split(/\s+/) ?? []);
  const others = values.map((value) => value ?? '').filter((value) => /\d/.test(value));
  return [...tokens, ...others].filter((secret) => secret.length >= 8);
}

/** Whether people can read the secret in a text, whatever its escapes and its case. */
export function canRead(text: string, secret: string): boolean {
  const forms = [text, decode(text), decode(decode(text))];
  return forms.some((form) => form.toLowerCase().includes(secret.toLowerCase()));
}

/** Takes away one layer of HTML's, JSON's and URLs' escapes. */
function decode(text: string): string {
  const character = (code: string, radix: number) =>
    String.fromCharCode(Number.parseInt(code, radix));
  return text
    .replace(/&#(\d+);/g, (_, code: string) => character(code, 10))
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => character(code, 16))
    .replace(/\\u([\da-f]{4})/gi, (_, code: string) => character(code, 16))
    .replace(/%([\da-f]{2})/gi, (_, code: string) => character(code, 16))
    .replaceAll('&amp;', '&');
}
