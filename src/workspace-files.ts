import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ReadFile } from './inputs/text-file.ts';

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
