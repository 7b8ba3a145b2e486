import { type IncomingMessage, request } from 'node:http';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';

/** A reply of the origin, or what Cloudflare says in its stead. */
export type OriginAnswer = {
  readonly status: number;
  /** Names in lower case; nothing in here is about the connection or the coding. */
  readonly headers: Readonly<Record<string, string>>;
  /** Not compressed. */
  readonly body: Uint8Array;
  /** The body as the origin sent it, where that was compressed. */
  readonly encoded?: { readonly encoding: string; readonly body: Uint8Array };
  /** False where the connection broke in the middle of the body. */
  readonly complete: boolean;
};

export type OriginQuestion = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
};

export type FetchOptions = {
  /** `http://127.0.0.1:PORT` */
  readonly originUrl: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

// Headers of the visitor's connection, and those that the edge sets by itself.
const notForwarded = new Set([
  'host',
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'accept-encoding',
  'if-none-match',
  'if-modified-since',
]);

// Headers of the origin's connection; `cache-tag` stays, for the cache needs it.
const notKept = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-encoding',
  'content-length',
]);

/** Asks the origin; never rejects: a fault becomes the 52x page that visitors would see. */
export function fetchFromOrigin(
  { method, url, headers }: OriginQuestion,
  validators: Readonly<Record<string, string>>,
  { originUrl, timeoutMs, signal }: FetchOptions,
): Promise<OriginAnswer> {
  const forwarded = Object.entries(headers).filter(([name]) => !notForwarded.has(name));
  return new Promise((resolve) => {
    const asked = request(`${originUrl}${url.pathname}${url.search}`, {
      method,
      headers: {
        ...Object.fromEntries(forwarded),
        host: url.host,
        'accept-encoding': 'gzip',
        ...validators,
      },
      agent: false,
      maxHeaderSize: 128 * 1024,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    asked.on('response', (message) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      // A broken body is told by `complete`.
      message.on('error', () => undefined);
      message.on('close', () => resolve(readAnswer(message, Buffer.concat(chunks))));
    });
    asked.on('error', (error) => {
      const late = error.name === 'TimeoutError' || error.name === 'AbortError';
      resolve(errorPage(late ? 524 : 521));
    });
    asked.end();
  });
}

const decoders: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  br: (body) => brotliDecompressSync(body),
  gzip: (body) => gunzipSync(body),
  zstd: (body) => zstdDecompressSync(body),
};

function readAnswer(message: IncomingMessage, received: Buffer): OriginAnswer {
  const encoding = message.headers['content-encoding'] ?? '';
  const decode = received.length > 0 && message.complete ? decoders[encoding] : undefined;
  const headers = Object.entries(message.headers)
    .filter(([name]) => !notKept.has(name))
    .map(([name, value]) => [name, String(value)] as const);
  return {
    status: message.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: decode ? decode(received) : received,
    ...(decode ? { encoded: { encoding, body: received } } : {}),
    complete: message.complete,
  };
}

/** https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/ */
function errorPage(status: 521 | 524): OriginAnswer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    body: Buffer.from(`error code: ${status}`),
    complete: true,
  };
}
