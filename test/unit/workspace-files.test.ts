import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFileReader } from '../../src/workspace-files.ts';

async function readText(path: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'workspace-'));
  try {
    await writeFile(join(folder, 'list.txt'), 'a b');
    let text = '';
    for await (const piece of createFileReader(folder)(path)) text += Buffer.from(piece).toString();
    return text;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('a path is relative to the workspace', async () => {
  expect(await readText('list.txt')).toBe('a b');
});

test('a missing file and a folder fail with the codes of node:fs', async () => {
  await expect(readText('missing.txt')).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(readText('.')).rejects.toMatchObject({ code: 'EISDIR' });
});

test.runIf(process.platform !== 'win32')('a device, which may never end, is refused', async () => {
  await expect(readText('/dev/zero')).rejects.toMatchObject({ code: 'EINVAL' });
});
