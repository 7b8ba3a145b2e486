import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readBundledPackages } from '../../scripts/release/bundled-packages.ts';
import { narrowSbom } from '../../scripts/release/narrow-sbom.ts';

const bundled = readBundledPackages(readFileSync('dist/licenses.txt', 'utf8'));

test('npm run sbom lists the packages that dist holds, and no others', () => {
  execFileSync(process.execPath, ['scripts/write-sbom.ts']);
  const sbom = JSON.parse(readFileSync('build/sbom.cdx.json', 'utf8'));
  expect(sbom).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { component: { name: 'purge-cloudflare-cache', type: 'application' } },
    components: bundled.map(({ name, version, license }) => ({
      name,
      version,
      licenses: [{ license: { id: license } }],
      hashes: [{ alg: 'SHA-512' }],
    })),
  });
  const refs: string[] = sbom.dependencies.map(({ ref }: { ref: string }) => ref);
  expect(refs).toHaveLength(bundled.length + 1);
});

test('an SBOM that lacks a package of the bundle is an error', () => {
  const sbom = JSON.stringify({
    metadata: { component: { 'bom-ref': 'a', name: 'a', version: '1' } },
    components: [],
    dependencies: [],
  });
  expect(() => narrowSbom(sbom, 'a', bundled)).toThrow('npm does not know of');
});
