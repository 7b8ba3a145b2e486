import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';

/** Nobody encodes more often; each layer may swell a thousandfold. */
const mostEncodings = 3;

type Decode = (
  body: Uint8Array,
  options: { readonly maxOutputLength: number },
) => Promise<Uint8Array>;

const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
  ['zstd', promisify(zstdDecompress)],
  [
    'deflate',
    // Some servers leave out the zlib wrapper, which starts with 8 in its low bits (RFC 1950, 2.2).
    (body, options) =>
      promisify(((body[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw)(body, options),
  ],
]);

/**
 * Undoes the encodings of a body. A body with an encoding that nobody knows is left as it came, as browsers do.
 * Throws what zlib does if the body is cut or damaged.
 * @returns undefined if more comes out than allowed: a small body that swells is no danger.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4
 */
export async function decodeBody(
  body: Uint8Array,
  contentEncoding: string,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  const encodings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== '' && encoding !== 'identity');
  const layers = encodings.map((encoding) => decoders.get(encoding));
  // An empty body is legal in any encoding, and the decoders take it for a cut one.
  if (body.length === 0 || layers.length > mostEncodings) return body;
  let decoded = body;
  for (const decode of layers.reverse()) {
    if (decode === undefined) return body;
    try {
      decoded = await decode(decoded, { maxOutputLength: mostBytes });
    } catch (error) {
      if (isTooLarge(error)) return undefined;
      throw error;
    }
  }
  return decoded;
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
