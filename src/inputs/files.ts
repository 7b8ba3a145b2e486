import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputProblem } from './problem.ts';

/** Reads a file's bytes in pieces, relative to the workspace. Throws the errors of `node:fs`. */
export type ReadFile = (path: string) => AsyncIterable<Uint8Array>;

/**
 * An eighth of Node's default. What is made of a piece is in use when garbage is collected, and the
 * more that is, the more room V8 makes for young objects: 40 MB more for a list of a million URLs.
 */
const pieceBytes = 8 * 1024;

/** Files such as `/proc/kmsg` pass for regular ones, and wait for more: with this flag they fail. */
const nonBlocking = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Makes the reader of files in the workspace. Only regular files are read: a pipe or a device may
 * never end, and the step with it.
 */
export function createFileReader(workspace: string): ReadFile {
  return async function* (path) {
    const file = resolve(workspace, path);
    const stats = await stat(file);
    if (!stats.isFile() && !stats.isDirectory()) {
      throw Object.assign(new Error(`${path} is no regular file`), { code: 'EINVAL' });
    }
    await using handle = await open(file, nonBlocking);
    yield* handle.createReadStream({ highWaterMark: pieceBytes });
  };
}

export const outOfTime = 'could not be read within the time of `timeout`';

/**
 * Ends the reading of every file when a signal is aborted, even of one that gives nothing: what is
 * in the workspace may be on another machine. Throws `InputProblem` where a file cannot be read.
 */
export function limitReading(readFile: ReadFile, signal: AbortSignal): ReadFile {
  return async function* (path) {
    const pieces = readFile(path)[Symbol.asyncIterator]();
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    aborted.catch(() => undefined);
    const abort = (): void => reject(new InputProblem(outOfTime));
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    try {
      for (;;) {
        const next = await Promise.race([pieces.next(), aborted]);
        if (next.done) return;
        yield next.value;
      }
    } catch (error) {
      throw new InputProblem(describeInputProblem(error));
    } finally {
      signal.removeEventListener('abort', abort);
      // Not awaited, since a read that never ends would hold this up as well.
      pieces.return?.().catch(() => undefined);
    }
  };
}

/** Decodes pieces of UTF-8, or of UTF-16 with a byte order mark, as PowerShell 5 writes. */
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
    throw new InputProblem(`is not ${encoding.toUpperCase()} text`);
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
  ['EAGAIN', 'is no regular file'],
  ['EACCES', 'may not be read'],
  ['EPERM', 'may not be read'],
]);

function describeInputProblem(error: unknown): string {
  if (error instanceof InputProblem) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return problemOfCode.get(code) ?? `cannot be read (${code})`;
}
