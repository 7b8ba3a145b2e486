import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { EdgeBehaviour } from './edge-behaviour.ts';
import { startSite } from './edge-site.ts';
import { look, visit } from './edge-visit.ts';
import type { Release } from './origin-release.ts';

function start(files: Release, behaviour: Partial<EdgeBehaviour> = {}) {
  return startSite({ files, behaviour, clock: () => 0 });
}

test('a bot challenge instead of the page, unless a given header is there', async () => {
  const challenge = { unless: ['x-firewall', 'let-me-in'] } as const;
  await using site = await start({ '/app.js': 'x' }, { challenge });
  const refused = await visit(site.edge, '/app.js', { 'x-firewall': 'wrong' });
  expect(refused).toMatchObject({
    status: 403,
    headers: { 'cf-mitigated': 'challenge', 'cf-ray': expect.stringMatching(/-FRA$/) },
  });
  expect(refused.headers['cf-cache-status']).toBeUndefined();
  expect(await look(site.edge, '/app.js', { 'x-firewall': 'let-me-in' })).toBe('MISS x');
  site.edge.behave({ challenge: {} });
  expect((await visit(site.edge, '/app.js', { 'x-firewall': 'let-me-in' })).status).toBe(403);
  site.edge.behave({ challenge: undefined });
  expect(await look(site.edge, '/app.js')).toBe('HIT 0 x');
});

test('not behind Cloudflare: the origin alone, without a trace', async () => {
  await using site = await start({ '/app.js': 'x' }, { proxied: false });
  const { headers, body } = await visit(site.edge, '/app.js', { 'accept-encoding': 'gzip' });
  expect(body).toBe('x');
  expect(Object.keys(headers).filter((name) => /^cf-|^age$|^server$/.test(name))).toEqual([]);
});

test('redirects, by a rule of the edge and by the origin', async () => {
  await using site = await start(
    { '/moved.js': { status: 302, headers: { location: '/app.js' } } },
    { redirects: { '/old.js': 'http://www.example.com/app.js' } },
  );
  expect(await visit(site.edge, '/old.js')).toMatchObject({
    status: 301,
    headers: { location: 'http://www.example.com/app.js' },
  });
  expect(await look(site.edge, '/old.js')).toBe('301 none ');
  expect(await look(site.edge, '/moved.js')).toBe('302 MISS ');
  expect(await look(site.edge, '/moved.js')).toBe('302 HIT 0 ');
});

test.each([
  ['gzip, deflate, br', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['deflate', 'deflate', inflateSync],
] as const)('compresses for %s with %s, whatever the origin did', async (accepted, encoding, decompress) => {
  const body = 'compress me '.repeat(50);
  await using site = await start(
    { '/app.js': { body, gzip: true }, '/a.png': body },
    { encodings: ['br', 'gzip', 'deflate'] },
  );
  for (const status of ['MISS', 'HIT']) {
    const answer = await visit(site.edge, '/app.js', { 'accept-encoding': accepted });
    expect(answer.headers).toMatchObject({
      'cf-cache-status': status,
      'content-encoding': encoding,
      etag: expect.stringMatching(/^W\/"/),
    });
    expect(decompress(answer.bytes).toString()).toBe(body);
  }
  expect((await visit(site.edge, '/app.js')).body).toBe(body);
  const image = await visit(site.edge, '/a.png', { 'accept-encoding': accepted });
  expect(image.headers['content-encoding']).toBeUndefined();
});

test('faults of the origin: 503, 524, 521, and a body that is cut; none of them is kept', async () => {
  await using site = await start(
    {
      '/down.js': { status: 503, body: 'down' },
      '/hang.js': { hang: true },
      '/cut.js': { body: 'x'.repeat(1000), cutAfter: 10 },
    },
    { originTimeoutMs: 50 },
  );
  expect(await look(site.edge, '/down.js')).toBe('503 MISS down');
  expect(await look(site.edge, '/hang.js')).toBe('524 MISS error code: 524');
  await expect(visit(site.edge, '/cut.js')).rejects.toThrow();
  site.origin.deploy({ '/down.js': 'up', '/hang.js': 'up', '/cut.js': 'up' });
  for (const path of ['/down.js', '/hang.js', '/cut.js']) {
    expect(await look(site.edge, path)).toBe('MISS up');
  }
  await site.origin[Symbol.asyncDispose]();
  expect(await look(site.edge, '/other.js')).toBe('521 MISS error code: 521');
});

test('remembers who asked for what, and passes headers on to the origin', async () => {
  await using site = await start({ '/app.js': 'x' });
  await visit(site.edge, '/app.js', { 'cf-access-client-id': 'robot' });
  await visit(site.edge, 'http://other.example/app.js');
  expect(site.edge.requests).toMatchObject([
    {
      method: 'GET',
      url: 'http://www.example.com/app.js',
      headers: { 'cf-access-client-id': 'robot' },
      status: 200,
      cacheStatus: 'MISS',
      at: 0,
    },
    { url: 'http://other.example/app.js', status: 409, cacheStatus: undefined },
  ]);
  expect(site.origin.requests).toMatchObject([
    { target: '/app.js', headers: { host: 'www.example.com', 'cf-access-client-id': 'robot' } },
  ]);
});
