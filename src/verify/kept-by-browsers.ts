const longestHarmless = 60;

/**
 * A note on a fresh HTML page that browsers may keep for more than a minute: no purge reaches them.
 * @see https://developers.cloudflare.com/cache/concepts/cache-control/
 */
export function describeKeeping(headers: Readonly<Record<string, string>>): string | undefined {
  if (!/^text\/html\b/i.test(headers['content-type'] ?? '')) return undefined;
  const control = headers['cache-control'] ?? '';
  if (/\bno-(?:cache|store)\b/i.test(control)) return undefined;
  const maxAge = Number(/\bmax-age\s*=\s*"?(\d{1,10})/i.exec(control)?.[1] ?? 0);
  return maxAge > longestHarmless
    ? `browsers may keep this page for ${maxAge} s (max-age), and no purge reaches them`
    : undefined;
}
