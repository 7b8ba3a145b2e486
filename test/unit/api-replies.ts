import type {
  AcceptedReply,
  RefusedReply,
  UnreadableReply,
} from '../../src/cloudflare/api-reply.ts';
import type { ApiError } from '../../src/cloudflare/envelope.ts';
import type { RateLimitHeaders } from '../../src/cloudflare/rate-limit-headers.ts';
import type { NetworkFailure, NetworkFailureReason } from '../../src/http/transport.ts';

/** An answer that accepts the whole request. */
export function accepted(limit: RateLimitHeaders = {}, id = 'purge-1'): AcceptedReply {
  return { kind: 'accepted', status: 200, ray: 'ray-1', limit, result: { id } };
}

/** An answer whose envelope says no. */
export function refused(
  status: number,
  errors: readonly ApiError[],
  limit: RateLimitHeaders = {},
): RefusedReply {
  return { kind: 'refused', status, ray: 'ray-2', limit, errors };
}

export function apiError(code: number, message: string, pointer?: string): ApiError {
  return { code, message, chain: [], ...(pointer === undefined ? {} : { pointer }) };
}

/** An answer that is no envelope. */
export function unreadable(status: number, limit: RateLimitHeaders = {}): UnreadableReply {
  return { kind: 'unreadable', status, ray: undefined, limit, content: 'HTML' };
}

export function noReply(reason: NetworkFailureReason, code = 'ECODE'): NetworkFailure {
  return { kind: 'no-reply', reason, code };
}
