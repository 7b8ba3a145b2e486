import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes the licences of all packages that a bundle holds parts of. ncc's own option misses packages
 * that are imported by a path.
 * @param stats webpack's statistics of the bundle, as JSON.
 * @param project The folder that it was built in.
 * @throws Error where a package has no licence file, or is no run-time dependency of this project:
 *   what is shipped to people's release jobs is chosen, or needed by what was.
 */
export function collectLicenses(stats: string, project = '.'): string {
  const bundled = findBundledFolders(stats).map((folder) => join(project, folder));
  // Where node_modules is a link, the bundle names its packages by other paths.
  if (bundled.length === 0) throw new Error('no package is found in the bundle');
  const chosen = findDependencies(project, new Set());
  const dragged = bundled.filter((folder) => !chosen.has(folder));
  if (dragged.length > 0) {
    throw new Error(`the bundle holds packages that are no dependencies: ${dragged.join(', ')}`);
  }
  // One version of one package may lie in several folders.
  const texts = new Set(bundled.map(describePackage));
  return [...texts].sort().join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * The folders of packages, each once. npm puts a package into a folder inside of another one where the
 * two need different versions of it, so what counts is the last `node_modules` of a path.
 */
function findBundledFolders(stats: string): string[] {
  // Names of modules are the only strings in the statistics with this beginning.
  const names = stats.matchAll(
    /"\.\/(node_modules\/(?:[^"]*\/node_modules\/)?(?:@[^/"]+\/)?[^/"]+)\//g,
  );
  return [...new Set([...names].map(([, folder = '']) => folder))];
}

/** The folders of the run-time dependencies of a package, and of theirs. */
function findDependencies(folder: string, known: Set<string>): ReadonlySet<string> {
  for (const name of Object.keys(readPackage(folder).dependencies ?? {})) {
    const found = resolvePackage(name, folder);
    if (found === undefined || known.has(found)) continue;
    known.add(found);
    findDependencies(found, known);
  }
  return known;
}

/**
 * Where Node finds a package: in the folder of the one that asks, else in those above.
 * @see https://nodejs.org/api/modules.html#loading-from-node_modules-folders
 */
function resolvePackage(name: string, from: string): string | undefined {
  const path = join(from, 'node_modules', name);
  if (existsSync(path)) return path;
  const above = dirname(from);
  return above === from ? undefined : resolvePackage(name, above);
}

interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function readPackage(folder: string): PackageJson {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson;
}

function describePackage(folder: string): string {
  const { name, version, license } = readPackage(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${folder} has no licence file`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
