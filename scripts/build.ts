/**
 * Builds `dist`: TypeScript's compiler first, then ncc on what it gives, since ncc's own loader needs
 * a compiler with a JavaScript API, which TypeScript 7 has not.
 *
 *     node scripts/build.ts            builds into dist
 *     node scripts/build.ts --check    fails where dist is not what the sources build to
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectLicenses } from './collect-licenses.ts';

const check = process.argv.includes('--check');
const target = check ? 'build/dist' : 'dist';

build(target);
if (check) {
  const stale = findDifferences('dist', target);
  if (stale.length > 0) {
    console.error(`dist is not what the sources build to: ${stale.join(', ')}. Run: npm run build`);
    process.exitCode = 1;
  } else {
    console.log('dist is what the sources build to.');
  }
}

function build(folder: string): void {
  rmSync('build', { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  runTool('typescript/bin/tsc', '--project', 'tsconfig.build.json');
  const stats = 'build/stats.json';
  const options = ['--out', folder, '--target', 'es2024', '--stats-out', stats, '--quiet'];
  runTool('@vercel/ncc/dist/ncc/cli.js', 'build', 'build/main.js', ...options);
  writeFileSync(join(folder, 'licenses.txt'), collectLicenses(readFileSync(stats, 'utf8')));
}

function runTool(path: string, ...parameters: string[]): void {
  execFileSync(process.execPath, [join('node_modules', path), ...parameters], { stdio: 'inherit' });
}

function findDifferences(one: string, other: string): string[] {
  const names = new Set([...readdirSync(one), ...readdirSync(other)]);
  return [...names].filter((name) => readIfThere(one, name) !== readIfThere(other, name)).sort();
}

function readIfThere(folder: string, name: string): string | undefined {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
}
