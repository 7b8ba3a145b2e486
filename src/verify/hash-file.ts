import { createHash } from 'node:crypto';
import { describeFileError, type ReadFile } from '../inputs/text-file.ts';
import type { Checked } from '../text.ts';
import { mostBodyBytes } from './body-limit.ts';

/** What tells whether a body is a certain file, byte for byte, without holding all of it. */
export interface FileContent {
  /** In hex, of the whole file. */
  readonly sha256: string;
  /** The length of the file. */
  readonly bytes: number;
  /** Whether it is UTF-8. */
  readonly isText: boolean;
  /** For bodies of which only the beginning is known. */
  readonly beginning: Uint8Array;
}

/** A probe gives 10,000 characters, each of which may have four bytes. */
const beginningBytes = 40_000;

/** Hashes a file piece by piece, and stops where it is longer than any body that is read. */
export async function hashFile(path: string, readFile: ReadFile): Promise<Checked<FileContent>> {
  const hash = createHash('sha256');
  const isUtf8 = createUtf8Check();
  let beginning = Buffer.alloc(0);
  let bytes = 0;
  try {
    for await (const piece of readFile(path)) {
      bytes += piece.length;
      if (bytes > mostBodyBytes) {
        return { ok: false, problem: 'names a file of more than 10 MiB' };
      }
      hash.update(piece);
      isUtf8.add(piece);
      const missing = beginningBytes - beginning.length;
      if (missing > 0) beginning = Buffer.concat([beginning, piece.subarray(0, missing)]);
    }
  } catch (error) {
    return { ok: false, problem: `names a file that ${describeFileError(error)}` };
  }
  return {
    ok: true,
    value: { sha256: hash.digest('hex'), bytes, isText: isUtf8.end(), beginning },
  };
}

function createUtf8Check(): { add: (piece: Uint8Array) => void; end: () => boolean } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  const decode = (piece?: Uint8Array): void => {
    if (!isUtf8) return;
    try {
      decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      isUtf8 = false;
    }
  };
  return {
    add: decode,
    end: () => {
      decode();
      return isUtf8;
    },
  };
}
