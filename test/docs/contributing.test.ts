import { existsSync, readdirSync } from 'node:fs';
import { matchesGlob, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { documents, findBlocks, readDocument } from './markdown.ts';

const template = '.github/pull_request_template.md';

describe.for([...documents, template])('%s', (path) => {
  test('gives commands that there are', () => {
    const { scripts } = JSON.parse(readDocument('package.json')) as { scripts: object };
    const named = readDocument(path).matchAll(/\bnpm run ([\w:-]+)/g);
    const unknown = [...named].map(([, script = '']) => script).filter((one) => !(one in scripts));
    expect(unknown).toEqual([]);
  });

  test('runs tests that there are', () => {
    const run = readDocument(path).matchAll(/\bvitest (?:run )?(test\/[\w/.-]+)/g);
    // The walks through an addition name the file that they add.
    const added = new Set(['test/action/settle-time.test.ts']);
    const paths = [...run].map(([, file = '']) => file).filter((file) => !added.has(file));
    expect(paths.filter((file) => !existsSync(file))).toEqual([]);
  });

  test('runs scripts that there are', () => {
    const run = [...readDocument(path).matchAll(/\bnode ((?:scripts|bench|test)\/[\w/.-]+)/g)];
    expect(run.map(([, file = '']) => file).filter((file) => !existsSync(file))).toEqual([]);
  });
});

describe('the examples of scenarios', () => {
  const imports = ['CONTRIBUTING.md', 'test/README.md']
    .flatMap((path) => findBlocks(readDocument(path), 'ts'))
    .flatMap((block) => [...block.matchAll(/^import \{ (.+?) \} from '(\.[^']+)';$/gm)])
    .map(([, names = '', file = '']): [file: string, names: string[]] => [file, names.split(', ')]);

  test('import something', () => expect(imports.length).toBeGreaterThan(3));

  test.for(imports)('import from %s what it has', async ([file, names]) => {
    const module: object = await import(pathToFileURL(resolve('test/action', file)).href);
    expect(Object.keys(module)).toEqual(expect.arrayContaining(names));
  });
});

test('test/README.md says of every scenario file what it is about', () => {
  const rows = readDocument('test/README.md').matchAll(/^\| ((?:`[\w*.-]+\.test\.ts`(?:, )?)+)/gm);
  const named = [...rows].flatMap(([, cell = '']) => cell.replaceAll('`', '').split(', '));
  const files = readdirSync('test/action').filter((name) => name.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => !named.some((name) => matchesGlob(file, name)))).toEqual([]);
  expect(named.filter((name) => !files.some((file) => matchesGlob(file, name)))).toEqual([]);
});

test('docs/decisions/README.md leads to every decision', () => {
  const index = readDocument('docs/decisions/README.md');
  const pages = readdirSync('docs/decisions').filter((name) => name !== 'README.md');
  expect(pages.length).toBeGreaterThan(8);
  expect(pages.filter((name) => !index.includes(`](${name})`))).toEqual([]);
  for (const name of pages) expect(readDocument(`docs/decisions/${name}`)).toMatch(/^# \d+\. /);
});
