import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { EdgeBehaviour, Encoding } from './edge-behaviour.ts';
import type { OriginAnswer } from './edge-origin-fetch.ts';

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
