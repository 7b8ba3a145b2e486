/**
 * Installs Varnish and its modules from the packages of Debian or Ubuntu. Does nothing where they
 * are there already.
 *
 *     node test/real-cache/install.ts
 *
 * Needs root for that; exits with 1, and says why, where it cannot.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const packages = 'varnish varnish-modules';

/** Varnish, its modules and its compiler work if they can compile what the tests use. */
function isInstalled(): boolean {
  return spawnSync('varnishd', ['-C', '-f', join(import.meta.dirname, 'tier.vcl')]).status === 0;
}

function findObstacle(): string | undefined {
  if (process.platform !== 'linux') return 'it is installed on Linux only';
  if (process.getuid?.() !== 0) return `run as root: apt-get install ${packages}`;
  if (spawnSync('apt-get', ['--version']).status !== 0) return 'there is no apt-get';
  return undefined;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (isInstalled()) {
  say('Varnish is installed.');
} else {
  const obstacle = findObstacle();
  if (obstacle === undefined) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { env, stdio: 'inherit' } as const;
    // The package starts a service that listens on all addresses. Nobody needs it here.
    spawnSync('systemctl', ['mask', 'varnish.service']);
    const install = ['install', '--yes', '--no-install-recommends', ...packages.split(' ')];
    spawnSync('apt-get', ['update', '--quiet'], options);
    spawnSync('apt-get', ['--quiet', ...install], options);
  }
  if (!isInstalled()) {
    say(`Varnish is not installed: ${obstacle ?? 'apt-get could not install it, see above'}.`);
    process.exitCode = 1;
  }
}
