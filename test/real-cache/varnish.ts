import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A running Varnish: one tier of the cache. */
export type Varnish = AsyncDisposable & {
  readonly port: number;
  /** Purges one URL with all its variants; `soft` marks it stale. */
  readonly purgeUrl: (url: URL, soft: boolean) => Promise<void>;
  /** Purges all that has one of these keys: `everything`, `host:…`, `prefix:…`, `tag:…`. */
  readonly purgeKeys: (keys: readonly string[], soft: boolean) => Promise<void>;
};

/** Starts Varnish on loopback, in front of the server on a port there. */
export async function startVarnish(originPort: number): Promise<Varnish> {
  await using started = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'varnish-'));
  started.defer(() => rm(folder, { recursive: true, force: true }));
  const vcl = await readFile(join(import.meta.dirname, 'tier.vcl'), 'utf8');
  const vclFile = join(folder, 'tier.vcl');
  await writeFile(vclFile, vcl.replace('"8080"', `"${originPort}"`));
  const port = await findFreePort();
  // https://varnish-cache.org/docs/7.1/reference/varnishd.html
  const files = ['-F', '-j', 'none', '-n', join(folder, 'work'), '-f', vclFile];
  const network = ['-a', `127.0.0.1:${port}`, '-T', 'none'];
  const size = ['-s', 'malloc,16m', '-p', 'vsl_space=1M', '-p', 'thread_pools=1'];
  // Cloudflare keeps a 200 for two hours where the origin says nothing.
  const child = spawn('varnishd', [...files, ...network, ...size, '-t', '7200'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.defer(() => stop(child));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  await waitUntilServing(port, child, () => output);

  async function purge(target: URL, headers: Readonly<Record<string, string>>): Promise<void> {
    const status = await send(port, target, headers);
    if (status !== 200) throw new Error(`Varnish answered ${status} to a purge`);
  }

  const running = started.move();
  return {
    port,
    purgeUrl: (url, soft) => purge(url, softness(soft)),
    purgeKeys: (keys, soft) =>
      purge(new URL('http://127.0.0.1/'), { 'x-keys': keys.join(' '), ...softness(soft) }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function softness(soft: boolean): Readonly<Record<string, string>> {
  return soft ? { 'x-soft': 'true' } : {};
}

// Varnish takes port 0, but tells nobody which one it got.
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}

async function waitUntilServing(
  port: number,
  child: ChildProcess,
  output: () => string,
): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (child.exitCode !== null) throw new Error(`varnishd ended:\n${output()}`);
    // A purge of nothing leaves no trace.
    const status = await send(port, new URL('http://127.0.0.1/'), { 'x-keys': 'none' }).catch(
      () => undefined,
    );
    if (status === 200) return;
    await sleep(50);
  }
  throw new Error(`varnishd does not answer:\n${output()}`);
}

function send(port: number, { host, pathname, search }: URL, headers: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const path = `${pathname}${search}`;
    const options = { port, path, method: 'PURGE', headers: { host, ...headers }, agent: false };
    const sent = request({ ...options, hostname: '127.0.0.1' });
    sent.on('error', reject);
    sent.on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.end();
  });
}

/** The manager takes its worker with it, unless it has to be killed. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(timer);
}
