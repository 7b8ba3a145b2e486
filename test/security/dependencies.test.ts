import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readBundledPackages } from '../../scripts/release/bundled-packages.ts';
import { readDocument } from '../docs/markdown.ts';

interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly license: string;
}

function readPackage(folder: string): PackageJson {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as PackageJson;
}

const security = readDocument('docs/security.md');

/** The rows of the table of dependencies: `[name, licence, reason]`. */
const rows = [...security.matchAll(/^\| `([@\w./-]+)` +\| ([\w.-]+) +\| (.+) \|$/gm)].map(
  ([, name = '', license = '', reason = '']) => ({ name, license, reason: reason.trim() }),
);

test('docs/security.md names every run-time dependency with its licence and the reason for it', () => {
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(readPackage('.').dependencies));
  for (const { name, license, reason } of rows) {
    expect(license).toBe(readPackage(`node_modules/${name}`).license);
    expect(reason.length).toBeGreaterThan(20);
  }
});

test('dist holds packages under the licences that docs/security.md names only', () => {
  const [, named = ''] = /under these licences: (.*)\.$/m.exec(security) ?? [];
  const allowed = new Set([...named.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  const bundled = readBundledPackages(readFileSync('dist/licenses.txt', 'utf8'));
  expect(bundled.length).toBeGreaterThan(1);
  expect(bundled.filter(({ license }) => !allowed.has(license))).toEqual([]);
});

test('every package is locked to a checksum', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
  };
  const { '': own, ...packages } = lock.packages;
  expect(own).toBeDefined();
  const loose = Object.entries(packages).filter(
    ([, { integrity }]) => !integrity?.startsWith('sha512-'),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
});
