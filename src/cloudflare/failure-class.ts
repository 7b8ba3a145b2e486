import type { ApiFailure, RefusedReply } from './api-reply.ts';
import type { ApiError } from './envelope.ts';
import { olderMostItemsPerRequest } from './limits.ts';

/** What follows from a failure, for whoever sends. */
export type FailureClass =
  /** Nothing may be sent for a while. */
  | { readonly kind: 'rate-limited' }
  /** The same request may well succeed a little later. */
  | { readonly kind: 'transient' }
  /** Seen now and then with valid tokens: one more try decides whether the zone is shut. */
  | { readonly kind: 'authentication' }
  | { readonly kind: 'too-many-items'; readonly limit: number }
  /** Some items were refused, and the rest was accepted. */
  | { readonly kind: 'partial' }
  /** This request is wrong; others may be right. */
  | { readonly kind: 'request' }
  /** No request for this zone can succeed. */
  | { readonly kind: 'zone' }
  /** No request at all can succeed: the token or the address is wrong. */
  | { readonly kind: 'all' };

/** Codes seen for a rate limit, most of them with 429, some with 200. */
const rateLimitCodes = new Set([971, 1083, 1102, 1113, 1134]);
const tooManyItemsCodes = new Set([1094, 1101, 1111]);
const zoneCodes = new Set([1095, 7003, 9109, 10405]);
const tokenCodes = new Set([6003, 9103, 9106]);
/** Codes that mean a fault inside Cloudflare with one message, and a wrong token with another. */
const ambiguousCodes = new Set([1000, 10001]);
const transientMessage = /time-?out|timed out|internal|temporar|unavailable|try again/i;
/** Every alternative has a space, which no item has: a message may quote items. */
const rateLimitMessage = /rate limit|too many requests|consider throttling/i;
const tooManyItemsMessage = /maximum (?:amount|number) of (\d+)/i;

/**
 * Sorts a failure by its codes first, then its HTTP status, then its messages.
 * @see docs/troubleshooting.md for each code in words
 */
export function classifyFailure(failure: ApiFailure): FailureClass {
  switch (failure.kind) {
    case 'no-reply':
      return classifyNoReply(failure.reason);
    case 'redirect':
      return { kind: 'all' };
    case 'unreadable':
      return classifyStatus(failure.status, 'transient');
    case 'refused':
      return classifyRefusal(failure);
  }
}

function classifyNoReply(
  reason: Extract<ApiFailure, { kind: 'no-reply' }>['reason'],
): FailureClass {
  switch (reason) {
    case 'connection':
    case 'dns':
    case 'timeout':
    case 'cut-off':
      return { kind: 'transient' };
    case 'tls':
    case 'proxy':
    case 'unexpected':
      return { kind: 'all' };
    case 'too-large':
    case 'interrupted':
      return { kind: 'request' };
  }
}

function classifyStatus(status: number, otherwise: 'transient' | 'request'): FailureClass {
  if (status === 429) return { kind: 'rate-limited' };
  if (status === 408 || status >= 500) return { kind: 'transient' };
  return { kind: status >= 400 ? 'request' : otherwise };
}

function classifyRefusal({ status, errors }: RefusedReply): FailureClass {
  if (status === 429 || errors.some(isRateLimit)) return { kind: 'rate-limited' };
  const limit = errors.map(readItemLimit).find((found) => found !== undefined);
  if (limit !== undefined) return { kind: 'too-many-items', limit };
  if (errors.some(isTransient)) return { kind: 'transient' };
  if (errors.some(({ code }) => code === 10000)) return { kind: 'authentication' };
  if (errors.some(({ code }) => tokenCodes.has(code) || ambiguousCodes.has(code))) {
    return { kind: 'all' };
  }
  if (errors.some(({ code }) => zoneCodes.has(code))) return { kind: 'zone' };
  return status < 300 ? { kind: 'partial' } : classifyStatus(status, 'request');
}

function isRateLimit({ code, message }: ApiError): boolean {
  return rateLimitCodes.has(code) || rateLimitMessage.test(message);
}

function isTransient({ code, message }: ApiError): boolean {
  return ambiguousCodes.has(code) && transientMessage.test(message);
}

function readItemLimit({ code, message }: ApiError): number | undefined {
  const named = tooManyItemsMessage.exec(message)?.[1];
  if (named !== undefined && Number(named) > 0) return Number(named);
  return tooManyItemsCodes.has(code) ? olderMostItemsPerRequest : undefined;
}
