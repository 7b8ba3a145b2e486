import { createHash } from 'node:crypto';
import type { Checked } from '../inputs/scalars.ts';
import { describeFileError, type ReadFile } from '../inputs/text-file.ts';
import { mostBodyBytes } from './body-limit.ts';

/** What tells whether a body is a certain file, byte for byte. */
export interface FileHash {
  readonly sha256: string;
  readonly bytes: number;
}

/** Hashes a file piece by piece, and stops where it is longer than any body that is read. */
export async function hashFile(path: string, readFile: ReadFile): Promise<Checked<FileHash>> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of readFile(path)) {
      bytes += piece.length;
      if (bytes > mostBodyBytes) {
        return { ok: false, problem: 'names a file of more than 10 MiB' };
      }
      hash.update(piece);
    }
  } catch (error) {
    return { ok: false, problem: `names a file that ${describeFileError(error)}` };
  }
  return { ok: true, value: { sha256: hash.digest('hex'), bytes } };
}
