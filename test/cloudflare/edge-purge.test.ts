import { describe, expect, test, vi } from 'vitest';
import { zoneIds } from './account.ts';
import { callApi } from './call-api.ts';
import type { EdgeBehaviour } from './edge-behaviour.ts';
import { startSite } from './edge-site.ts';
import { look } from './edge-visit.ts';
import type { Release } from './origin-release.ts';

const hosts = ['www.example.com', 'blog.example.com'] as const;
const files: Release = {
  '/app.js': { body: 'old', headers: { 'cache-tag': 'Assets, release-1' } },
  '/docs/app.js': { body: 'old', headers: { 'cache-tag': 'docs' } },
};
const app = 'http://www.example.com/app.js';
const docs = 'http://www.example.com/docs/app.js';
const blog = 'http://blog.example.com/app.js';
const visited = { app, docs, blog };

/** A site with all three URLs in its cache. */
async function start(behaviour: Partial<EdgeBehaviour> = {}) {
  const site = await startSite({ files, hosts, behaviour, clock: () => 0 });
  await site.edge.warm(app, docs, blog);
  const call = async (body: unknown, endpoint = 'purge_cache') => {
    const path = `/zones/${zoneIds.exampleCom}/${endpoint}`;
    expect(await callApi(site.cloudflare.apiUrl, { path, body })).toMatchObject({ status: 200 });
  };
  return { ...site, call };
}

describe('what a purge covers', () => {
  test.for<[unknown, (keyof typeof visited)[]]>([
    [{ purge_everything: true }, ['app', 'docs', 'blog']],
    [{ files: [app] }, ['app']],
    [{ files: ['http://WWW.example.com/app.js'] }, ['app']],
    [{ files: ['https://www.example.com/app.js'] }, []],
    [{ files: [`${app}?v=1`] }, []],
    [{ files: [{ url: app, headers: { 'Accept-Language': 'de' } }] }, ['app']],
    [{ tags: ['ASSETS'] }, ['app', 'blog']],
    [{ tags: ['release'] }, []],
    [{ hosts: ['Blog.example.com'] }, ['blog']],
    [{ hosts: ['example.com'] }, []],
    [{ hosts: ['127.0.0.1'] }, ['app', 'docs']],
    [{ prefixes: ['www.example.com/docs/'] }, ['docs']],
    [{ prefixes: ['www.example.com/a', 'blog.example.com'] }, ['app', 'blog']],
    [{ prefixes: ['www.example.com/Docs'] }, []],
    [{ prefixes: ['127.0.0.1/docs'] }, ['docs']],
  ])('%j: %j', async ([body, covered]) => {
    await using site = await start();
    await site.call(body);
    for (const [name, url] of Object.entries(visited)) {
      const missed = covered.some((other) => other === name);
      expect([name, await look(site.edge, url)]).toEqual([name, missed ? 'MISS old' : 'HIT 0 old']);
    }
  });

  test('variants of a custom cache key have to be named', async () => {
    await using site = await start({ keyHeaders: ['accept-language', 'cf-device-type'] });
    const phone = { 'accept-language': 'de', 'user-agent': 'Mobile' };
    const desktop = { 'accept-language': 'de' };
    for (const headers of [phone, desktop]) await look(site.edge, app, headers);
    await site.call({ files: [app] });
    expect(await look(site.edge, app, phone)).toBe('HIT 0 old');
    await site.call({
      files: [{ url: app, headers: { 'Accept-Language': 'de', 'CF-Device-Type': 'mobile' } }],
    });
    expect(await look(site.edge, app, desktop)).toBe('HIT 0 old');
    expect(await look(site.edge, app, phone)).toBe('MISS old');
  });

  test('Cache-Tag is not for visitors', async () => {
    await using site = await start();
    const response = await fetch(`${site.edge.url}/app.js`);
    expect(response.headers.get('cache-tag')).toBeNull();
  });
});

describe('what comes after it', () => {
  test('Tiered Cache: EXPIRED instead of MISS, once', async () => {
    await using site = await start({ tiered: true });
    await site.call({ files: [app] });
    expect(await look(site.edge, app)).toBe('EXPIRED old');
    expect(await look(site.edge, app)).toBe('HIT 0 old');
    expect(await look(site.edge, `${app}?never=seen`)).toBe('MISS old');
  });

  test('another visitor refills it at once, with what the origin has by then', async () => {
    await using site = await start({ refillAfterPurge: true });
    site.edge.age(50);
    await site.call({ purge_everything: true });
    expect(await look(site.edge, app)).toBe('HIT 0 old');
    site.origin.deploy({ '/app.js': 'new' });
    site.edge.age(2);
    expect(await look(site.edge, app)).toBe('HIT 2 old');
    await site.call({ files: [app] });
    expect(await look(site.edge, app)).toBe('HIT 0 new');
  });

  test('the first purges of a URL have no effect, whatever their kind', async () => {
    await using site = await start({ ignoredPurges: 2 });
    await site.call({ purge_everything: true });
    await site.call({ files: [app] });
    expect(await look(site.edge, app)).toBe('HIT 0 old');
    await site.call({ files: [app] });
    expect(await look(site.edge, app)).toBe('MISS old');
    await site.call({ tags: ['docs'] });
    expect(await look(site.edge, docs)).toBe('HIT 0 old');
    await site.call({ tags: ['docs'] });
    expect(await look(site.edge, docs)).toBe('MISS old');
  });

  test('it takes its time to get here', async () => {
    await using site = await start({ propagationMs: 400 });
    await site.call({ files: [app] });
    expect(await look(site.edge, app)).toBe('HIT 0 old');
    await vi.waitFor(async () => expect(await look(site.edge, app)).toBe('MISS old'), 5_000);
  });

  test('a reply that was under way when the purge came is not kept', async () => {
    await using site = await start();
    site.origin.deploy({ '/slow.js': { body: 'old', delayMs: 300 } });
    const underWay = look(site.edge, '/slow.js');
    await vi.waitFor(() => expect(site.origin.requests).toHaveLength(4), { interval: 5 });
    await site.call({ hosts: ['www.example.com'] });
    expect(await underWay).toBe('MISS old');
    site.origin.deploy({ '/slow.js': 'new' });
    expect(await look(site.edge, '/slow.js')).toBe('MISS new');
  });
});
