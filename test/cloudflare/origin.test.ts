import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { visit } from './edge-visit.ts';
import { startOrigin } from './origin.ts';

test('a release is replaced at once, and as a whole', async () => {
  await using origin = await startOrigin({ files: { '/app.js': 'old', '/gone.js': 'x' } });
  expect(await visit(origin, '/app.js')).toMatchObject({ status: 200, body: 'old' });
  origin.deploy({ '/app.js': 'new' });
  expect(await visit(origin, '/app.js')).toMatchObject({ status: 200, body: 'new' });
  expect(await visit(origin, '/gone.js')).toMatchObject({ status: 404 });
  expect(origin.requests.map(({ target, status }) => [target, status])).toEqual([
    ['/app.js', 200],
    ['/app.js', 200],
    ['/gone.js', 404],
  ]);
});

test('a deploy may land later', async () => {
  await using origin = await startOrigin({ files: { '/version.txt': '1' } });
  origin.deployLater(30, { '/version.txt': '2' });
  expect((await visit(origin, '/version.txt')).body).toBe('1');
  await setTimeout(60);
  expect((await visit(origin, '/version.txt')).body).toBe('2');
});

test.each([
  ['both', true, true],
  ['etag', true, false],
  ['last-modified', false, true],
  ['none', false, false],
] as const)('validators %s: 304 for what did not change, 200 for what did', async (validators, hasTag, hasDate) => {
  const file = { body: 'same', validators };
  await using origin = await startOrigin({ files: { '/a.css': file } });
  const { headers } = await visit(origin, '/a.css');
  expect([headers['etag'] !== undefined, headers['last-modified'] !== undefined]).toEqual([
    hasTag,
    hasDate,
  ]);
  const conditions = {
    ...(hasTag ? { 'if-none-match': `"other", ${String(headers['etag'])}` } : {}),
    ...(hasDate ? { 'if-modified-since': String(headers['last-modified']) } : {}),
  };
  origin.deploy({ '/a.css': file, '/b.css': 'b' });
  const unchanged = await visit(origin, '/a.css', conditions);
  expect(unchanged.status).toBe(hasTag || hasDate ? 304 : 200);
  origin.deploy({ '/a.css': { ...file, body: 'changed' } });
  expect(await visit(origin, '/a.css', conditions)).toMatchObject({
    status: 200,
    body: 'changed',
  });
});

test('status, headers, a body by its query, large bodies, gzip', async () => {
  await using origin = await startOrigin({
    files: {
      '/down.js': { status: 503, body: 'busy', headers: { 'retry-after': '3' } },
      '/moved.js': { status: 302, headers: { location: '/app.js', age: '7000' } },
      '/list': 'all',
      '/list?page=2': 'second',
      '/large.bin': Buffer.alloc(11 * 2 ** 20, 'x'),
      '/zip.js': { body: 'zip '.repeat(100), gzip: true },
    },
  });
  expect(await visit(origin, '/down.js')).toMatchObject({
    status: 503,
    headers: { 'retry-after': '3' },
  });
  expect(await visit(origin, '/moved.js')).toMatchObject({
    status: 302,
    headers: { location: '/app.js', age: '7000' },
  });
  expect((await visit(origin, '/list?page=2')).body).toBe('second');
  expect((await visit(origin, '/list?page=3')).body).toBe('all');
  expect((await visit(origin, '/large.bin')).bytes).toHaveLength(11 * 2 ** 20);
  const zipped = await visit(origin, '/zip.js', { 'accept-encoding': 'br, gzip' });
  expect(zipped.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(zipped.bytes).toString()).toBe('zip '.repeat(100));
  expect((await visit(origin, '/zip.js')).body).toBe('zip '.repeat(100));
});

test('hangs, answers late, and breaks off', async () => {
  await using origin = await startOrigin({
    files: {
      '/hang.js': { hang: true },
      '/late.js': { delayMs: 40, body: 'late' },
      '/cut.js': { body: 'x'.repeat(1000), cutAfter: 10 },
    },
  });
  const hanging = visit(origin, '/hang.js').catch((error: Error) => error.message);
  const started = performance.now();
  expect((await visit(origin, '/late.js')).body).toBe('late');
  expect(performance.now() - started).toBeGreaterThan(35);
  await expect(visit(origin, '/cut.js')).rejects.toThrow();
  await origin[Symbol.asyncDispose]();
  expect(await hanging).toContain('socket hang up');
});
