import { expect, test } from 'vitest';
import { bundle, findUnnamedReads, findVariables } from '../security/bundle-parts.ts';
import { readDocument } from './markdown.ts';
import { findStrings, readSources } from './source-text.ts';

const security = readDocument('docs/security.md');

test('docs/security.md names every variable of the environment that is read', () => {
  const sources = [...readSources('src').values()].join('\n');
  const read = findStrings(sources, '(?:GITHUB|RUNNER|CLOUDFLARE|HTTPS?|NO|NODE|ACTIONS)_[A-Z_]+');
  expect(read).toContain('CLOUDFLARE_API_TOKEN');
  expect([...new Set(read)].filter((name) => !security.includes(`\`${name}\``))).toEqual([]);
});

test('and every one that the packages in the bundle read', () => {
  const read = findVariables(bundle);
  expect(read).toContain('GITHUB_OUTPUT');
  expect(read.filter((name) => !security.includes(`\`${name.toUpperCase()}\``))).toEqual([]);
  expect(findUnnamedReads(bundle)).toEqual([]);
});

test('docs/security.md is right that no process is started', () => {
  const sources = [...readSources('src').values()].join('\n');
  expect(sources).not.toMatch(/child_process|\beval\(|new Function\(/);
});
