import { hideToken } from '../http/hide-token.ts';
import { limitTime } from '../http/limit-time.ts';
import type { Transport } from '../http/transport.ts';
import { userAgent } from '../http/user-agent.ts';
import { type ApiReply, readApiReply } from './api-reply.ts';

/** A request to the API: its path below the API's address, and the body of a POST. */
export type ApiRequest =
  | { readonly method: 'GET'; readonly path: string }
  | { readonly method: 'POST'; readonly path: string; readonly body: unknown };

/** Calls the API once: no retries, no waiting. */
export type CallApi = (request: ApiRequest, signal: AbortSignal) => Promise<ApiReply>;

/**
 * Makes the client of Cloudflare's API: the only place that knows the token.
 * @see https://developers.cloudflare.com/fundamentals/api/how-to/make-api-calls/
 */
export function createClient(apiUrl: string, token: string, transport: Transport): CallApi {
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    'user-agent': userAgent,
  };
  const send = hideToken(transport, token);
  return async (request, signal) => {
    const { limited, release } = limitTime(signal);
    const url = apiUrl + request.path;
    try {
      const reply = await send(
        request.method === 'GET'
          ? { method: 'GET', url, headers }
          : {
              method: 'POST',
              url,
              headers: { ...headers, 'content-type': 'application/json' },
              body: JSON.stringify(request.body),
            },
        limited,
      );
      return reply.kind === 'reply' ? readApiReply(reply) : reply;
    } finally {
      release();
    }
  };
}
