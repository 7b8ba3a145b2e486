import type { StopReason } from '../pacing/stop.ts';
import type { GitHubReply, RedirectFailure } from './github-reply.ts';

/** What a question to GitHub brought. */
export type Answer<T> = { readonly kind: 'found'; readonly value: T } | Unanswered;

export type Unanswered =
  /** There is no such thing, or the token may not know of it. */
  | { readonly kind: 'not-found' }
  /** `said` is GitHub's message. */
  | { readonly kind: 'not-allowed'; readonly status: number; readonly said: string }
  /** In words that go on after "GitHub". */
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'cancelled' };

/** A repository without a commit has 409; a reference that leads nowhere has 422. */
const notFoundStatuses: ReadonlySet<number> = new Set([404, 409, 410, 422]);
const notAllowedStatuses: ReadonlySet<number> = new Set([401, 403]);

/**
 * Sorts what came at last.
 * @param reply undefined where nothing came before the step stopped.
 * @param read Gives undefined for data of another form.
 */
export function sortReply<T>(
  reply: GitHubReply | undefined,
  stopped: StopReason | undefined,
  read: (data: unknown) => T | undefined,
): Answer<T> {
  if (reply?.kind === 'accepted') {
    const value = read(reply.data);
    return value === undefined
      ? { kind: 'unreachable', why: 'gave an answer of another form than its API has' }
      : { kind: 'found', value };
  }
  if (stopped === 'cancelled') return { kind: 'cancelled' };
  if (reply === undefined) {
    return { kind: 'unreachable', why: 'was not asked: the time of `timeout` was over' };
  }
  // Its error only says that somebody hung up, which was the step itself.
  return stopped === 'timeout' && reply.kind === 'no-reply'
    ? { kind: 'unreachable', why: 'did not answer before the time of `timeout` was over' }
    : sortFailure(reply);
}

function sortFailure(failure: Exclude<GitHubReply, { kind: 'accepted' }>): Unanswered {
  switch (failure.kind) {
    case 'redirect':
      return { kind: 'unreachable', why: sayRedirect(failure) };
    case 'unreadable':
      return { kind: 'unreachable', why: 'gave an answer that is no JSON' };
    case 'no-reply':
      return { kind: 'unreachable', why: `did not answer (${failure.code})` };
    case 'refused': {
      const { status, message, waitMs } = failure;
      const said = `HTTP ${status}${message === '' ? '' : ` "${message}"`}`;
      if (waitMs !== undefined) {
        const seconds = Math.ceil(waitMs / 1000);
        const until =
          seconds === 0
            ? ' until the time of `timeout` was over'
            : `, and ${seconds} s more would outlast \`timeout\``;
        const why = `refused for its rate limit (${said})${until}`;
        return { kind: 'unreachable', why };
      }
      if (notFoundStatuses.has(status)) return { kind: 'not-found' };
      if (notAllowedStatuses.has(status)) return { kind: 'not-allowed', status, said };
      return { kind: 'unreachable', why: `answered ${said}` };
    }
  }
}

function sayRedirect({ problem, location }: RedirectFailure): string {
  switch (problem) {
    case 'elsewhere':
      return `answered with a redirect to ${location}, which is not followed: the token stays here`;
    case 'nowhere':
      return 'answered with a redirect that names no address';
    case 'endless':
      return `answered with one redirect after the other, the last one to ${location}`;
  }
}
