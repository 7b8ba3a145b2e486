/** Reads a file's bytes in pieces, relative to the workspace. Throws the errors of `node:fs`. */
export type ReadFile = (path: string) => AsyncIterable<Uint8Array>;

/** Reads a text file in pieces, so that a large one is never held as a whole. Throws `TextFileError`. */
export type ReadTextFile = (path: string) => AsyncIterable<string>;

/** A file that is not there, may not be read, or is no text; the message goes on after its name. */
export class TextFileError extends Error {
  override readonly name = 'TextFileError';
}

export const outOfTime = 'could not be read within the time of `timeout`';

/**
 * Ends the reading of every file when a signal is aborted, even of one that gives nothing: what is
 * in the workspace may be on another machine.
 */
export function limitReading(readFile: ReadFile, signal: AbortSignal): ReadFile {
  return async function* (path) {
    const pieces = readFile(path)[Symbol.asyncIterator]();
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    aborted.catch(() => undefined);
    const abort = (): void => reject(new TextFileError(outOfTime));
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    try {
      for (;;) {
        const next = await Promise.race([pieces.next(), aborted]);
        if (next.done) return;
        yield next.value;
      }
    } finally {
      signal.removeEventListener('abort', abort);
      // Not awaited, since a read that never ends would hold this up as well.
      pieces.return?.().catch(() => undefined);
    }
  };
}

/** Makes a reader of text files: UTF-8, or UTF-16 with a byte order mark, as PowerShell 5 writes. */
export function createTextFileReader(readFile: ReadFile): ReadTextFile {
  return async function* (path) {
    try {
      yield* decodeText(readFile(path));
    } catch (error) {
      throw new TextFileError(describeFileError(error));
    }
  };
}

/** Decodes pieces of a text by their byte order mark, as UTF-8 without one. */
export async function* decodeText(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let encoding = 'utf-8';
  let decoder: { decode(bytes?: Uint8Array, options?: { stream: boolean }): string } | undefined;
  let head = new Uint8Array();
  try {
    for await (const piece of pieces) {
      if (decoder === undefined) {
        // The byte order mark has two bytes, and a pipe may give them one by one.
        head = Buffer.concat([head, piece]);
        if (head.length < 2) continue;
        encoding = findEncoding(head);
        decoder = new TextDecoder(encoding, { fatal: true });
        yield decoder.decode(head, { stream: true });
      } else {
        yield decoder.decode(piece, { stream: true });
      }
    }
    yield decoder === undefined ? new TextDecoder().decode(head) : decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new TextFileError(`is not ${encoding.toUpperCase()} text`);
  }
}

function findEncoding([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

const problemOfCode = new Map([
  ['ENOENT', 'does not exist'],
  ['ENOTDIR', 'does not exist'],
  ['EISDIR', 'is a folder'],
  ['EINVAL', 'is no regular file'],
  ['EACCES', 'may not be read'],
  ['EPERM', 'may not be read'],
  ['EAGAIN', 'is no regular file'],
]);

/** What is wrong with a file, in words that go on after its name. */
export function describeFileError(error: unknown): string {
  if (error instanceof TextFileError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return problemOfCode.get(code) ?? `cannot be read (${code})`;
}
