import { redactReplies, userAgent } from '../http/http.ts';
import { sortNetworkError } from '../http/network-failure.ts';
import type { HttpReply, NetworkFailure, Transport } from '../http/transport.ts';
import { isRecord, parseJson } from '../json.ts';
import type { Load } from '../pacing/gate.ts';
import {
  type Attempts,
  type Classified,
  type Pacing,
  type RateLimitHeaders,
  retry,
} from '../pacing/retry.ts';
import {
  type ApiError,
  type ApiFailure,
  diagnoseErrors,
  diagnoseStatus,
  networkRows,
  type ResponseFacts,
  responseRows,
  type UnreadableContent,
} from './failures.ts';

/** A request to the API: its path below the API's address, and the body of a POST. */
export type ApiRequest =
  | { readonly method: 'GET'; readonly path: string }
  | { readonly method: 'POST'; readonly path: string; readonly body: unknown };

export type ApiResponse = AcceptedResponse | ApiFailure;

export interface AcceptedResponse extends ResponseFacts {
  readonly kind: 'accepted';
  readonly result: unknown;
  /** Cloudflare may accept a request and report errors all the same. */
  readonly errors: readonly ApiError[];
}

/** Calls the API once: no retries, no waiting. */
export type CallApi = (request: ApiRequest, signal: AbortSignal) => Promise<ApiResponse>;

/** The API, and when and how often it may be called. */
export interface Api extends Pacing {
  readonly call: CallApi;
}

/** Older keys are 37 to 45 hex digits; newer ones start with `cfk_`, which is an error in the inputs. */
const globalApiKey = /^[0-9a-f]{37,45}$/i;

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
  const send = redactReplies(transport, token);
  const exchange = async (request: ApiRequest, signal: AbortSignal): Promise<ApiResponse> => {
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
        signal,
      );
      return reply.kind === 'reply' ? readResponse(reply) : diagnoseNetwork(reply);
    } catch (error) {
      // A bug fails this request, so that what was purged before is still accounted for.
      return diagnoseNetwork(sortNetworkError(error));
    }
  };
  if (!globalApiKey.test(token)) return exchange;
  return async (request, signal) => explainKey(await exchange(request, signal));
}

/** Calls the API through the gate until the response is final. */
export function callWithRetries(
  request: ApiRequest,
  load: Load,
  api: Api,
  isWanted?: () => boolean,
): Promise<Attempts<ApiResponse>> {
  const send = (signal: AbortSignal): Promise<ApiResponse> => api.call(request, signal);
  const name = `${request.method} ${request.path}`;
  return retry(
    { name, send, classify, load, ...(isWanted === undefined ? {} : { isWanted }) },
    api,
  );
}

function classify(response: ApiResponse): Classified {
  if (response.kind === 'accepted') return { next: 'accept', limit: response.limit };
  const { next: wanted } = response.diagnosis;
  const isRetried = wanted === 'throttle' || wanted === 'backoff' || wanted === 'hold';
  const next = isRetried ? wanted : 'fail';
  return response.kind === 'no-reply' ? { next } : { next, limit: response.limit };
}

/**
 * Sorts a response by its envelope and its status. HTTP 200 can be a failure, and what has no
 * envelope is never a success.
 */
export function readResponse(reply: HttpReply): ApiResponse {
  const { status, headers, body } = reply;
  const facts = { status, ray: headers['cf-ray'], limit: readRateLimitHeaders(headers) };
  if (status >= 300 && status < 400) {
    const location = headers['location'] ?? '';
    return { kind: 'redirect', ...facts, location, diagnosis: responseRows.redirect };
  }
  const envelope = parseJson(body);
  if (!isRecord(envelope) || typeof envelope['success'] !== 'boolean') {
    const content = nameContent(body, envelope);
    return { kind: 'unreadable', ...facts, content, diagnosis: diagnoseStatus(status) };
  }
  const errors = Array.isArray(envelope['errors']) ? envelope['errors'].map(readError) : [];
  if (envelope['success'] && status < 300) {
    return { kind: 'accepted', ...facts, result: envelope['result'] ?? null, errors };
  }
  return { kind: 'refused', ...facts, errors, diagnosis: diagnoseErrors(status, errors) };
}

export function diagnoseNetwork(
  failure: NetworkFailure,
): Extract<ApiFailure, { kind: 'no-reply' }> {
  return { ...failure, diagnosis: networkRows[failure.reason] };
}

/** Whatever Cloudflare says about it, a key that is refused can never work as a token. */
function explainKey(response: ApiResponse): ApiResponse {
  if (response.kind !== 'refused') return response;
  const { next } = response.diagnosis;
  return next === 'hold' || next === 'stop-zone' || next === 'stop-all'
    ? { ...response, diagnosis: responseRows.globalApiKey }
    : response;
}

function nameContent(body: string, parsed: unknown): UnreadableContent {
  if (parsed !== undefined) return 'JSON of another form';
  if (body.trim() === '') return 'empty';
  return body.trimStart().startsWith('<') ? 'HTML' : 'text';
}

function readError(value: unknown): ApiError {
  if (!isRecord(value)) return { code: 0, message: JSON.stringify(value), chain: [] };
  const { source, error_chain: chain, documentation_url: documentation } = value;
  const pointer = isRecord(source) ? source['pointer'] : undefined;
  return {
    ...readCodeAndMessage(value),
    ...(typeof pointer === 'string' ? { pointer } : {}),
    ...(typeof documentation === 'string' ? { documentation } : {}),
    chain: Array.isArray(chain) ? chain.filter(isRecord).map(readCodeAndMessage) : [],
  };
}

function readCodeAndMessage(value: Record<string, unknown>): { code: number; message: string } {
  const code = Number(value['code']);
  const { message } = value;
  return {
    code: Number.isSafeInteger(code) ? code : 0,
    message: typeof message === 'string' ? message : '',
  };
}

/**
 * Reads `retry-after: 30`, `ratelimit: "default";r=50;t=30` and `ratelimit-policy: "burst";q=100;w=60`.
 * @see https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
export function readRateLimitHeaders(headers: Readonly<Record<string, string>>): RateLimitHeaders {
  const retryAfter = readSeconds(headers['retry-after']);
  const remaining = readParameter(headers['ratelimit'], 'r');
  const reset = readParameter(headers['ratelimit'], 't');
  const quota = readParameter(headers['ratelimit-policy'], 'q');
  const window = readParameter(headers['ratelimit-policy'], 'w');
  return {
    ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(reset === undefined ? {} : { resetMs: reset * 1000 }),
    ...(quota === undefined ? {} : { quota }),
    ...(window === undefined ? {} : { windowMs: window * 1000 }),
  };
}

/** Cloudflare sends whole seconds; a date (RFC 9110, 10.2.3) would need a clock that may be wrong. */
function readSeconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}(?:\.\d+)?$/.test(value.trim())
    ? Number(value)
    : undefined;
}

function readParameter(value: string | undefined, name: string): number | undefined {
  const match = new RegExp(`;\\s*${name}=(\\d{1,9}(?:\\.\\d+)?)`).exec(value ?? '');
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
