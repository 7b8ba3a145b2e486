import { readFile } from 'node:fs/promises';
import { ProxyAgent, request as undiciRequest } from 'undici';
import { expect, test, vi } from 'vitest';
import { startConnectProxy } from '../network/connect-proxy.ts';
import { startTlsFront } from '../network/tls-front.ts';
import { loopbackZoneId, zoneIds } from './account.ts';
import { callApi } from './call-api.ts';
import { startSite } from './edge-site.ts';

const visitorUrl = '://www.example.com/app.js';

/** A site with old content in its cache, and new content deployed. */
async function startDeployed(scheme: 'http' | 'https' = 'http') {
  const site = await startSite({ files: { '/app.js': 'old' }, scheme });
  await site.edge.warm('/app.js');
  site.origin.deploy({ '/app.js': 'new' });
  const purge = (url: string, zone: string = zoneIds.exampleCom) =>
    callApi(site.cloudflare.apiUrl, { path: `/zones/${zone}/purge_cache`, body: { files: [url] } });
  return { ...site, purge };
}

test.each([
  ['its own zone', loopbackZoneId],
  ['a custom hostname', zoneIds.exampleCom],
])('under its own address: visited, purged and visited again by one URL, through %s', async (_, zone) => {
  await using site = await startDeployed();
  const url = `${site.edge.url}/app.js`;
  expect(await (await fetch(url)).text()).toBe('old');
  expect((await site.purge(url, zone)).status).toBe(200);
  expect(await (await fetch(url)).text()).toBe('new');
});

test('what is visited under its own address can be purged by its name, and the other way round', async () => {
  await using site = await startDeployed();
  const own = `${site.edge.url}/app.js`;
  await site.purge(`http${visitorUrl}`);
  const refilled = await fetch(own);
  expect([refilled.headers.get('cf-cache-status'), await refilled.text()]).toEqual(['MISS', 'new']);
  await site.purge(own);
  expect((await fetch(own)).headers.get('cf-cache-status')).toBe('MISS');
});

test.each([true, false])('by name through HTTP_PROXY, with a tunnel: %s', async (proxyTunnel) => {
  await using site = await startDeployed();
  const dispatcher = new ProxyAgent({ uri: site.edge.url, proxyTunnel });
  const visit = async () => {
    const { body, headers } = await undiciRequest(`http${visitorUrl}`, { dispatcher });
    return [headers['cf-cache-status'], await body.text()];
  };
  expect(await visit()).toEqual(['HIT', 'old']);
  await site.purge(`http${visitorUrl}`);
  expect(await visit()).toEqual(['MISS', 'new']);
  await dispatcher.close();
});

test('by name over TLS, through a CONNECT proxy', async () => {
  await using site = await startDeployed('https');
  await using front = await startTlsFront('www.example.com', site.edge.port);
  await using proxy = await startConnectProxy({ targetPort: front.port });
  const dispatcher = new ProxyAgent({
    uri: `http://${proxy.address}`,
    requestTls: { ca: await readFile(front.certificatePath, 'utf8') },
  });
  const visit = async () => (await undiciRequest(`https${visitorUrl}`, { dispatcher })).body.text();
  expect(await visit()).toBe('old');
  await site.purge(`http${visitorUrl}`);
  expect(await visit()).toBe('old');
  await site.purge(`https${visitorUrl}`);
  expect(await visit()).toBe('new');
  const own = await fetch(`${site.edge.url}/app.js`);
  expect(own.headers.get('cf-cache-status')).toBe('HIT');
  await site.purge(`${site.edge.url}/app.js`);
  expect((await fetch(`${site.edge.url}/app.js`)).headers.get('cf-cache-status')).toBe('MISS');
  expect(site.edge.requests[0]?.url).toBe(`https${visitorUrl}`);
  await dispatcher.close();
});

test('a tunnel leads to no other host', async () => {
  await using site = await startDeployed();
  const dispatcher = new ProxyAgent({ uri: site.edge.url, proxyTunnel: true });
  await expect(undiciRequest('http://other.example/', { dispatcher })).rejects.toThrow('502');
  await dispatcher.close();
});

test('closing ends visits that hang', async () => {
  const site = await startSite({ files: { '/app.js': { hang: true } } });
  const hanging = fetch(`${site.edge.url}/app.js`).catch((error: Error) => error.message);
  await vi.waitFor(() => expect(site.origin.requests).toHaveLength(1));
  await site[Symbol.asyncDispose]();
  expect(await hanging).toBe('fetch failed');
});
