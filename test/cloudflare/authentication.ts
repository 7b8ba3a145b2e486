import type { Account, ApiToken } from './account.ts';
import type { ApiRequest } from './api-request.ts';
import { type Reply, refuse } from './envelope.ts';

/**
 * Who is asking? Checks in Cloudflare's order.
 * https://developers.cloudflare.com/fundamentals/api/get-started/create-token/
 * https://developers.cloudflare.com/fundamentals/api/troubleshooting/
 */

// Cloudflare answers 6111 to a token outside RFC 7235's token68: quotes, a newline in the secret,
// "Bearer" twice, nothing at all. https://www.rfc-editor.org/rfc/rfc7235#section-2.1
const bearer = /^Bearer [A-Za-z0-9\-._~+/]+=*$/i;
// A Global API Key is not a token: it wants X-Auth-Key and X-Auth-Email.
// https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/
const globalApiKey = /^(?:cfk_.+|[0-9a-f]{37,45})$/;

/** The token that authenticates the request, or why there is none. */
export function authenticate(
  { headers }: Pick<ApiRequest, 'headers'>,
  account: Account,
): { readonly token: ApiToken } | { readonly refusal: Reply } {
  if (!headers['user-agent']) return { refusal: withoutUserAgent };
  if (headers['x-auth-key'] !== undefined) return { refusal: refuseKey(headers['x-auth-key']) };
  const { authorization } = headers;
  if (authorization === undefined) {
    return {
      refusal: refuse(400, {
        code: 9106,
        message: 'Missing X-Auth-Key, X-Auth-Email or Authorization headers',
      }),
    };
  }
  if (typeof authorization !== 'string' || !bearer.test(authorization)) {
    return { refusal: refuseHeader(6111, 'Invalid format for Authorization header') };
  }
  const value = authorization.slice('Bearer '.length);
  const token = account.tokens.find((candidate) => candidate.value === value);
  if (token) return { token };
  return globalApiKey.test(value)
    ? { refusal: refuseHeader(6111, 'Invalid format for Authorization header') }
    : { refusal: refuse(401, { code: 1000, message: 'Invalid API Token' }) };
}

// Not an answer of the API but of the firewall in front of it, so it has no envelope.
const withoutUserAgent: Reply = {
  status: 403,
  headers: { 'content-type': 'text/plain; charset=UTF-8' },
  body: 'error code: 1010',
};

function refuseKey(key: string | readonly string[]): Reply {
  return typeof key === 'string' && globalApiKey.test(key)
    ? refuse(403, { code: 9103, message: 'Unknown X-Auth-Key or X-Auth-Email' })
    : refuseHeader(6103, 'Invalid format for X-Auth-Key header');
}

function refuseHeader(code: number, message: string): Reply {
  return refuse(400, {
    code: 6003,
    message: 'Invalid request headers',
    error_chain: [{ code, message }],
  });
}
