import { expect, test, vi } from 'vitest';
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
  await vi.waitFor(async () => expect((await visit(origin, '/version.txt')).body).toBe('2'));
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
