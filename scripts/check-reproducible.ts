/**
 * Builds the last commit twice, each time from a clone of its own in another folder with packages
 * freshly installed, and compares both with the `dist` of that commit, byte for byte.
 *
 *     npm run check:reproducible
 */
import { type ExecSyncOptions, execFileSync, execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'reproducible-'));
try {
  const one = clone(join(folder, 'one'));
  const committed = hashFiles(one);
  build(one);
  // Of another length and depth, so that no path and no order of paths can be alike by chance.
  const other = clone(join(folder, 'a longer path', 'with spaces', 'two'));
  build(other);
  const builds = [hashFiles(one), hashFiles(other)];
  if (builds.every((build) => build === committed)) {
    console.log(
      `Two builds from clean clones are the committed dist, byte for byte:\n${committed}`,
    );
  } else {
    console.error(['committed:', committed, 'built:', ...builds].join('\n'));
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function clone(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', '.', path], { stdio: 'inherit' });
  return path;
}

function build(path: string): void {
  const options: ExecSyncOptions = { cwd: path, stdio: ['ignore', 'ignore', 'inherit'] };
  execSync('npm ci --prefer-offline --no-audit --no-fund --loglevel error', options);
  rmSync(join(path, 'dist'), { recursive: true });
  execSync('npm run --silent build', options);
}

function hashFiles(path: string): string {
  const files = readdirSync(join(path, 'dist')).sort();
  const hashes = files.map((name) => {
    const hash = createHash('sha256').update(readFileSync(join(path, 'dist', name)));
    return `${hash.digest('hex')}  dist/${name}`;
  });
  return hashes.join('\n');
}
