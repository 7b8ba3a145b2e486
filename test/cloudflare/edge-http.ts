import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import {
  brotliCompressSync,
  brotliDecompressSync,
  deflateSync,
  gunzipSync,
  gzipSync,
  zstdCompressSync,
  zstdDecompressSync,
} from 'node:zlib';
import type { EdgeBehaviour, Encoding } from './edge-behaviour.ts';

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

const compress: Readonly<Record<Encoding, (body: Uint8Array) => Uint8Array>> = {
  br: (body) => brotliCompressSync(body),
  gzip: (body) => gzipSync(body),
  deflate: (body) => deflateSync(body),
  zstd: (body) => zstdCompressSync(body),
};

// https://developers.cloudflare.com/speed/optimization/content/compression/
const compressible = /^(?:text\/|application\/(?:json|javascript|xml)|image\/svg)/;

type EncodingBehaviour = Pick<EdgeBehaviour, 'encodings' | 'keepsOriginEncoding'>;

/** Sends an answer as a visitor gets it: compressed, and cut off where the origin cut it. */
export function sendAnswer(
  answer: OriginAnswer,
  behaviour: EncodingBehaviour,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { status, headers, complete } = answer;
  const { 'cache-tag': _tags, ...visible } = headers;
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const { body: sent, headers: encodingHeaders } = encode(answer, behaviour, accepted);
  response.writeHead(status, {
    ...visible,
    ...encodingHeaders,
    'content-length': complete ? sent.length : sent.length + 1,
  });
  if (request.method === 'HEAD') response.end();
  else if (complete) response.end(sent);
  else response.write(sent, () => response.destroy());
}

function encode(
  { headers, body, encoded, complete }: OriginAnswer,
  { encodings, keepsOriginEncoding }: EncodingBehaviour,
  accepted: string,
): { readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> } {
  const accepts = (name: string) => new RegExp(`\\b${name}\\b`).test(accepted);
  if (keepsOriginEncoding && encoded && accepts(encoded.encoding)) {
    return { body: encoded.body, headers: describeEncoding(encoded.encoding, {}) };
  }
  const isText = compressible.test(headers['content-type'] ?? '');
  const encoding = isText && body.length > 0 && complete ? encodings.find(accepts) : undefined;
  if (encoding === undefined) return { body, headers: {} };
  return { body: compress[encoding](body), headers: describeEncoding(encoding, headers) };
}

// Other bytes than the origin's cannot have its strong ETag.
// https://developers.cloudflare.com/cache/reference/etag-headers/
function describeEncoding(
  encoding: string,
  { etag }: OriginAnswer['headers'],
): Readonly<Record<string, string>> {
  return {
    'content-encoding': encoding,
    vary: 'accept-encoding',
    ...(etag === undefined ? {} : { etag: etag.replace(/^(?!W\/)/, 'W/') }),
  };
}

/** A page that Cloudflare makes without asking cache or origin, so it has no cache status. */
export function edgePage(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): OriginAnswer {
  const type = { 'content-type': 'text/html; charset=UTF-8', 'cache-control': 'no-store' };
  return { status, headers: { ...type, ...headers }, body: Buffer.from(body), complete: true };
}
