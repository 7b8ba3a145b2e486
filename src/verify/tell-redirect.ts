import { redact } from '../redact.ts';

/**
 * Where redirects led to, as it may be told: on another origin the origin alone; on the same the path
 * too, without a query, and without secrets, however they are encoded.
 */
export function tellRedirect(target: string, from: string, secrets: readonly string[]): string {
  const { origin, pathname } = new URL(target);
  if (origin !== new URL(from).origin) return `${origin}/`;
  return origin + redact(decodePath(pathname), secrets);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A percent sign that encodes nothing: nothing of it is sure to be harmless.
    return '/…';
  }
}
