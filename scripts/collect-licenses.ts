import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the licences of all packages that a bundle holds parts of. ncc's own option misses packages
 * that are imported by a path.
 * @param stats webpack's statistics of the bundle, as JSON.
 * @throws Error where a package has no licence file, or is no run-time dependency of this project:
 *   what is shipped to people's release jobs is chosen, or needed by what was.
 */
export function collectLicenses(stats: string): string {
  // Names of modules are the only strings in the statistics with this beginning. A package may lie in
  // the folder of another: then it is another version.
  const folders = new Set(
    Array.from(
      stats.matchAll(/"\.\/((?:[^"]*\/)?node_modules\/(?:@[^/"]+\/)?[^/"]+)\/[^"]*"/g),
      ([, folder = '']) => folder,
    ),
  );
  const names = new Set([...folders].map(nameOf));
  // Where node_modules is a link, the bundle names its packages by other paths.
  if (names.size === 0) throw new Error('no package is found in the bundle');
  const chosen = findDependencies('.', new Set());
  const dragged = [...names].filter((name) => !chosen.has(name));
  if (dragged.length > 0) {
    throw new Error(`the bundle holds packages that are no dependencies: ${dragged.join(', ')}`);
  }
  return [...folders]
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    .map(describePackage)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** The run-time dependencies of a package, and theirs. */
function findDependencies(folder: string, known: Set<string>): ReadonlySet<string> {
  for (const name of Object.keys(readPackage(folder).dependencies ?? {})) {
    if (known.has(name)) continue;
    known.add(name);
    findDependencies(join('node_modules', name), known);
  }
  return known;
}

interface PackageJson {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function readPackage(folder: string): PackageJson {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson;
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function describePackage(folder: string): string {
  const name = nameOf(folder);
  const { version, license } = readPackage(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
