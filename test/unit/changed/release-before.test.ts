import { describe, expect, test } from 'vitest';
import {
  compareVersions,
  readVersionTag,
  type VersionTag,
} from '../../../src/changed/release-before.ts';

function version(tag: string): VersionTag {
  const read = readVersionTag(tag);
  if (read === undefined) throw new Error(`${tag} has no version`);
  return read;
}

test('tags are ordered by precedence', () => {
  const tags = [
    '0.9',
    '0.9.1',
    '0.10.0',
    '1.0.0-1',
    '1.0.0-2',
    '1.0.0-10',
    // The example of https://semver.org/#spec-item-11
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '2.0',
    '2024.1.15',
  ];
  const shuffled = tags.toReversed().toSorted((a, b) => a.length - b.length);
  expect(shuffled.toSorted((a, b) => compareVersions(version(a), version(b)))).toEqual(tags);
});

test('what stands behind a plus has no weight', () => {
  expect(compareVersions(version('1.0.0+a'), version('1.0.0+b'))).toBe(0);
  expect(compareVersions(version('1.2'), version('1.2.0'))).toBe(0);
});

describe('prefixes', () => {
  test.each([
    ['v1.2.3', 'v'],
    ['1.2', ''],
    ['release-1.2.3', 'release-'],
    ['app2-v1.2.3-rc.1', 'app2-v'],
    ['site/1.0.0', 'site/'],
  ])('%s', (tag, prefix) => {
    expect(version(tag).prefix).toBe(prefix);
  });
});

test.each(['v1', 'latest', 'v1.2.3.4', 'v1.x', '', 'v1.2 beta'])('%o has no version', (tag) => {
  expect(readVersionTag(tag)).toBeUndefined();
});
