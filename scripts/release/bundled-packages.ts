/** A package that `dist` holds parts of. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** Reads the headings of `dist/licenses.txt`: `undici 8.12.4 (MIT)`. */
export function readBundledPackages(licenses: string): BundledPackage[] {
  const headings = licenses.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) (\d\S*) \(([^()]+)\)$/gm);
  return [...headings].map(([, name = '', version = '', license = '']) => ({
    name,
    version,
    license,
  }));
}
