import { describe, expect, test } from 'vitest';
import { startCloudflare } from '../cloudflare/server.ts';
import { startConnectProxy } from '../network/connect-proxy.ts';
import { startRawServer } from '../network/raw-server.ts';
import { startTlsFront } from '../network/tls-front.ts';
import { runStep } from './scenario.ts';

const publicApi = 'https://api.cloudflare.com/client/v4';

/** A Cloudflare that can be reached as the real one is: by its own name, over TLS, through a proxy. */
async function startBehindTls() {
  const cloudflare = await startCloudflare();
  const front = await startTlsFront('api.cloudflare.com', Number(new URL(cloudflare.apiUrl).port));
  return {
    cloudflare,
    front,
    [Symbol.asyncDispose]: async () => {
      await front[Symbol.asyncDispose]();
      await cloudflare[Symbol.asyncDispose]();
    },
  };
}

test('goes through HTTPS_PROXY, with a certificate authority from NODE_EXTRA_CA_CERTS', async () => {
  await using behind = await startBehindTls();
  await using proxy = await startConnectProxy({ targetPort: behind.front.port });
  const step = await runStep(behind.cloudflare, {
    with: { 'api-url': publicApi, tags: 'a b' },
    env: {
      HTTPS_PROXY: `http://${proxy.address}`,
      NODE_EXTRA_CA_CERTS: behind.front.certificatePath,
    },
  });
  expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [], outputs: { purged: '2' } });
  expect(proxy.tunnels).toEqual(['api.cloudflare.com:443']);
  expect(behind.cloudflare.requests).toHaveLength(1);
});

test('takes a proxy without a scheme, in lower case, and gives it its password, which is masked', async () => {
  await using behind = await startBehindTls();
  const credentials = 'robot:s3cr%40t-word';
  await using proxy = await startConnectProxy({
    targetPort: behind.front.port,
    credentials: 'robot:s3cr@t-word',
  });
  const step = await runStep(behind.cloudflare, {
    with: { 'api-url': publicApi, tags: 'a' },
    env: {
      https_proxy: `${credentials}@${proxy.address}`,
      NODE_EXTRA_CA_CERTS: behind.front.certificatePath,
    },
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1' } });
  expect(step.masks).toEqual(expect.arrayContaining(['s3cr%40t-word', 's3cr@t-word']));
});

test('an empty lower-case variable does not hide the upper-case one', async () => {
  await using behind = await startBehindTls();
  await using proxy = await startConnectProxy({ targetPort: behind.front.port });
  const step = await runStep(behind.cloudflare, {
    with: { 'api-url': publicApi, tags: 'a' },
    env: {
      https_proxy: '',
      HTTPS_PROXY: `http://${proxy.address}`,
      NODE_EXTRA_CA_CERTS: behind.front.certificatePath,
    },
  });
  expect(step.exitCode).toBe(0);
  expect(proxy.tunnels).toHaveLength(1);
});

test('an unknown certificate authority fails at once and names NODE_EXTRA_CA_CERTS', async () => {
  await using behind = await startBehindTls();
  await using proxy = await startConnectProxy({ targetPort: behind.front.port });
  const step = await runStep(behind.cloudflare, {
    with: { 'api-url': publicApi, tags: 'a' },
    env: { HTTPS_PROXY: `http://${proxy.address}` },
  });
  expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0', unpurged: '1' } });
  expect(step.errors[0]).toContain('NODE_EXTRA_CA_CERTS');
  expect(step.ms).toBeLessThan(5_000);
  expect(behind.cloudflare.requests).toEqual([]);
});

test.for([
  ['wants a password', { credentials: 'robot:secret' }],
  ['refuses the tunnel', { refuseWith: 403 }],
] as const)('a proxy that %s fails the step and is named as the cause', async ([, options]) => {
  await using behind = await startBehindTls();
  await using proxy = await startConnectProxy({ targetPort: behind.front.port, ...options });
  const step = await runStep(behind.cloudflare, {
    with: { 'api-url': publicApi, tags: 'a' },
    env: { HTTPS_PROXY: `http://${proxy.address}` },
  });
  expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0', unpurged: '1' } });
  expect(step.errors[0]).toContain('the proxy refused the connection');
  expect(step.errors[0]).toContain('HTTPS_PROXY');
});

test('NO_PROXY keeps the API out of the proxy', async () => {
  await using cloudflare = await startCloudflare();
  await using proxy = await startConnectProxy({ targetPort: 9 });
  const step = await runStep(cloudflare, {
    // Nothing answers there: that the proxy is not asked is what counts.
    with: { 'api-url': 'https://api.invalid/client/v4', tags: 'a', timeout: '2s' },
    env: { HTTPS_PROXY: `http://${proxy.address}`, NO_PROXY: 'other.example,.invalid' },
  });
  expect(step.exitCode).toBe(1);
  expect(proxy.tunnels).toEqual([]);
});

test('loopback addresses never go through a proxy', async () => {
  await using cloudflare = await startCloudflare();
  await using proxy = await startConnectProxy({ targetPort: 9 });
  const step = await runStep(cloudflare, {
    with: { tags: 'a' },
    env: { HTTP_PROXY: `http://${proxy.address}`, HTTPS_PROXY: `http://${proxy.address}` },
  });
  expect(step.exitCode).toBe(0);
  expect([...proxy.tunnels, ...proxy.plainRequests]).toEqual([]);
});

test('HTTP_PROXY alone is not used for an https address', async () => {
  await using cloudflare = await startCloudflare();
  await using proxy = await startConnectProxy({ targetPort: 9 });
  const step = await runStep(cloudflare, {
    with: { 'api-url': 'https://api.invalid/client/v4', tags: 'a', timeout: '2s' },
    env: { HTTP_PROXY: `http://${proxy.address}` },
  });
  expect(step.exitCode).toBe(1);
  expect([...proxy.tunnels, ...proxy.plainRequests]).toEqual([]);
});

test('a proxy address that is none is told, without its password', async () => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, {
    with: { 'api-url': publicApi, tags: 'a' },
    env: { HTTPS_PROXY: 'socks5://robot:secret-word@127.0.0.1:1' },
  });
  expect(step).toMatchObject({ exitCode: 1, outputs: { unpurged: '1' } });
  expect(step.errors[0]).toContain(
    'HTTPS_PROXY in the environment is not the http address of a proxy',
  );
  expect(step.log.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('secret-word');
});

describe('NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect', () => {
  test.for([
    ['on the API', 'https://localhost', {}],
    ['through a tunnel', publicApi, { HTTPS_PROXY: 'http://PROXY' }],
    ['on a proxy with TLS', publicApi, { HTTPS_PROXY: 'https://FRONT' }],
  ] as const)('%s', async ([, apiUrl, env]) => {
    await using cloudflare = await startCloudflare();
    await using server = await startRawServer();
    await using front = await startTlsFront('localhost', Number(new URL(cloudflare.apiUrl).port));
    await using behind = await startTlsFront('localhost', Number(server.address.split(':')[1]));
    await using proxy = await startConnectProxy({ targetPort: front.port });
    const proxies = { PROXY: proxy.address, FRONT: `localhost:${behind.port}` };
    const step = await runStep(cloudflare, {
      with: {
        tags: 'a',
        'api-url': apiUrl === publicApi ? apiUrl : `${apiUrl}:${front.port}/client/v4`,
      },
      env: {
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
        ...Object.fromEntries(
          Object.entries(env).map(([name, value]) => [
            name,
            value.replace(/PROXY|FRONT/, (place) => proxies[place as keyof typeof proxies]),
          ]),
        ),
      },
    });
    expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0' } });
    expect(step.errors[0]).toContain('NODE_EXTRA_CA_CERTS');
    expect([...cloudflare.requests, ...server.requests]).toEqual([]);
  });
});

test.for([
  ['HTTPS_PROXY', { 'api-url': publicApi }],
  ['HTTP_PROXY', { verify: 'http://www.example.com/' }],
] as const)('a proxy address with a path in %s is an error before anything is sent', async ([
  name,
  inputs,
]) => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, {
    with: { tags: 'a', ...inputs },
    env: { [name]: 'http://127.0.0.1:9/path' },
  });
  expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0', unpurged: '1' } });
  expect(step.errors[0]).toContain(`${name} in the environment has a path`);
  expect(cloudflare.requests).toEqual([]);
});
