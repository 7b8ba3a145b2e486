import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collectLicenses } from '../../scripts/collect-licenses.ts';
import { readBundledPackages } from '../../scripts/release/bundled-packages.ts';

let project = '';

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'collect-licenses-'));
  install('.', { name: 'project', dependencies: { one: '1', two: '1' } });
  install('node_modules/one', { name: 'one', version: '1.0.0', dependencies: { '@a/same': '3' } });
  install('node_modules/one/node_modules/@a/same', { name: '@a/same', version: '3.0.0' });
  install('node_modules/two', { name: 'two', version: '1.0.0', dependencies: { '@a/same': '4' } });
  install('node_modules/@a/same', { name: '@a/same', version: '4.0.0' });
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

function install(folder: string, packageJson: Readonly<Record<string, unknown>>): void {
  const path = join(project, folder);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ license: 'MIT', ...packageJson }));
  writeFileSync(join(path, 'LICENSE'), `Licence of ${folder}\n`);
}

/** What of `collectLicenses` the other scripts read, for a bundle of these modules. */
function collect(...modules: readonly string[]) {
  const stats = JSON.stringify({ modules: modules.map((name) => ({ name })) });
  const found = readBundledPackages(collectLicenses(stats, project));
  return found.map(({ name, version }) => `${name} ${version}`);
}

describe('the licences of a bundle', () => {
  test('are those of every package in it, each once', () => {
    expect(collect('./node_modules/two/a.js', './src/main.js', './node_modules/two/b.js')).toEqual([
      'two 1.0.0',
    ]);
  });

  test('are those of a package inside of another one, too', () => {
    expect(collect('./node_modules/one/node_modules/@a/same/lib/index.js')).toEqual([
      '@a/same 3.0.0',
    ]);
  });

  test('are those of both versions of a package', () => {
    const modules = ['@a/same/a.js', 'one/node_modules/@a/same/a.js', 'one/a.js'];
    expect(collect(...modules.map((path) => `./node_modules/${path}`))).toEqual([
      '@a/same 3.0.0',
      '@a/same 4.0.0',
      'one 1.0.0',
    ]);
  });

  test.for([
    'node_modules/stranger',
    'node_modules/two/node_modules/stranger',
  ])('cannot be of %s, which nobody asked for', (folder) => {
    install(folder, { name: 'stranger', version: '1.0.0' });
    expect(() => collect(`./${folder}/index.js`)).toThrow(join(folder));
  });

  test('cannot be told where one is missing', () => {
    rmSync(join(project, 'node_modules/two/LICENSE'));
    expect(() => collect('./node_modules/two/a.js')).toThrow('has no licence file');
  });

  test('cannot be of nothing', () => expect(() => collect('./src/main.js')).toThrow('no package'));
});
