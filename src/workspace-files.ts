import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ReadFile } from './inputs/text-file.ts';

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
    yield* createReadStream(file);
  };
}
