import { describe, expect, test } from 'vitest';
import { readDocument } from '../docs/markdown.ts';
import {
  bundle,
  findModules,
  findPowers,
  findUnnamedReads,
  findVariables,
} from './bundle-parts.ts';

describe('what runs in workflows', () => {
  test('evaluates no text and reaches into no part of Node that is not public', () => {
    expect(bundle.length).toBeGreaterThan(100_000);
    expect(findPowers(bundle)).toEqual([]);
  });

  test('loads the modules of Node that docs/security.md names, and nothing else', () => {
    const [, named = ''] = /^It loads these modules[^:]*: (.*)\.$/m.exec(security) ?? [];
    expect(findModules(bundle)).toEqual([...named.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  });
});

const security = readDocument('docs/security.md');

test('the search finds what it looks for, and nothing else', () => {
  for (const power of ['x = eval ("1")', 'new Function("1")', 'process.dlopen(m, path)']) {
    expect(findPowers(power)).toHaveLength(1);
  }
  for (const other of ['isFunction(x)', "'eval(x)'", 'function (x) {}', 'Function.prototype']) {
    expect(findPowers(other)).toEqual([]);
  }
  for (const load of [
    'const cp = require("child_process");',
    'import{spawn}from"child_process";',
    "const cp = await import('child_process');",
    'm.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");',
  ]) {
    expect(findModules(load)).toEqual(['child_process']);
  }
  for (const read of ['process.env.A_1', "process.env['A_1']"]) {
    expect([findVariables(read), findUnnamedReads(read)]).toEqual([['A_1'], []]);
  }
  for (const read of ['const { A_1 } = process.env;', 'process.env[name]', 'f(process.env)']) {
    expect(findUnnamedReads(read)).toEqual([read]);
  }
});
