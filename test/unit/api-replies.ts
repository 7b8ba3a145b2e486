import { type AcceptedResponse, diagnoseNetwork } from '../../src/cloudflare/client.ts';
import {
  type ApiError,
  type ApiFailure,
  diagnoseErrors,
  diagnoseStatus,
  responseRows,
} from '../../src/cloudflare/failures.ts';
import type { NetworkFailureReason } from '../../src/http/transport.ts';
import type { RateLimitHeaders } from '../../src/pacing/retry.ts';

type Failure<K extends ApiFailure['kind']> = Extract<ApiFailure, { kind: K }>;

/** A response that accepts the whole request. */
export function accepted(limit: RateLimitHeaders = {}, id = 'purge-1'): AcceptedResponse {
  return { kind: 'accepted', status: 200, ray: 'ray-1', limit, result: { id }, errors: [] };
}

/** A response whose envelope says no. */
export function refused(
  status: number,
  errors: readonly ApiError[],
  limit: RateLimitHeaders = {},
): Failure<'refused'> {
  const diagnosis = diagnoseErrors(status, errors);
  return { kind: 'refused', status, ray: 'ray-2', limit, errors, diagnosis };
}

export function apiError(code: number, message: string, pointer?: string): ApiError {
  return { code, message, chain: [], ...(pointer === undefined ? {} : { pointer }) };
}

/** A response that is not an envelope. */
export function unreadable(status: number, limit: RateLimitHeaders = {}): Failure<'unreadable'> {
  const diagnosis = diagnoseStatus(status);
  return { kind: 'unreadable', status, ray: undefined, limit, content: 'HTML', diagnosis };
}

export function redirected(location: string, ray?: string): Failure<'redirect'> {
  const diagnosis = responseRows.redirect;
  return { kind: 'redirect', status: 302, ray, limit: {}, location, diagnosis };
}

export function noReply(reason: NetworkFailureReason, code = 'ECODE'): Failure<'no-reply'> {
  return diagnoseNetwork({ kind: 'no-reply', reason, code });
}
