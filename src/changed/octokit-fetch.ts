import type { HttpReply, Transport } from '../http/transport.ts';
import type { GitHubFailure, RedirectFailure } from './github-reply.ts';

/** Carries a failure through Octokit, which wraps what its fetch throws. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly failure: Extract<GitHubFailure, { kind: 'no-reply' | 'redirect' }>;

  constructor(failure: Unanswered['failure']) {
    super(failure.kind);
    this.failure = failure;
  }
}

const mostRedirects = 3;

interface FetchOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Makes the part of `fetch` that Octokit needs for questions. Redirects are followed on the same
 * origin only: GitHub sends them for repositories with a new name.
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
 */
export function createFetch(
  origin: string,
  send: Transport,
): (url: string, options: FetchOptions) => Promise<Response> {
  return async (url, { headers, signal }) => {
    let target = new URL(url);
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const reply = await send({ method: 'GET', url: target.href, headers }, signal);
      if (reply.kind === 'no-reply') throw new Unanswered(reply);
      if (reply.status < 300 || reply.status >= 400) return toResponse(reply);
      target = findTarget(reply, target, origin);
    }
    throw failRedirect('endless', target);
  };
}

function findTarget({ headers }: HttpReply, from: URL, origin: string): URL {
  const location = headers['location'] ?? '';
  const next = location === '' ? null : URL.parse(location, from.href);
  if (next === null) throw failRedirect('nowhere');
  if (next.origin !== origin) throw failRedirect('elsewhere', next);
  return next;
}

function failRedirect(problem: RedirectFailure['problem'], target?: URL): Unanswered {
  if (target === undefined) return new Unanswered({ kind: 'redirect', problem, location: '' });
  const { protocol, host, pathname } = target;
  return new Unanswered({ kind: 'redirect', problem, location: `${protocol}//${host}${pathname}` });
}

function toResponse({ status, headers, body }: HttpReply): Response {
  // Octokit reads JSON with a status of success only if the header says that it is.
  return new Response(status === 204 || status === 205 ? null : body, { status, headers });
}
