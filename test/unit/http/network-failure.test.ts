import { describe, expect, test } from 'vitest';
import { sortNetworkError } from '../../../src/http/network-failure.ts';

function errorWithCode(code: string): Error {
  return Object.assign(new Error('no'), { code });
}

describe('sortNetworkError', () => {
  test.each([
    ['ECONNREFUSED', 'connection'],
    ['ECONNRESET', 'connection'],
    ['EPIPE', 'connection'],
    ['ENETUNREACH', 'connection'],
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ETIMEDOUT', 'timeout'],
    ['HPE_INVALID_CONSTANT', 'malformed'],
    ['HPE_HEADER_OVERFLOW', 'malformed'],
    ['HPE_INVALID_EOF_STATE', 'cut-off'],
    ['Z_BUF_ERROR', 'cut-off'],
    ['ERR__ERROR_FORMAT_PADDING_2', 'cut-off'],
    ['ZSTD_error_prefix_unknown', 'cut-off'],
    ['HTTP 407', 'proxy'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ])('%s is %s', (code, reason) => {
    expect(sortNetworkError(errorWithCode(code))).toEqual({ kind: 'no-reply', reason, code });
  });

  test('finds the code of a cause, however deep', () => {
    const error = new TypeError('fetch failed', {
      cause: new Error('other', { cause: errorWithCode('ECONNRESET') }),
    });
    expect(sortNetworkError(error)).toMatchObject({ reason: 'connection', code: 'ECONNRESET' });
  });

  test('finds the code of a part, as when several addresses are tried', () => {
    const error = new AggregateError([errorWithCode('ENETUNREACH'), errorWithCode('ETIMEDOUT')]);
    expect(sortNetworkError(error)).toMatchObject({ reason: 'connection', code: 'ENETUNREACH' });
  });

  test('knows the errors of aborted signals by their names', () => {
    expect(sortNetworkError(new DOMException('no', 'TimeoutError'))).toMatchObject({
      reason: 'timeout',
    });
    expect(sortNetworkError(new DOMException('no', 'AbortError'))).toMatchObject({
      reason: 'interrupted',
    });
  });

  test.each([
    [new TypeError('x is not a function'), 'TypeError'],
    [errorWithCode('ERR_INVALID_ARG_TYPE'), 'ERR_INVALID_ARG_TYPE'],
    ['a string', 'string'],
    [undefined, 'undefined'],
  ])('%o is a bug, and says so', (error, code) => {
    expect(sortNetworkError(error)).toEqual({ kind: 'no-reply', reason: 'unexpected', code });
  });
});
