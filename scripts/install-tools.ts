/**
 * Installs the programs that check and run the workflows into `.tools`, from the Go module proxy and
 * PyPI: the versions and checksums of `scripts/tools`. Does nothing where they are there already.
 *
 *     node scripts/install-tools.ts
 *
 * Needs Go 1.25 and Python 3.10 or newer. Nothing else of this project needs either.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toolsFolder } from './tools/tool-path.ts';

const manifests = ['go.mod', 'go.sum', 'requirements.txt'];
const stamp = join(toolsFolder, 'installed.txt');
const wanted = hashManifests();

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
  console.log(`The tools in ${toolsFolder} are up to date.`);
} else {
  mkdirSync(toolsFolder, { recursive: true });
  installGoTools();
  installPythonTools();
  writeFileSync(stamp, wanted);
}

function installGoTools(): void {
  const env = { ...process.env, GOBIN: resolve(toolsFolder, 'bin'), GOFLAGS: '-mod=readonly' };
  execFileSync('go', ['install', '-C', 'scripts/tools', 'tool'], { env, stdio: 'inherit' });
}

function installPythonTools(): void {
  const environment = join(toolsFolder, 'python');
  execFileSync('python3', ['-m', 'venv', '--clear', environment], { stdio: 'inherit' });
  const options = ['--quiet', '--no-deps', '--only-binary', ':all:', '--require-hashes'];
  const parameters = ['-m', 'pip', 'install', ...options, '-r', 'scripts/tools/requirements.txt'];
  execFileSync(join(environment, 'bin', 'python'), parameters, { stdio: 'inherit' });
}

function hashManifests(): string {
  const hash = createHash('sha256');
  for (const name of manifests) hash.update(readFileSync(join('scripts/tools', name)));
  return hash.digest('hex');
}
