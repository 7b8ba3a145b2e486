import { readFile } from 'node:fs/promises';
import { ProxyAgent, request } from 'undici';
import { expect, test } from 'vitest';
import { measure } from './call-globalping.ts';
import { startWorld, type World } from './world.ts';

async function reach({ environment }: World): Promise<ProxyAgent> {
  const ca = await readFile(environment['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8');
  return new ProxyAgent({ uri: environment['HTTPS_PROXY'] ?? '', requestTls: { ca } });
}

test('site and Globalping are reached by their names, over TLS, through one proxy', async () => {
  await using world = await startWorld({ files: { '/app.js': 'new' }, places: { tokyo: {} } });
  const dispatcher = await reach(world);
  const page = await request('https://www.example.com/app.js', { dispatcher });
  expect([await page.body.text(), page.headers['cf-ray']]).toEqual([
    'new',
    expect.stringMatching(/-DUB$/),
  ]);
  const created = await request('https://api.globalping.io/v1/measurements', {
    dispatcher,
    method: 'POST',
    headers: { 'user-agent': 'test', 'content-type': 'application/json' },
    body: JSON.stringify(measure(['Tokyo'])),
  });
  expect(created.statusCode).toBe(202);
  await created.body.dump();
  expect(world.proxy.tunnels).toEqual(['www.example.com:443', 'api.globalping.io:443']);
  await dispatcher.close();
});

test('no other host is reached', async () => {
  await using world = await startWorld({ places: { tokyo: {} } });
  const dispatcher = await reach(world);
  await expect(request('https://other.example/', { dispatcher })).rejects.toThrow('403');
  await dispatcher.close();
});
