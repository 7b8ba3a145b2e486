/**
 * Writes `build/sbom.cdx.json`: the packages that `dist` holds parts of, as CycloneDX.
 *
 *     npm run sbom
 */
import { execSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readBundledPackages } from './release/bundled-packages.ts';
import { narrowSbom } from './release/narrow-sbom.ts';

const path = 'build/sbom.cdx.json';
const { name } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string };
const bundled = readBundledPackages(readFileSync('dist/licenses.txt', 'utf8'));
// Not with `--omit dev`, which drops a package of the bundle if a development tool uses it too.
const installed = execSync(
  'npm sbom --sbom-format cyclonedx --sbom-type application --package-lock-only',
  { encoding: 'utf8' },
);
mkdirSync('build', { recursive: true });
writeFileSync(path, narrowSbom(installed, name, bundled));
console.log(`Wrote ${path}: ${bundled.length} packages`);
