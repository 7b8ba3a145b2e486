import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { purgeToken, zoneIds } from '../cloudflare/account.ts';

const unshare = ['--user', '--map-root-user', '--mount', '--net'];
const canUnshare =
  process.platform === 'linux' && spawnSync('unshare', [...unshare, 'true']).status === 0;

test.runIf(canUnshare)('a name server that says nothing holds up no canceled step', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'silent-dns-'));
  const output = join(folder, 'output');
  await writeFile(output, '');
  await writeFile(join(folder, 'resolv.conf'), 'nameserver 127.0.0.1\n');
  const silent =
    "require('dgram').createSocket('udp4').bind(53, '127.0.0.1', () => console.log()); setTimeout(process.exit, 20000)";
  // In a network of its own, where only this name server is.
  const script = `ip link set lo up && mount --bind resolv.conf /etc/resolv.conf
    exec 3< <("$0" -e "${silent}"); read -u 3
    exec "$0" "$1"`;
  const env = {
    PATH: process.env['PATH'],
    GITHUB_OUTPUT: output,
    INPUT_ZONE: zoneIds.exampleCom,
    INPUT_TOKEN: purgeToken,
    INPUT_TAGS: 'a',
    INPUT_SUMMARY: 'false',
    RUNNER_TEMP: folder,
  };
  const command = [...unshare, 'bash', '-c', script, process.execPath];
  const step = spawn('unshare', [...command, resolve('dist/index.js')], { cwd: folder, env });
  try {
    let cancelledAt = 0;
    step.stdout.on('data', (said: Buffer) => {
      // The plan is told just before its first request.
      if (!said.includes('endgroup')) return;
      setTimeout(() => {
        cancelledAt = performance.now();
        step.kill('SIGINT');
      }, 500);
    });
    await once(step, 'exit');
    expect(cancelledAt).toBeGreaterThan(0);
    expect(performance.now() - cancelledAt).toBeLessThan(5_000);
    expect(await readFile(output, 'utf8')).toMatch(/^unpurged<<.*\n1$/m);
  } finally {
    step.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
});
