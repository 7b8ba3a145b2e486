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

describe('the search in the bundle', () => {
  test.for([
    'eval("1")',
    'x = eval ("1")',
    'globalThis.eval("1")',
    'new Function("return 1")',
    'Function("return 1")()',
    'new AsyncFunction("await 1")',
    'process.binding("spawn_sync")',
    'process.dlopen(m, path)',
  ])('finds %j', (source) => expect(findPowers(source)).toHaveLength(1));

  test.for([
    'isFunction(x)',
    'medieval(x)',
    "'eval(x)'",
    'function (x) {}',
    'Function.prototype',
  ])('lets %j be', (source) => expect(findPowers(source)).toEqual([]));

  test.for([
    'const cp = require("child_process");',
    "import cp from 'node:child_process';",
    'import{spawn}from"child_process";',
    "import 'node:child_process';",
    "const cp = await import('child_process');",
    'm.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");',
  ])('finds the module in %j', (source) => expect(findModules(source)).toEqual(['child_process']));

  test.for([
    'process.env.A_1',
    "process.env['A_1']",
    'process.env["A_1"]',
  ])('finds the variable in %j', (source) => {
    expect(findVariables(source)).toEqual(['A_1']);
    expect(findUnnamedReads(source)).toEqual([]);
  });

  test.for([
    'const { A_1 } = process.env;',
    'process.env[name]',
    'f(process.env)',
  ])('finds that %j names none', (source) => expect(findUnnamedReads(source)).toEqual([source]));
});
