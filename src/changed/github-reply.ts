import type { NetworkFailure } from '../http/transport.ts';
import { readText } from '../json.ts';

/** What came of one request to GitHub. */
export type GitHubReply = { readonly kind: 'accepted'; readonly data: unknown } | GitHubFailure;

export type GitHubFailure =
  | GitHubRefusal
  | NetworkFailure
  /** A success without the JSON, or the text, that was asked for. */
  | { readonly kind: 'unreadable' }
  | RedirectFailure;

export interface RedirectFailure {
  readonly kind: 'redirect';
  /** To another server, where the token does not go; without an address; or one after the other. */
  readonly problem: 'elsewhere' | 'nowhere' | 'endless';
  /** Without the query, which may hold a secret; empty where there is none. */
  readonly location: string;
}

export interface GitHubRefusal {
  readonly kind: 'refused';
  readonly status: number;
  readonly message: string;
  /** How long to send nothing; undefined where this is no limit. */
  readonly waitMs: number | undefined;
}

/** Whether the same request may succeed a little later. */
export function mayPass(failure: GitHubReply): boolean {
  if (failure.kind === 'no-reply') return transientReasons.has(failure.reason);
  if (failure.kind === 'unreadable') return true;
  return failure.kind === 'refused' && (failure.status === 408 || failure.status >= 500);
}

const transientReasons: ReadonlySet<NetworkFailure['reason']> = new Set([
  'connection',
  'dns',
  'timeout',
  'cut-off',
]);

/** Sorts an answer with an HTTP status of 400 or more. */
export function readRefusal(
  status: number,
  headers: Readonly<Record<string, unknown>>,
  body: unknown,
): GitHubRefusal {
  const message = readText(body, 'message') ?? '';
  return { kind: 'refused', status, message, waitMs: findWait(status, headers, message) };
}

/** What GitHub asks for where it does not say how long to wait. */
const unknownWaitMs = 60_000;

/**
 * How long GitHub wants nothing more to be sent; undefined where the answer is no limit. The reset of
 * the primary limit is a date, which is held against the answer's own: clocks of runners may be wrong.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
function findWait(
  status: number,
  headers: Readonly<Record<string, unknown>>,
  message: string,
): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const retryAfter = String(headers['retry-after']);
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1000;
  if (String(headers['x-ratelimit-remaining']) === '0') {
    const resetMs = Number(headers['x-ratelimit-reset']) * 1000;
    const untilResetMs = resetMs - Date.parse(String(headers['date']));
    return Number.isNaN(untilResetMs) ? unknownWaitMs : Math.max(untilResetMs, 1000);
  }
  return status === 429 || /rate limit/i.test(message) ? unknownWaitMs : undefined;
}
