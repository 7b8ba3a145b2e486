import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { runStep } from '../action/scenario.ts';
import { startSite } from '../cloudflare/edge-site.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { startReleasedRepository } from '../github/released-repository.ts';
import { startWorld } from '../globalping/world.ts';
import { startConnectProxy } from '../network/connect-proxy.ts';
import { startTlsFront } from '../network/tls-front.ts';

/** A file to record connections in, and how a step is made to do so. */
async function startRecord() {
  const folder = await mkdtemp(join(tmpdir(), 'connections-'));
  const path = join(folder, 'connections.txt');
  await writeFile(path, '');
  const recorder = pathToFileURL(resolve('test/security/record-connections.ts')).href;
  return {
    nodeOptions: ['--import', recorder],
    env: { RECORD_CONNECTIONS: path },
    /** Where connections went, each address once. */
    read: async () => new Set((await readFile(path, 'utf8')).trimEnd().split('\n')),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

const files = { '/app.js': 'console.log(1);\n', '/version.txt': 'release 1\n' };

/** A site and Cloudflare's API by their own names, reached through a proxy alone. */
async function startBehindProxy() {
  await using started = new AsyncDisposableStack();
  const site = started.use(await startSite({ files, scheme: 'https' }));
  const apiPort = Number(new URL(site.cloudflare.apiUrl).port);
  const api = started.use(await startTlsFront('api.cloudflare.com', apiPort));
  const web = started.use(await startTlsFront('www.example.com', site.edge.port));
  const proxy = started.use(
    await startConnectProxy({
      targetPort: { 'api.cloudflare.com': api.port, 'www.example.com': web.port },
    }),
  );
  const authorities = `${web.certificatePath}.all`;
  const certificates = [api, web].map(({ certificatePath }) => readFile(certificatePath, 'utf8'));
  await writeFile(authorities, (await Promise.all(certificates)).join('\n'));
  const all = started.move();
  const env = { HTTPS_PROXY: `http://${proxy.address}`, NODE_EXTRA_CA_CERTS: authorities };
  return { site, proxy, env, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

test('behind a proxy, a step connects to the proxy alone, and asks it for the API and the hosts of its checks', async () => {
  await using record = await startRecord();
  await using behind = await startBehindProxy();
  const step = await runStep(behind.site.cloudflare, {
    with: {
      'api-url': '',
      hosts: 'www.example.com',
      'wait-for': 'https://www.example.com/version.txt contains release 1',
      verify: 'https://www.example.com/app.js',
    },
    env: { ...behind.env, ...record.env },
    nodeOptions: record.nodeOptions,
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1', verified: 'true' } });
  expect(await record.read()).toEqual(new Set([behind.proxy.address]));
  const asked = new Set(behind.proxy.tunnels);
  expect(asked).toEqual(new Set(['api.cloudflare.com:443', 'www.example.com:443']));
  expect(behind.proxy.plainRequests).toEqual([]);
});

test('without a proxy, a step connects to the API and to the hosts of its checks alone', async () => {
  await using record = await startRecord();
  await using site = await startSite({ files });
  const step = await runStep(site.cloudflare, {
    with: { hosts: 'www.example.com', verify: `${site.edge.url}/app.js` },
    env: record.env,
    nodeOptions: record.nodeOptions,
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
  const api = new URL(site.cloudflare.apiUrl).host;
  expect(await record.read()).toEqual(new Set([api, `127.0.0.1:${site.edge.port}`]));
});

test('in mode: changed, a step connects to the API and to GitHub alone', async () => {
  await using record = await startRecord();
  await using cloudflare = await startCloudflare();
  await using released = await startReleasedRepository();
  const step = await runStep(cloudflare, {
    with: {
      mode: 'changed',
      'site-url': 'https://www.example.com',
      root: 'public',
      'github-token': released.token,
    },
    env: { ...released.environment, ...record.env },
    nodeOptions: record.nodeOptions,
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1' } });
  const apis = [cloudflare.apiUrl, released.github.apiUrl].map((url) => new URL(url).host);
  expect(await record.read()).toEqual(new Set(apis));
});

test('with verify-from, a step asks the proxy for the hosts of its checks and for Globalping alone', async () => {
  await using record = await startRecord();
  await using world = await startWorld({ places: { tokyo: {} }, files: { '/app.js': 'new' } });
  const step = await runStep(world.cloudflare, {
    with: {
      hosts: 'www.example.com',
      verify: 'https://www.example.com/app.js contains new',
      'verify-from': 'Japan',
    },
    env: { ...world.environment, ...record.env },
    nodeOptions: record.nodeOptions,
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
  // The API is on loopback, which is asked without a proxy.
  const api = new URL(world.cloudflare.apiUrl).host;
  expect(await record.read()).toEqual(new Set([api, world.proxy.address]));
  const hosts = ['www.example.com:443', 'api.globalping.io:443'];
  expect(new Set(world.proxy.tunnels)).toEqual(new Set(hosts));
  expect(world.proxy.plainRequests).toEqual([]);
});

test('a dry run by zone ID connects to nobody', async () => {
  await using record = await startRecord();
  await using site = await startSite({ files });
  const step = await runStep(site.cloudflare, {
    with: { hosts: 'www.example.com', 'dry-run': 'true' },
    env: record.env,
    nodeOptions: record.nodeOptions,
  });
  expect(step.exitCode).toBe(0);
  expect(await record.read()).toEqual(new Set(['']));
});
