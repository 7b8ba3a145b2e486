import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readActionMetadata } from '../action/action-metadata.ts';
import { readDocument } from './markdown.ts';

const { inputs, outputs, name } = readActionMetadata();

test('the generated tables are up to date', () => {
  const run = spawnSync(process.execPath, ['scripts/generate-docs.ts', '--check']);
  expect(`${run.stderr}`).toBe('');
  expect(run.status).toBe(0);
});

describe('README.md', () => {
  const readme = readDocument('README.md');

  test('has the name of the action, and says whose it is not', () => {
    expect(readme).toContain(`# ${name}\n`);
    expect(readme).toContain('not affiliated with Cloudflare');
  });

  test('names every input and output', () => {
    const names = [...Object.keys(inputs), ...Object.keys(outputs)];
    expect(names.filter((one) => !readme.includes(`| \`${one}\` `))).toEqual([]);
  });

  test('shows pictures of summaries, and says what is on them', () => {
    const pictures = [...readme.matchAll(/!\[([^\]]+)\]\(([^)]+)\)/g)];
    expect(pictures.map(([, , path]) => path)).toEqual([
      'docs/summary.png',
      'docs/verify-from.png',
    ]);
    for (const [, described = '', path = ''] of pictures) {
      expect(described.length).toBeGreaterThan(100);
      expect(statSync(path).size).toBeLessThan(300_000);
    }
  });
});

test('docs/architecture.md names every folder of src and test', () => {
  const architecture = readDocument('docs/architecture.md');
  const folders = ['src', 'test'].flatMap((parent) =>
    readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${parent}/${entry.name}/`),
  );
  expect(folders.filter((folder) => !architecture.includes(`\`${folder}\``))).toEqual([]);
});

test('CONTRIBUTING.md explains every script', () => {
  const contributing = readDocument('CONTRIBUTING.md');
  const { scripts } = JSON.parse(readDocument('package.json')) as { scripts: object };
  const commands = Object.keys(scripts).map((script) =>
    ['start', 'test'].includes(script) ? `npm ${script}` : `npm run ${script}`,
  );
  expect(commands.filter((command) => !contributing.includes(`| \`${command}\` `))).toEqual([]);
});

test('CONTRIBUTING.md has every folder of src on its map', () => {
  const contributing = readDocument('CONTRIBUTING.md');
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const missing = folders.filter(
    ({ name }) => !contributing.includes(`[\`${name}/\`](src/${name})`),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
});
