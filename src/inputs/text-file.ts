import type { Checked } from './scalars.ts';

/** Reads a text file of the workspace; what is wrong with it comes back in words. */
export type ReadTextFile = (path: string) => Promise<Checked<string>>;

/** Reads the bytes of a file, relative to the workspace. Rejects with the errors of `node:fs`. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/** V8 holds no string of more than 2^29 characters; a list near it is a mistake anyway. */
const mostBytes = 256 * 1024 * 1024;

/** Makes a reader of text files: UTF-8, or UTF-16 with a byte order mark, as PowerShell 5 writes. */
export function createTextFileReader(readFile: ReadFile): ReadTextFile {
  return async (path) => {
    try {
      return decodeText(await readFile(path));
    } catch (error) {
      return { ok: false, problem: describeFileError(error) };
    }
  };
}

/** Decodes the bytes of a text file by their byte order mark, UTF-8 without one. */
export function decodeText(bytes: Uint8Array): Checked<string> {
  if (bytes.length > mostBytes) return { ok: false, problem: 'is larger than 256 MiB' };
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return { ok: true, value: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, problem: `is not ${encoding.toUpperCase()} text` };
  }
}

const problemOfCode = new Map([
  ['ENOENT', 'does not exist'],
  ['ENOTDIR', 'does not exist'],
  ['EISDIR', 'is a folder'],
  ['EACCES', 'may not be read'],
  ['EPERM', 'may not be read'],
]);

function describeFileError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return problemOfCode.get(code) ?? `cannot be read (${code})`;
}
