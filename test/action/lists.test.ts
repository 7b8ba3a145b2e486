import { describe, expect, test } from 'vitest';
import { startCloudflare } from '../cloudflare/server.ts';
import type { Step } from './run-action.ts';
import { callsOf, canCancel, purge, runRow, runStep } from './scenario.ts';

const a = 'https://www.example.com/a';
const b = 'https://www.example.com/b';

/** What a list gives as the body of the one request. */
async function sendList(step: Step): Promise<unknown> {
  await using cloudflare = await startCloudflare();
  const run = await runRow(cloudflare, step);
  expect(run).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  const calls = callsOf(cloudflare);
  expect(calls).toEqual([[purge, expect.anything()]]);
  return calls[0]?.[1];
}

describe('a list', () => {
  test.for<[string, string]>([
    ['line breaks', `${a}\n${b}`],
    ['CRLF and blank lines', `\r\n${a}\r\n\r\n  ${b}\r\n`],
    ['spaces and tabs', `${a} \t${b}`],
    ['commas before white space, a URL and the end', `${a}, ${a},${b},`],
    ['comments', `# pages\n${a}\n  # more\n${b}`],
    ['a JSON array', JSON.stringify([a, b])],
    ['a JSON array over lines', `\n[\n  "${a}",\n  "${b}"\n]\n`],
    ['JSON objects', JSON.stringify([{ url: a }, { url: b, headers: {} }])],
    ['duplicates in other spellings', `${a} HTTPS://WWW.EXAMPLE.COM:443/a ${b} ${a}`],
  ])('of URLs may have %s', async ([, urls]) => {
    expect(await sendList({ with: { urls } })).toEqual({ files: [a, b] });
  });

  test('of URLs may have commas inside of them', async () => {
    const urls = `${a},b;c=d,${b}?x=1,2`;
    expect(await sendList({ with: { urls } })).toEqual({ files: [`${a},b;c=d`, `${b}?x=1,2`] });
  });

  test.for<[string, string]>([
    ['commas', 'x,y'],
    ['commas and white space', ' x ,\n\ty,,'],
    ['comments', '# tags\nx\n#y\ny'],
    ['a JSON array', '["x", "y"]'],
    ['duplicates in another case', 'x X y x Y'],
  ])('of tags may have %s', async ([, tags]) => {
    expect(await sendList({ with: { tags } })).toEqual({ tags: ['x', 'y'] });
  });

  test('of tags may have tags that look like comments, as JSON', async () => {
    expect(await sendList({ with: { tags: '["#1", "a#2"]' } })).toEqual({ tags: ['#1', 'a#2'] });
  });

  test('of prefixes is written as browsers request it', async () => {
    const prefixes = 'www.example.com/a/../b www.example.com/{id}/"x" www.example.com/./c/';
    expect(await sendList({ with: { prefixes } })).toEqual({
      prefixes: ['www.example.com/b', 'www.example.com/%7Bid%7D/%22x%22', 'www.example.com/c/'],
    });
  });

  test('of tags with commas and spaces inside of items is a warning', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, { with: { tags: 'product 17, blog post' } });
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '4' } });
    expect(step.warnings).toEqual([
      expect.stringMatching(/^tags: .*"product 17" .*spaces separate items/),
    ]);
  });

  test('of tags that all start with # says that they are comments', async () => {
    await using cloudflare = await startCloudflare();
    const named = await runRow(cloudflare, { with: { mode: 'tags', tags: '#1\n#2' } });
    expect(named).toMatchObject({ exitCode: 0, outputs: { purged: '0' } });
    expect(named.warnings).toEqual([expect.stringMatching(/^tags: .*start with #.*JSON/)]);
    const unset = await runRow(cloudflare, { with: { tags: '#1\n#2' } });
    expect(unset.exitCode).toBe(1);
    expect(unset.errors[0]).toMatch(/tags.* start with #.*JSON/);
    expect(cloudflare.requests).toEqual([]);
  });

  test('of hosts keeps the first spelling', async () => {
    const hosts = 'WWW.example.com www.example.com müller.example.com';
    expect(await sendList({ with: { hosts } })).toEqual({
      hosts: ['WWW.example.com', 'xn--mller-kva.example.com'],
    });
  });

  test('of prefixes keeps slashes, and case in paths', async () => {
    const prefixes = 'www.example.com/A/, www.example.com/a/, www.example.com/a';
    expect(await sendList({ with: { prefixes } })).toEqual({ prefixes: prefixes.split(', ') });
  });
});

test.runIf(canCancel)('a canceled step stops reading a long list', async () => {
  await using cloudflare = await startCloudflare();
  const urls = Array.from({ length: 500_000 }, (_, n) => `https://www.example.com/${n}`);
  let cancel = (): void => undefined;
  const step = await runStep(cloudflare, {
    with: { 'urls-file': 'list' },
    files: { list: JSON.stringify(urls) },
    onStart: (send) => {
      cancel = send;
    },
    // The first line comes before anything is read.
    onLine: (line) => line.startsWith('::add-mask::ghs_') && cancel(),
  });
  expect(cloudflare.requests).toEqual([]);
  expect(step).toMatchObject({ exitCode: 1, report: { result: 'cancelled' } });
});

describe('a file', () => {
  const utf16 = Buffer.from(`\uFEFF${a}\r\n${b}\r\n`, 'utf16le');

  test.for<[string, string | Uint8Array]>([
    ['plain lines', `${a}\n${b}\n`],
    ['CRLF', `${a}\r\n${b}\r\n`],
    ['a byte order mark', `\uFEFF${a}\n${b}`],
    ['JSON after a byte order mark', `\uFEFF${JSON.stringify([a, b])}`],
    ['UTF-16, as PowerShell 5 writes it', utf16],
    ['UTF-16 of the other byte order', Buffer.from(utf16).swap16()],
  ])('may have %s', async ([, content]) => {
    const step = { with: { 'urls-file': 'out/urls.txt' }, files: { 'out/urls.txt': content } };
    expect(await sendList(step)).toEqual({ files: [a, b] });
  });

  test('adds to the input, and items of both go once', async () => {
    const step = { with: { tags: 'x y', 'tags-file': 'tags' }, files: { tags: 'Y\nz' } };
    expect(await sendList(step)).toEqual({ tags: ['x', 'y', 'z'] });
  });

  test.for<[string, string]>([
    ['hosts', 'www.example.com'],
    ['prefixes', 'www.example.com/css'],
  ])('may hold %s', async ([kind, item]) => {
    const step = { with: { [`${kind}-file`]: './list' }, files: { list: `# list\n${item}` } };
    expect(await sendList(step)).toEqual({ [kind]: [item] });
  });

  test('that is empty is an empty list where the mode says so', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runRow(cloudflare, {
      with: { mode: 'urls', 'urls-file': 'urls.txt' },
      files: { 'urls.txt': '' },
    });
    expect(cloudflare.requests).toEqual([]);
    expect(step).toMatchObject({ exitCode: 0, notices: [expect.stringContaining('empty')] });
  });

  test.for<[string, Step, RegExp]>([
    ['does not exist', { with: { 'urls-file': 'urls.txt' } }, /urls-file: "urls\.txt" does not/],
    [
      'is a folder',
      { with: { 'tags-file': 'out' }, files: { 'out/tags': 'x' } },
      /tags-file: "out" is a folder/,
    ],
    [
      'is no text',
      { with: { 'hosts-file': 'list' }, files: { list: Uint8Array.of(0x77, 0xff, 0xc0) } },
      /hosts-file: "list" is not UTF-8 text/,
    ],
    [
      'is UTF-16 without a mark',
      { with: { 'urls-file': 'list' }, files: { list: Buffer.from(a, 'utf16le') } },
      /urls-file, list, line 1: /,
    ],
    [
      'has a bad line',
      { with: { 'prefixes-file': 'list' }, files: { list: 'a.example.com\n\nb.example.com/*' } },
      /prefixes-file, list, line 3: "b\.example\.com\/\*" has a wildcard/,
    ],
    [
      'has a list in lists, many times',
      {
        with: { 'tags-file': 'list' },
        files: { list: `["a", ${'['.repeat(100_000)}${']'.repeat(100_000)}]` },
      },
      /tags-file, list, item 2: "\[…\]" is not a string/,
    ],
    [
      'never ends, where there is one',
      { with: { 'tags-file': '/proc/kmsg' } },
      /tags-file: "\/proc\/kmsg" (?:is no regular file|may not be read|does not exist)|tags-file, \/proc\/kmsg, line /,
    ],
    [
      'has one line of over 128 MiB',
      { with: { 'urls-file': 'list' }, files: { list: Buffer.alloc(129 * 1024 * 1024, 'a') } },
      /urls-file: "list" has a line of more than 128 MiB/,
    ],
    [
      'is broken JSON',
      { with: { 'urls-file': 'list' }, files: { list: `["${a}",` } },
      /urls-file: "list" starts with \[ but is not valid JSON/,
    ],
  ])('that %s is an error, and nothing is sent', async ([, step, message]) => {
    await using cloudflare = await startCloudflare();
    const run = await runRow(cloudflare, step);
    expect(cloudflare.requests).toEqual([]);
    expect(run.exitCode).toBe(1);
    expect(run.errors[0]).toMatch(message);
    expect(run.errors[0]).toContain('Accepted: ');
  });
});
