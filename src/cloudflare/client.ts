import { type ApiReply, readApiReply } from './api-reply.ts';
import type { Transport } from './transport.ts';

/** A request to the API: its path below the API's address, and the body of a POST. */
export type ApiRequest =
  | { readonly method: 'GET'; readonly path: string }
  | { readonly method: 'POST'; readonly path: string; readonly body: unknown };

/** Calls the API once: no retries, no waiting. */
export type CallApi = (request: ApiRequest, signal: AbortSignal) => Promise<ApiReply>;

/** Cloudflare refuses requests without one, and undici sends none of its own. */
export const userAgent = 'purge-cloudflare-cache (GitHub Action)';

/** No answer of the API takes this long; a connection that hangs must not hang the job. */
export const requestTimeoutMs = 30_000;

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
  return async (request, signal) => {
    const { limited, release } = limitTime(signal);
    const url = apiUrl + request.path;
    const reply = await transport(
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
    release();
    return reply.kind === 'reply' ? readApiReply(reply) : reply;
  };
}

/** AbortSignal.timeout would keep each of ten thousand timers for its whole time. */
function limitTime(signal: AbortSignal): { limited: AbortSignal; release: () => void } {
  const timeout = new AbortController();
  const abort = (): void => timeout.abort(new DOMException('no answer in time', 'TimeoutError'));
  const timer = setTimeout(abort, requestTimeoutMs);
  return {
    limited: AbortSignal.any([signal, timeout.signal]),
    release: () => clearTimeout(timer),
  };
}
