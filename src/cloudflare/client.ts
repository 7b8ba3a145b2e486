import { type ApiReply, readApiReply } from './api-reply.ts';
import { hideToken } from './hide-token.ts';
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
    try {
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
      return reply.kind === 'reply' ? readApiReply(hideToken(reply, token)) : reply;
    } finally {
      release();
    }
  };
}

/**
 * A signal that is aborted with another one, or when the time is over. By hand, since
 * AbortSignal.timeout and AbortSignal.any keep something of each of ten thousand requests.
 */
export function limitTime(signal: AbortSignal): { limited: AbortSignal; release: () => void } {
  // Let go of at the end: removed listeners of one signal keep each other, and what they hold, alive
  // until a full garbage collection, which for a million URLs was 100 MB.
  let controller: AbortController | undefined = new AbortController();
  const { signal: limited } = controller;
  const interrupt = (): void => controller?.abort();
  const giveUp = (): void =>
    controller?.abort(new DOMException('no answer in time', 'TimeoutError'));
  if (signal.aborted) interrupt();
  signal.addEventListener('abort', interrupt);
  const timer = setTimeout(giveUp, requestTimeoutMs);
  const release = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
    controller = undefined;
  };
  return { limited, release };
}
