import { GitHub, getOctokitOptions } from '@actions/github/lib/utils';
import { hideToken } from '../http/hide-token.ts';
import { limitTime } from '../http/limit-time.ts';
import type { NetworkFailure, Transport } from '../http/transport.ts';
import { userAgent } from '../http/user-agent.ts';
import { type GitHubFailure, type GitHubReply, readRefusal } from './github-reply.ts';
import { createFetch, Unanswered } from './octokit-fetch.ts';

/** One request for GitHub. */
export interface GitHubQuestion {
  /** `GET /repos/{owner}/{repo}/tags` */
  readonly route: string;
  /** For the places in the route; the others go into the query. */
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Of a commit, the hash alone; the whole of it comes with the text of all its changes. */
  readonly form: 'json' | 'hash';
}

/** Asks GitHub once: no retries, no waiting. Rejects only on a bug. */
export type CallGitHub = (question: GitHubQuestion, signal: AbortSignal) => Promise<GitHubReply>;

/**
 * Makes calls by Octokit, over the transport of all other requests: so the same proxies, time-outs and
 * certificates hold, and the token goes nowhere else.
 */
export function createOctokitCaller(
  { apiUrl, githubToken }: { readonly apiUrl: string; readonly githubToken: string },
  transport: Transport,
): CallGitHub {
  const send = hideToken(transport, githubToken);
  const options = getOctokitOptions(githubToken, {
    baseUrl: apiUrl,
    userAgent,
    log: silentLog,
    request: { fetch: createFetch(new URL(apiUrl).origin, send), log: silentLog },
  });
  const octokit = new GitHub(options);
  return async ({ route, parameters, form }, signal) => {
    const { limited, release } = limitTime(signal);
    try {
      const { data } = await octokit.request(route, {
        ...parameters,
        headers: headersOf[form],
        request: { signal: limited },
      });
      return isReadable(data, form) ? { kind: 'accepted', data } : { kind: 'unreadable' };
    } catch (error) {
      return sortOctokitError(error);
    } finally {
      release();
    }
  };
}

/** https://docs.github.com/en/rest/about-the-rest-api/api-versions */
const apiVersion = { 'x-github-api-version': '2022-11-28' };
/** https://docs.github.com/en/rest/commits/commits#get-a-commit */
const headersOf = {
  json: apiVersion,
  hash: { ...apiVersion, accept: 'application/vnd.github.sha' },
};

/** Octokit gives what is no JSON as text or bytes. A server that does not know the form of a hash sends JSON. */
function isReadable(data: unknown, form: GitHubQuestion['form']): boolean {
  if (typeof data === 'object') return !(data instanceof ArrayBuffer);
  return form === 'hash' && typeof data === 'string' && /^[0-9a-f]+\s*$/.test(data);
}

// Octokit would write to standard error about deprecations.
const silentLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

function sortOctokitError(error: unknown): GitHubFailure {
  if (!(error instanceof Error)) return unexpected(typeof error);
  if (error.cause instanceof Unanswered) return error.cause.failure;
  const response: unknown = 'response' in error ? error.response : undefined;
  if (!isResponse(response)) return unexpected(error.name);
  return readRefusal(response.status, response.headers, response.data);
}

function unexpected(code: string): NetworkFailure {
  return { kind: 'no-reply', reason: 'unexpected', code };
}

interface OctokitResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

/** Octokit's own class of errors is in a package that is not a dependency of this one. */
function isResponse(value: unknown): value is OctokitResponse {
  return (
    typeof value === 'object' &&
    value !== null &&
    'status' in value &&
    typeof value.status === 'number' &&
    'headers' in value &&
    typeof value.headers === 'object' &&
    'data' in value
  );
}
