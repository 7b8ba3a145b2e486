import type { HttpReply, NetworkFailure } from '../http/transport.ts';
import { type ApiError, parseEnvelope, type UnreadableContent } from './envelope.ts';
import { type RateLimitHeaders, readRateLimitHeaders } from './rate-limit-headers.ts';

/** What an answer of the API was, before anybody decides what follows from it. */
export type ApiReply = AcceptedReply | ApiFailure;

/** Everything but a success: facts, that `report/` puts into words. */
export type ApiFailure = RefusedReply | UnreadableReply | RedirectReply | NetworkFailure;

interface ReplyFacts {
  readonly status: number;
  /** `cf-ray`: names the request in Cloudflare's logs. */
  readonly ray: string | undefined;
  readonly limit: RateLimitHeaders;
}

export interface AcceptedReply extends ReplyFacts {
  readonly kind: 'accepted';
  readonly result: unknown;
}

/** The envelope says no, with whatever HTTP status: 200 as well. */
export interface RefusedReply extends ReplyFacts {
  readonly kind: 'refused';
  readonly errors: readonly ApiError[];
}

export interface UnreadableReply extends ReplyFacts {
  readonly kind: 'unreadable';
  readonly content: UnreadableContent;
}

export interface RedirectReply extends ReplyFacts {
  readonly kind: 'redirect';
  readonly location: string;
}

/**
 * Sorts an answer by its envelope and its status. HTTP 200 can be a failure, and what is no
 * envelope is never a success.
 */
export function readApiReply(reply: HttpReply): ApiReply {
  const facts = {
    status: reply.status,
    ray: reply.headers['cf-ray'],
    limit: readRateLimitHeaders(reply.headers),
  };
  if (reply.status >= 300 && reply.status < 400) {
    return { kind: 'redirect', ...facts, location: reply.headers['location'] ?? '' };
  }
  const envelope = parseEnvelope(reply.body);
  if (typeof envelope === 'string') return { kind: 'unreadable', ...facts, content: envelope };
  const { success, errors, result } = envelope;
  return success && reply.status < 300
    ? { kind: 'accepted', ...facts, result }
    : { kind: 'refused', ...facts, errors };
}
