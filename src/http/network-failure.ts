import type { NetworkFailure, NetworkFailureReason } from './transport.ts';

/**
 * Error codes of Node that mean the network failed. What is not here is a bug, and is told as one instead
 * of being tried again.
 * @see https://nodejs.org/api/errors.html#nodejs-error-codes
 */
const reasons: Readonly<Record<string, NetworkFailureReason>> = {
  ECONNREFUSED: 'connection',
  ECONNRESET: 'connection',
  ECONNABORTED: 'connection',
  EPIPE: 'connection',
  EHOSTUNREACH: 'connection',
  EHOSTDOWN: 'connection',
  ENETUNREACH: 'connection',
  ENETDOWN: 'connection',
  EADDRNOTAVAIL: 'connection',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ETIMEDOUT: 'timeout',
  TimeoutError: 'timeout',
  HPE_INVALID_EOF_STATE: 'cut-off',
  AbortError: 'interrupted',
};

const reasonsByPattern: readonly (readonly [RegExp, NetworkFailureReason])[] = [
  // What OpenSSL and Node say of certificates that they do not accept.
  [
    /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|EPROTO$)/,
    'tls',
  ],
  // What Node's parser says of responses: https://github.com/nodejs/llhttp
  [/^HPE_/, 'malformed'],
  // What zlib says of bodies that are cut or damaged; Node's names for Brotli and Zstandard start with `ERR_`.
  [/^(?:Z_|ERR__ERROR_|ZSTD_)/, 'cut-off'],
  // What a proxy answered when it was asked for a tunnel.
  [/^HTTP \d+$/, 'proxy'],
];

/** Makes an error with a code of this list. */
export function failWith(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Sorts what a request failed with. */
export function sortNetworkError(error: unknown): NetworkFailure {
  for (const code of codesOf(error)) {
    const reason = reasons[code] ?? reasonsByPattern.find(([pattern]) => pattern.test(code))?.[1];
    if (reason !== undefined) return { kind: 'no-reply', reason, code };
  }
  return { kind: 'no-reply', reason: 'unexpected', code: [...codesOf(error)][0] ?? typeof error };
}

/** The codes and names of an error, its causes and its parts, outermost first. */
function* codesOf(error: unknown): Generator<string> {
  if (!(error instanceof Error)) return;
  if ('code' in error && typeof error.code === 'string') yield error.code;
  if (error instanceof AggregateError) for (const part of error.errors) yield* codesOf(part);
  yield* codesOf(error.cause);
  yield error.name;
}
