import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { mostBodyBytes } from '../inputs/checks.ts';
import type { VisitBody } from './visit.ts';

/** What `decodeBody` understands, for the request. */
export const acceptedEncodings = 'gzip, br, deflate';

/** Nobody encodes more often; each layer may swell a thousandfold. */
const mostEncodings = 3;

/** A body in an encoding that was not asked for, or that is broken. */
export class BodyEncodingError extends Error {
  override readonly name = 'BodyEncodingError';
}

/**
 * Reads a body and undoes its encodings; stops at 10 MiB of what comes out, so that a small body
 * that swells is no danger. Throws `BodyEncodingError`, or what the body throws.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4
 */
export async function decodeBody(
  body: AsyncIterable<Uint8Array>,
  contentEncoding: string | undefined,
): Promise<VisitBody> {
  const encodings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== '' && encoding !== 'identity');
  if (encodings.length > mostEncodings) throw new BodyEncodingError('too many content-encodings');
  let pieces = body;
  for (const encoding of encodings.reverse()) pieces = decode(pieces, encoding);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > mostBodyBytes) return { kind: 'too-large' };
    chunks.push(piece);
  }
  return { kind: 'whole', bytes: Buffer.concat(chunks) };
}

async function* decode(
  encoded: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  // An empty body is legal in any encoding, and the decoders take it for a cut one.
  const source = encoded[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done === true) return;
  const decoder = createDecoder(encoding, first.value);
  const rest = { [Symbol.asyncIterator]: () => source };
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    yield* rest;
  };
  try {
    // The iteration below tells of errors; an end before its time ends the source as well.
    yield* pipeline(Readable.from(whole()), decoder, () => {});
  } catch (error) {
    throw isDecoderError(error) ? new BodyEncodingError(error.code, { cause: error }) : error;
  }
}

function createDecoder(encoding: string, first: Uint8Array): Transform {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      // Some servers leave out the zlib wrapper, which starts with 8 in its low bits (RFC 1950, 2.2).
      return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
    default:
      throw new BodyEncodingError('unknown content-encoding');
  }
}

/** zlib's codes start with `Z_`, Node's names for those of Brotli with `ERR__ERROR_`. */
function isDecoderError(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^(?:Z_|ERR__ERROR_)/.test(error.code)
  );
}
