import type { Reply } from '../cloudflare/envelope.ts';
import type { Fault } from '../cloudflare/faults.ts';

const documentation = 'https://docs.github.com/rest';

/** An answer in JSON. */
export function answer(body: unknown, headers: Reply['headers'] = {}): Reply {
  return respond(200, body, headers);
}

/** A refusal as GitHub words it. */
export function refuse(status: number, message: string, headers: Reply['headers'] = {}): Reply {
  const body = { message, documentation_url: documentation, status: String(status) };
  return respond(status, body, headers);
}

/** What does not exist, and what a token may not know of. */
export const notFound = refuse(404, 'Not Found');

/** An answer to "give me the hash alone", `Accept: application/vnd.github.sha`. */
export function answerSha(sha: string): Reply {
  const type = 'application/vnd.github.sha; charset=utf-8';
  return { status: 200, headers: { 'content-type': type }, body: sha };
}

function respond(status: number, body: unknown, headers: Reply['headers']): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/**
 * The refusal of a secondary limit, as a fault: GitHub does not say what it counts. Without
 * `retryAfter` it does not say how long to wait either: a minute at least.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function secondaryLimit(
  options: { readonly status?: 403 | 429; readonly retryAfter?: number } = {},
): Fault {
  const { status = 403, retryAfter } = options;
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  return {
    kind: 'status',
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
    body: { message, documentation_url: documentation },
  };
}

/** What GitHub answers when a request takes it more than 10 seconds, or while it is down. */
export function serverError(status = 502): Fault {
  return { kind: 'status', status, body: { message: 'Server Error' } };
}
