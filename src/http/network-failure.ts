import type { NetworkFailure, NetworkFailureReason } from './transport.ts';

/**
 * Error codes of Node and undici that mean the network failed. What is not here is a bug, and is
 * told as one instead of being tried again.
 * @see https://nodejs.org/api/errors.html#nodejs-error-codes
 * @see https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md
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
  UND_ERR_SOCKET: 'connection',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ETIMEDOUT: 'timeout',
  TimeoutError: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'cut-off',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
  HPE_INVALID_EOF_STATE: 'cut-off',
  UND_ERR_PRX_CONN: 'connection',
  UND_ERR_PRX_TLS: 'proxy',
  // undici gives it to a proxy that answers CONNECT with anything but 200; our own aborts have names.
  UND_ERR_ABORTED: 'proxy',
  AbortError: 'interrupted',
};

/** Codes that OpenSSL and Node give to certificates they do not accept. */
const certificateCode =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|EPROTO$)/;

/** Sorts what a transport threw. */
export function sortNetworkError(error: unknown): NetworkFailure {
  for (const code of codesOf(error)) {
    const reason = reasons[code] ?? (certificateCode.test(code) ? 'tls' : undefined);
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
