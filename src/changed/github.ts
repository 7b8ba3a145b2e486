import { Octokit } from '@octokit/core';
import { redactReplies, userAgent } from '../http/http.ts';
import type { HttpReply, NetworkFailure, Transport } from '../http/transport.ts';
import { readField, readHash, readId, readText } from '../json.ts';
import type { Load } from '../pacing/gate.ts';
import { type Classified, type Pacing, retry } from '../pacing/retry.ts';
import type { Stop } from '../pacing/stop.ts';
import {
  type DeploymentStatus,
  readDeployment,
  readRelease,
  readRun,
  readStatus,
  readTag,
  readTree,
  type Tree,
} from './github-data.ts';

/** Why GitHub gave no answer of use. The message goes on after "GitHub". */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly kind: 'not-found' | 'not-allowed' | 'unreachable' | 'canceled';
  /** Whether the same request may succeed a little later. */
  readonly isTransient: boolean;
  /** How long GitHub wants nothing more to be sent; undefined if this is no limit. */
  readonly waitMs: number | undefined;

  constructor(
    kind: GitHubError['kind'],
    message: string,
    more: { readonly isTransient?: boolean; readonly waitMs?: number | undefined } = {},
  ) {
    super(message);
    this.kind = kind;
    this.isTransient = more.isTransient ?? false;
    this.waitMs = more.waitMs;
  }
}

/** What the client needs of the outside. */
export interface GitHubWorld extends Pacing {
  readonly send: Transport;
}

export type GitHub = ReturnType<typeof createGitHub>;

const extraHeaders = {
  // Supported until two years after 2026-03-10: https://docs.github.com/en/rest/about-the-rest-api/api-versions
  'x-github-api-version': '2022-11-28',
  // A tree may have 30 MB.
  'accept-encoding': 'gzip',
};

/**
 * Creates the client for GitHub's REST API. It is the only place that knows the endpoints. Lists come
 * page by page, newest first. Every method throws `GitHubError`.
 * @see https://docs.github.com/en/rest
 */
export function createGitHub(
  target: { readonly apiUrl: string; readonly githubToken: string; readonly repository: string },
  world: GitHubWorld,
) {
  const octokit = createOctokit(target, world);
  const [owner = '', repo = ''] = target.repository.split('/');
  const get = (path: string, parameters: Parameters = {}): Promise<Answer> =>
    octokit.request(`GET /repos/{owner}/{repo}${path}`, { owner, repo, ...parameters });

  /** Follows links, not page numbers: GitHub leaves out entries that a token may not see. */
  async function* list<T>(
    path: string,
    parameters: Parameters,
    read: (entry: unknown) => T | undefined,
    field?: string,
  ): AsyncGenerator<readonly T[], void> {
    let answer = await get(path, parameters);
    while (true) {
      const entries = field === undefined ? answer.data : readField(answer.data, field);
      if (!Array.isArray(entries)) throw malformed();
      yield entries.map(read).filter((entry) => entry !== undefined);
      const next = /<([^<>]+)>; *rel="next"/.exec(answer.headers.link ?? '')?.[1];
      if (next === undefined) return;
      answer = await octokit.request(`GET ${next}`);
    }
  }

  return {
    /** The commit that a name stands for: a full or short hash, a branch, a tag; `tags/v1` is a tag. */
    findCommit: (ref: string): Promise<string | undefined> =>
      orNotFound(async () => {
        // With the hash alone: the full answer comes with the text of all changes.
        // https://docs.github.com/en/rest/commits/commits#get-a-commit
        const headers = { accept: 'application/vnd.github.sha' };
        const { data } = await get('/commits/{ref}', { ref, headers });
        // A server that does not know this format sends all of it.
        return readHash(typeof data === 'string' ? { sha: data.trim() } : data, 'sha');
      }),

    /** Throws if the token may not read the repository. */
    checkRepository: async (): Promise<void> => {
      await get('');
    },

    /** @param ref `tags/v1`, `heads/main` */
    hasReference: async (ref: string): Promise<boolean> =>
      (await orNotFound(() => get('/git/ref/{ref}', { ref }))) !== undefined,

    /** @param hash A tree's, or a commit's, whose tree is meant. */
    readTree: async (hash: string, recursive: boolean): Promise<Tree> => {
      // Any value of this parameter means true, `0` as well.
      const parameters = { hash, ...(recursive ? { recursive: 1 } : {}) };
      const { data } = await get('/git/trees/{hash}', parameters);
      return readTree(data) ?? fail(malformed());
    },

    findWorkflow: async (id: string): Promise<string> => {
      const { data } = await get('/actions/runs/{id}', { id });
      return readId(data, 'workflow_id') ?? fail(malformed());
    },

    /** @param workflow Its ID, or the name of its file. */
    listRuns: (workflow: string, filter: RunFilter) => {
      // A run takes some ten kilobytes, with its pull requests more.
      const parameters = { workflow, ...filter, exclude_pull_requests: true, per_page: 100 };
      return list('/actions/workflows/{workflow}/runs', parameters, readRun, 'workflow_runs');
    },

    listDeployments: (environment: string) =>
      list('/deployments', { environment, per_page: 30 }, readDeployment),

    listStatuses: async (id: string): Promise<readonly DeploymentStatus[]> => {
      const { data } = await get('/deployments/{id}/statuses', { id, per_page: 100 });
      if (!Array.isArray(data)) throw malformed();
      return data.map(readStatus);
    },

    /** Without drafts. */
    listReleases: () => list('/releases', { per_page: 50 }, readRelease),

    listTags: () => list('/tags', { per_page: 100 }, readTag),
  };
}

export interface RunFilter {
  readonly event?: string;
  readonly branch?: string;
}

/** For the places in a path; the others go into the query. */
type Parameters = Readonly<Record<string, unknown>>;

/** What GitHub's description of its API promises is not taken for granted. */
interface Answer {
  readonly data: unknown;
  readonly headers: { readonly link?: string | undefined };
}

// Octokit would write to standard error about deprecations.
const silentLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** GitHub counts all requests alike. */
const load: Load = { limit: 'look-ups', items: 1 };

/** Octokit over our own transport: the same proxies, timeouts, and certificates as everywhere. */
function createOctokit(
  { apiUrl, githubToken }: { readonly apiUrl: string; readonly githubToken: string },
  world: GitHubWorld,
): Octokit {
  const send = redactReplies(world.send, githubToken);
  const octokit = new Octokit({
    auth: githubToken,
    baseUrl: apiUrl,
    userAgent,
    log: silentLog,
    request: { fetch: createFetch(new URL(apiUrl).origin, send), log: silentLog },
  });
  octokit.hook.wrap('request', (request, options) =>
    sendWithRetries(world, async (signal) => {
      // Octokit's own hook for the token sees these changes only if they are made in place.
      Object.assign(options.headers, extraHeaders);
      options.request = { ...options.request, signal };
      const answer = await request(options);
      if (!isReadable(answer.data)) throw malformed(true);
      return answer;
    }),
  );
  return octokit;
}

/**
 * Sends until GitHub answers: waits for limits as long as `timeout` allows, retries transient failures.
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
async function sendWithRetries<T>(
  world: GitHubWorld,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const sendOnce = async (cutOff: AbortSignal): Promise<{ answer: T } | GitHubError> => {
    try {
      return { answer: await send(cutOff) };
    } catch (thrown) {
      return toGitHubError(thrown);
    }
  };
  const { response } = await retry({ name: 'GitHub', send: sendOnce, classify, load }, world);
  if (response === undefined || response instanceof GitHubError) {
    throw explainEnd(response, world.stop);
  }
  return response.answer;
}

function classify(response: object): Classified {
  if (!(response instanceof GitHubError)) return { next: 'accept' };
  const { waitMs, isTransient } = response;
  if (waitMs !== undefined) return { next: 'throttle', limit: { retryAfterMs: waitMs } };
  return { next: isTransient ? 'backoff' : 'fail' };
}

/** What is said of the last error, once the step has ended. */
function explainEnd(error: GitHubError | undefined, { reason }: Stop): GitHubError {
  if (reason === 'cancelled') return new GitHubError('canceled', 'was not waited for');
  if (error === undefined) {
    const why =
      reason === 'timeout'
        ? '`timeout` had passed'
        : 'waiting for its rate limit would have exceeded `timeout`';
    return new GitHubError('unreachable', `was not asked, because ${why}`);
  }
  if (error.waitMs !== undefined) {
    const seconds = Math.ceil(error.waitMs / 1000);
    const until =
      seconds === 0
        ? ' until `timeout` had passed'
        : `; waiting ${seconds} s more would exceed \`timeout\``;
    return new GitHubError('unreachable', error.message + until);
  }
  return error;
}

const transientReasons: ReadonlySet<NetworkFailure['reason']> = new Set([
  'connection',
  'dns',
  'timeout',
  'cut-off',
  'malformed',
]);

function fromNetworkFailure({ reason, code }: NetworkFailure): GitHubError {
  const isTransient = transientReasons.has(reason);
  const message =
    reason === 'interrupted'
      ? 'did not answer before `timeout` had passed'
      : `did not answer (${code})`;
  return new GitHubError('unreachable', message, { isTransient });
}

function malformed(isTransient = false): GitHubError {
  const message = 'sent a response that does not have the form its API documents';
  return new GitHubError('unreachable', message, { isTransient });
}

function fail(error: GitHubError): never {
  throw error;
}

/** A repository without commits returns 409; a name that stands for nothing, 422. */
const notFoundStatuses: ReadonlySet<number> = new Set([404, 409, 410, 422]);

/** Sorts what Octokit threw. Anything unexpected is a bug, and goes on. */
function toGitHubError(thrown: unknown): GitHubError {
  if (!(thrown instanceof Error)) throw thrown;
  if (thrown instanceof GitHubError) return thrown;
  // Octokit wraps what its fetch throws.
  if (thrown.cause instanceof GitHubError) return thrown.cause;
  const response = 'response' in thrown ? thrown.response : undefined;
  const status = readField(response, 'status');
  if (typeof status !== 'number') throw thrown.cause ?? thrown;
  const said = readText(response, 'data', 'message') ?? '';
  const message = `answered HTTP ${status}${said === '' ? '' : ` "${said}"`}`;
  const waitMs = findWait(status, readField(response, 'headers'), said);
  if (waitMs !== undefined) {
    const limited = `refused the request because of its rate limit (HTTP ${status} "${said}")`;
    return new GitHubError('unreachable', limited, { waitMs });
  }
  if (notFoundStatuses.has(status)) return new GitHubError('not-found', message);
  if (status === 401 || status === 403) return new GitHubError('not-allowed', message);
  return new GitHubError('unreachable', message, { isTransient: status === 408 || status >= 500 });
}

/** What GitHub asks for if it does not say how long to wait. */
const unknownWaitMs = 60_000;

/**
 * How long GitHub wants nothing more to be sent; undefined if the response is no limit. The reset of
 * the primary limit is a date. It is compared with the response's own, since a runner's clock may be
 * wrong.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
function findWait(status: number, headers: unknown, message: string): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const read = (name: string): string => readText(headers, name) ?? '';
  const retryAfter = read('retry-after');
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1000;
  if (read('x-ratelimit-remaining') === '0') {
    const untilResetMs = Number(read('x-ratelimit-reset')) * 1000 - Date.parse(read('date'));
    return Number.isNaN(untilResetMs) ? unknownWaitMs : Math.max(untilResetMs, 1000);
  }
  return status === 429 || /rate limit/i.test(message) ? unknownWaitMs : undefined;
}

const mostRedirects = 3;

interface FetchOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Creates the part of `fetch` that Octokit needs to read. The token goes to one origin only: redirects
 * (which GitHub sends for renamed repositories) and links to further pages stay there, or fail.
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
 */
function createFetch(
  origin: string,
  send: Transport,
): (url: string, options: FetchOptions) => Promise<Response> {
  return async (url, { headers, signal }) => {
    let target = URL.parse(url);
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const { href } = checkTarget(target, origin);
      const reply = await send({ method: 'GET', url: href, headers }, signal);
      if (reply.kind === 'no-reply') throw fromNetworkFailure(reply);
      if (reply.status < 300 || reply.status >= 400) return toResponse(reply);
      target = URL.parse(reply.headers['location'] || 'https://', href);
    }
    throw redirected('again and again');
  };
}

function checkTarget(target: URL | null, origin: string): URL {
  if (target === null) throw redirected('to no valid address');
  if (target.origin === origin) return target;
  throw redirected(`to ${target.host}, which is not followed, so that the token stays here`);
}

function redirected(where: string): GitHubError {
  return new GitHubError('unreachable', `redirected ${where}`);
}

function toResponse({ status, headers, body }: HttpReply): Response {
  // Octokit parses JSON only if the header says that it is JSON.
  return new Response(status === 204 || status === 205 ? null : body, { status, headers });
}

/** Octokit returns what is no JSON as text or bytes. Of these, only a commit's hash is expected. */
function isReadable(data: unknown): boolean {
  if (typeof data === 'string') return /^[0-9a-f]+\s*$/.test(data);
  return typeof data === 'object' && data !== null && !(data instanceof ArrayBuffer);
}

async function orNotFound<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') return undefined;
    throw error;
  }
}
