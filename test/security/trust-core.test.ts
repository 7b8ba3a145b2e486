import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../docs/markdown.ts';

const sources = globSync('src/**/*.ts').map((path) => path.replaceAll('\\', '/'));

/** The trust core, as docs/security.md lists it. */
const core = [...readDocument('docs/security.md').matchAll(/^\| \[`(src\/[^`]+)`\]/gm)].flatMap(
  ([, path = '']) => sources.filter((source) => source === path || source.startsWith(path)),
);

test('the trust core has at most 1,800 lines', () => {
  expect(core.length).toBeGreaterThan(5);
  const lines = core.map((path) => readFileSync(path, 'utf8').split('\n').length - 1);
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(1_800);
});

/** Lints sources as if they were in this repository, and lists the paths with restricted imports or globals. */
async function lint(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'trust-core-'));
  try {
    const { vcs: _, $schema: __, ...config } = JSON.parse(readFileSync('biome.json', 'utf8'));
    await writeFile(join(folder, 'biome.json'), JSON.stringify(config));
    for (const [path, source] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), `${source}\n`);
    }
    const biome = createRequire(resolve('x')).resolve('@biomejs/biome/bin/biome');
    const report = await new Promise<string>((settle) => {
      const flags = ['lint', '--reporter=github', '--max-diagnostics=none'];
      execFile(process.execPath, [biome, ...flags], { cwd: folder }, (_error, stdout) => {
        settle(stdout);
      });
    });
    const found = report.matchAll(/title=lint\/style\/noRestricted\w+,file=([^,]+)/g);
    return [...new Set([...found].map(([, path = '']) => path))].sort();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('the lint rule', () => {
  test('stops every way to the world outside the trust core, in new files too', async () => {
    const ways = [
      "import { readFile } from 'node:fs/promises';",
      "import fs from 'fs';",
      "export { request } from 'node:https';",
      "const net = await import('node:net');",
      "import { request } from 'undici';",
      "import { request } from 'undici/lib/api.js';",
      "import { summary } from '@actions/core';",
      "import { summary } from '../../node_modules/@actions/core/lib/summary.js';",
      'const { env } = process;',
      "const reply = await fetch('https://www.example.com');",
      "const reply = await globalThis['fetch']('https://www.example.com');",
    ];
    const files = Object.fromEntries(
      ways.map((way, index) => [`src/purge/new-${String(index).padStart(2, '0')}.ts`, way]),
    );
    const inHashing = { 'src/verify/judge.ts': "import net from 'node:net';" };
    expect(await lint({ ...files, ...inHashing })).toEqual([
      ...Object.keys(files),
      'src/verify/judge.ts',
    ]);
  });

  test('lets the core, hashes and domainToASCII pass', async () => {
    const inCore = core.map((path) => [path, "import net from 'node:net';\nprocess.cwd();"]);
    expect(
      await lint({
        ...Object.fromEntries(inCore),
        'src/verify/judge.ts': "import { createHash } from 'node:crypto';",
        'src/inputs/items.ts': "import { domainToASCII } from 'node:url';",
        'src/purge/plan.ts': "import { x } from '../json.ts';\nimport { y } from './send.ts';",
      }),
    ).toEqual([]);
  });

  test('is switched off nowhere', () => {
    const off = sources.filter((path) =>
      /biome-ignore.*noRestricted/.test(readFileSync(path, 'utf8')),
    );
    expect(off).toEqual([]);
  });
});

/** From top to bottom: no folder knows one above it. Files beside the folders are the base, but for these. */
const layers = [
  ['main.ts', 'start.ts', 'run.ts'],
  ...['report', 'changed', 'verify', 'purge', 'globalping', 'cloudflare', 'pacing', 'inputs'],
  'http',
].map((layer) => [layer].flat());

function layerOf(path: string): number {
  const [, name = ''] = path.split('/');
  const index = layers.findIndex((names) => names.includes(name));
  return index < 0 ? layers.length : index;
}

test('imports between folders point downward only', () => {
  const upward = sources.flatMap((path) => {
    const imports = readFileSync(path, 'utf8').matchAll(/(?:\bfrom|\bimport\()\s*'(\.[^']+)'/g);
    return [...imports]
      .map(([, target = '']) => posix.join(posix.dirname(path), target))
      .filter((target) => target.startsWith('src/') && layerOf(target) < layerOf(path))
      .map((target) => `${path} → ${target}`);
  });
  expect(upward).toEqual([]);
});
