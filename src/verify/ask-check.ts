import type { Check } from '../inputs/checks.ts';
import type { RequestHeaders } from '../inputs/headers.ts';
import type { Visit, VisitAnswer, VisitReply } from './visit.ts';

const mostRedirects = 10;

/**
 * Asks the address of a check. Redirects are followed where its content counts; a bare URL is judged
 * by its own answer, which is what a purge of it changes.
 * @param checkHeaders For the origin of the check only. After a redirect to another they are gone for
 *   good: a secret must not go where a page points to, and not be led back either.
 */
export async function askCheck(
  { url, expectation }: Check,
  visit: Visit,
  checkHeaders: RequestHeaders,
  signal: AbortSignal,
): Promise<VisitReply> {
  let reply = await visit(url, checkHeaders, signal);
  if (expectation.kind === 'status') return reply;
  let headers = checkHeaders;
  for (let count = 0; count < mostRedirects; count += 1) {
    const target = reply.kind === 'reply' ? findRedirect(reply) : undefined;
    if (target === undefined) return reply;
    if (target.origin !== URL.parse(url)?.origin) headers = {};
    reply = await visit(target.href, headers, signal);
  }
  return reply;
}

/** Where a redirect leads to; undefined where it is none, or leaves the web. */
function findRedirect({ status, headers, url }: VisitAnswer): URL | undefined {
  const location = headers['location'];
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  const target = URL.parse(location, url);
  if (target === null || !/^https?:$/.test(target.protocol)) return undefined;
  target.username = '';
  target.password = '';
  target.hash = '';
  return target;
}
