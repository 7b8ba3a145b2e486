import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import type { EdgeBehaviour } from './edge-behaviour.ts';
import { startSite } from './edge-site.ts';
import { look, visit } from './edge-visit.ts';
import type { Release } from './origin-release.ts';

const everything = { zoneId: '', method: 'purge', kind: 'everything', items: [] } as const;
const invalidateAll = { ...everything, method: 'invalidate' } as const;

/** A site whose time stands still. */
function start(files: Release, behaviour: Partial<EdgeBehaviour> = {}) {
  return startSite({ files, behaviour, clock: () => 0 });
}

describe('what is cached', () => {
  test('MISS, then HIT with its Age in whole seconds, rounded down; cf-ray names the data centre', async () => {
    await using site = await start({ '/app.js': 'old' }, { dataCentre: 'NRT' });
    expect(await look(site.edge, '/app.js')).toBe('MISS old');
    site.origin.deploy({ '/app.js': 'new' });
    expect(await look(site.edge, '/app.js')).toBe('HIT 0 old');
    site.edge.age(12.9);
    expect(await look(site.edge, '/app.js')).toBe('HIT 12 old');
    const { headers } = await visit(site.edge, '/app.js');
    expect(headers).toMatchObject({ server: 'cloudflare', 'content-type': 'text/javascript' });
    expect(headers['cf-ray']).toMatch(/^[0-9a-f]{16}-NRT$/);
    expect(site.origin.requests).toHaveLength(1);
  });

  test.each([
    ['/index.html', 'DYNAMIC'],
    ['/', 'DYNAMIC'],
    ['/version.txt', 'DYNAMIC'],
    ['/data.json', 'DYNAMIC'],
    ['/robots.txt', 'HIT'],
    ['/a.CSS', 'HIT'],
    ['/font.woff2?v=1', 'HIT'],
  ])('%s by its extension: %s', async (path, status) => {
    await using site = await start({ [path]: 'x' });
    await visit(site.edge, path);
    expect((await visit(site.edge, path)).headers['cf-cache-status']).toBe(status);
  });

  test('a cache rule makes more eligible: all, or some paths', async () => {
    const files = { '/index.html': 'x', '/version.txt': 'x' };
    await using all = await start(files, { cacheEverything: true });
    await all.edge.warm('/index.html');
    expect(await look(all.edge, '/index.html')).toBe('HIT 0 x');
    await using some = await start(files, { cacheEverything: ['/index.html'] });
    await some.edge.warm('/index.html', '/version.txt');
    expect(await look(some.edge, '/index.html')).toBe('HIT 0 x');
    expect(await look(some.edge, '/version.txt')).toBe('DYNAMIC x');
  });

  test.each([
    [{ 'cache-control': 'no-store' }],
    [{ 'cache-control': 'private, max-age=60' }],
    [{ 'cache-control': 'public, max-age=0' }],
    [{ 'cache-control': 'no-cache' }],
    [{ 'set-cookie': 'a=b' }],
  ])('BYPASS where the origin says %j', async (headers) => {
    await using site = await start({ '/app.js': { body: 'x', headers } });
    await visit(site.edge, '/app.js');
    expect(await look(site.edge, '/app.js')).toBe('BYPASS x');
    expect(site.origin.requests).toHaveLength(2);
  });

  test.each([
    [200, {}, 7200],
    [302, {}, 1200],
    [404, {}, 180],
    [200, { 'cache-control': 'max-age=60' }, 60],
    [200, { 'cache-control': 'max-age=60, s-maxage="90"' }, 90],
  ])('status %i with %j is fresh for %i s', async (status, headers, seconds) => {
    await using site = await start({ '/app.js': { status, headers, validators: 'none' } });
    await site.edge.warm('/app.js');
    site.edge.age(seconds - 1);
    expect(await look(site.edge, '/app.js')).toContain(`HIT ${seconds - 1}`);
    site.edge.age(1);
    expect(await look(site.edge, '/app.js')).toContain('EXPIRED');
  });

  test('what must not be cached any more is gone', async () => {
    await using site = await start({ '/app.js': 'x' });
    await site.edge.warm('/app.js');
    site.origin.deploy({ '/app.js': { body: 'y', headers: { 'cache-control': 'no-store' } } });
    site.edge.purge(invalidateAll);
    expect(await look(site.edge, '/app.js')).toBe('BYPASS y');
    site.origin.deploy({ '/app.js': 'x' });
    expect(await look(site.edge, '/app.js')).toBe('MISS x');
  });

  test('the query is part of the key; a 500 is not kept', async () => {
    await using site = await start({ '/app.js': 'x', '/down.js': { status: 500 } });
    await site.edge.warm('/app.js', '/down.js');
    expect(await look(site.edge, '/app.js?v=2')).toBe('MISS x');
    expect(await look(site.edge, '/app.js?v=2')).toBe('HIT 0 x');
    expect(await look(site.edge, '/down.js')).toContain('500 MISS');
  });

  test('an Age of the origin is passed on with MISS and counted on with HIT', async () => {
    await using site = await start({ '/app.js': { body: 'x', headers: { age: '7000' } } });
    expect(await look(site.edge, '/app.js')).toBe('MISS 7000 x');
    site.edge.age(3);
    expect(await look(site.edge, '/app.js')).toBe('HIT 7003 x');
    site.origin.deploy({ '/app.js': { body: 'x', headers: { age: '50' } } });
    site.edge.purge(invalidateAll);
    expect(await look(site.edge, '/app.js')).toBe('REVALIDATED 50 x');
    site.origin.deploy({ '/app.js': 'x' });
    site.edge.purge(invalidateAll);
    expect(await look(site.edge, '/app.js')).toBe('REVALIDATED x');
  });
});

describe('what is stale', () => {
  test('invalidated: REVALIDATED where nothing changed, else EXPIRED, then HIT from anew', async () => {
    await using site = await start({ '/same.js': 'same', '/app.js': 'old' });
    await site.edge.warm('/same.js', '/app.js');
    site.origin.deploy({ '/same.js': 'same', '/app.js': 'new' });
    site.edge.age(100);
    site.edge.purge(invalidateAll);
    expect(await look(site.edge, '/same.js')).toBe('REVALIDATED same');
    expect(await look(site.edge, '/app.js')).toBe('EXPIRED new');
    site.edge.age(2);
    expect(await look(site.edge, '/same.js')).toBe('HIT 2 same');
    expect(await look(site.edge, '/app.js')).toBe('HIT 2 new');
    expect(site.origin.requests.map(({ status }) => status)).toEqual([200, 200, 304, 200]);
  });

  test('without validators the whole file is sent again: EXPIRED', async () => {
    await using site = await start({ '/app.js': { body: 'same', validators: 'none' } });
    await site.edge.warm('/app.js');
    site.edge.purge(invalidateAll);
    expect(await look(site.edge, '/app.js')).toBe('EXPIRED same');
  });

  test('stale-while-revalidate: UPDATING with the old bytes until the origin was asked', async () => {
    const headers = { 'cache-control': 'max-age=600, stale-while-revalidate=60' };
    await using site = await start({ '/app.js': { body: 'old', headers } }, { revalidationMs: 40 });
    await site.edge.warm('/app.js');
    site.origin.deploy({ '/app.js': { body: 'new', headers } });
    site.edge.age(10);
    site.edge.purge(invalidateAll);
    expect(await look(site.edge, '/app.js')).toBe('UPDATING 10 old');
    expect(await look(site.edge, '/app.js')).toBe('UPDATING 10 old');
    await site.edge.settle();
    expect(await look(site.edge, '/app.js')).toBe('HIT 0 new');
    expect(site.origin.requests).toHaveLength(2);
    site.edge.age(660);
    expect(await look(site.edge, '/app.js')).toBe('REVALIDATED new');
  });

  test('must-revalidate forbids it, and a purge leaves nothing to serve', async () => {
    const swr = 'max-age=600, stale-while-revalidate=60';
    await using site = await start({
      '/must.js': { body: 'x', headers: { 'cache-control': `${swr}, must-revalidate` } },
      '/app.js': { body: 'x', headers: { 'cache-control': swr } },
    });
    await site.edge.warm('/must.js', '/app.js');
    site.edge.purge(invalidateAll);
    expect(await look(site.edge, '/must.js')).toBe('REVALIDATED x');
    site.edge.purge(everything);
    expect(await look(site.edge, '/app.js')).toBe('MISS x');
  });

  test('stale-if-error: STALE while the origin fails, for as long as it said', async () => {
    const headers = { 'cache-control': 'max-age=600, stale-if-error=60' };
    await using site = await start({ '/app.js': { body: 'old', headers } });
    await site.edge.warm('/app.js');
    site.origin.deploy({ '/app.js': { status: 503, body: 'down' } });
    site.edge.purge(invalidateAll);
    expect(await look(site.edge, '/app.js')).toBe('STALE 0 old');
    site.edge.age(61);
    expect(await look(site.edge, '/app.js')).toBe('503 EXPIRED down');
  });
});

describe('what real edges do besides', () => {
  test('visitors share one fetch, even if it began before the purge that they came after', async () => {
    await using site = await start(
      { '/app.js': { body: 'old', delayMs: 300 } },
      { collapsesRequests: true },
    );
    const first = look(site.edge, '/app.js');
    await vi.waitFor(() => expect(site.origin.requests).toHaveLength(1), { interval: 5 });
    site.origin.deploy({ '/app.js': 'new' });
    site.edge.purge(everything);
    expect(await Promise.all([first, look(site.edge, '/app.js')])).toEqual([
      'MISS old',
      'HIT 0 old',
    ]);
    expect(await look(site.edge, '/app.js')).toBe('MISS new');
    expect(site.origin.requests).toHaveLength(2);
  });

  test('an upper tier answers with its own copy until the purge reaches it', async () => {
    const upperTier = { purgedAfterMs: Number.POSITIVE_INFINITY };
    await using site = await start({ '/app.js': 'old' }, { upperTier, tiered: true });
    await site.edge.warm('/app.js');
    site.origin.deploy({ '/app.js': 'new' });
    site.edge.age(600);
    site.edge.purge(everything);
    expect(await look(site.edge, '/app.js')).toBe('EXPIRED 600 old');
    site.edge.purge(invalidateAll);
    expect(await look(site.edge, '/app.js')).toBe('REVALIDATED 600 old');
    site.edge.behave({ upperTier: { purgedAfterMs: 1 } });
    await vi.waitFor(async () => {
      site.edge.purge(everything);
      expect(await look(site.edge, '/app.js')).toBe('EXPIRED new');
    });
  });

  test('an origin of two servers, updated one after the other, answers in turn', async () => {
    await using site = await start({ '/app.js': 'old' });
    site.origin.deployRolling(60_000, { '/app.js': 'new' });
    const bodies: string[] = [];
    for (let i = 0; i < 3; i += 1) bodies.push((await visit(site.origin, '/app.js')).body);
    expect(bodies).toEqual(['old', 'new', 'old']);
    site.origin.deployRolling(1, { '/app.js': 'newer' });
    await vi.waitFor(async () => {
      const both = [await visit(site.origin, '/app.js'), await visit(site.origin, '/app.js')];
      expect(both.map(({ body }) => body)).toEqual(['newer', 'newer']);
    });
  });

  test('variants by a request header are filled one by one, and purged together', async () => {
    await using site = await start({ '/app.js': 'old' }, { varyBy: ['accept-encoding'] });
    const items = ['http://www.example.com/app.js'];
    const both = async () => [
      await look(site.edge, '/app.js'),
      await look(site.edge, '/app.js', { 'accept-encoding': 'zstd' }),
    ];
    expect(await both()).toEqual(['MISS old', 'MISS old']);
    expect(await both()).toEqual(['HIT 0 old', 'HIT 0 old']);
    site.edge.purge({ ...everything, kind: 'urls', items });
    expect(await both()).toEqual(['MISS old', 'MISS old']);
  });

  test('a file stored compressed is passed on as it is, or decoded for who cannot read it', async () => {
    const zipped = gzipSync('x'.repeat(100));
    await using site = await start(
      { '/app.js': { body: zipped, stored: 'gzip' } },
      { keepsOriginEncoding: true },
    );
    const asStored = await visit(site.edge, '/app.js', { 'accept-encoding': 'gzip, br' });
    expect(asStored.headers['content-encoding']).toBe('gzip');
    expect(asStored.bytes).toEqual(zipped);
    expect(await look(site.edge, '/app.js')).toBe(`HIT 0 ${'x'.repeat(100)}`);
  });

  test('headers of 60 KiB', async () => {
    const headers = { 'content-security-policy': 'x'.repeat(60 * 1024) };
    await using site = await start({ '/app.js': { body: 'x', headers } });
    expect((await visit(site.edge, '/app.js')).headers).toMatchObject(headers);
  });
});
