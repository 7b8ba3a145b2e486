import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFileReader, decodeText, limitReading } from '../../../src/inputs/files.ts';

const text = 'https://exämple.com/\r\nÆØÅ 日本 😀';
const utf8 = Buffer.from(text);
const utf16le = Buffer.from(text, 'utf16le');

/** Gives bytes in pieces of so many. */
async function* cut(bytes: Uint8Array, pieceLength: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceLength) {
    yield bytes.subarray(start, start + pieceLength);
  }
}

async function join(pieces: AsyncIterable<string>): Promise<string> {
  let whole = '';
  for await (const piece of pieces) whole += piece;
  return whole;
}

describe('decodeText', () => {
  describe.each([1, 2, 3, 1_000])('in pieces of %d bytes', (pieceLength) => {
    test.each([
      ['UTF-8', utf8],
      ['UTF-8 with a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8])],
      ['UTF-16, as PowerShell 5 writes it', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le])],
      [
        'UTF-16, big-endian',
        Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16le).swap16()]),
      ],
    ])('reads %s', async (_, bytes) => {
      expect(await join(decodeText(cut(bytes, pieceLength)))).toBe(text);
    });
  });

  test('reads an empty file', async () => {
    expect(await join(decodeText(cut(new Uint8Array(), 1)))).toBe('');
  });

  test.each([
    ['is not UTF-8 text', [0x61, 0xe4, 0x62]],
    ['is not UTF-8 text', [0x61, 0xf0, 0x9f]],
    ['is not UTF-16LE text', [0xff, 0xfe, 0x00, 0xd8]],
    ['is not UTF-16BE text', [0xfe, 0xff, 0xd8, 0x00]],
  ])('%s: %j', async (problem, bytes) => {
    await expect(join(decodeText(cut(Uint8Array.from(bytes), 1_000)))).rejects.toThrow(problem);
  });
});

test.each([
  ['ENOENT', 'does not exist'],
  ['EISDIR', 'is a folder'],
  ['EACCES', 'may not be read'],
  ['EIO', 'cannot be read (EIO)'],
])('%s is told in words', async (code, problem) => {
  const readFile = limitReading(async function* () {
    yield* [];
    throw Object.assign(new Error('no'), { code });
  }, new AbortController().signal);
  await expect(join(decodeText(readFile('list.txt')))).rejects.toThrow(problem);
});

async function readText(path: string): Promise<string> {
  const folder = await mkdtemp(joinPath(tmpdir(), 'workspace-'));
  try {
    await writeFile(joinPath(folder, 'list.txt'), 'a b');
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
