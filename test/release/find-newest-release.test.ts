import { expect, test } from 'vitest';
import { findNewestRelease } from '../../scripts/release/find-newest-release.ts';

test.each([
  ['v1', ['v1.2.0', 'v1.10.0', 'v1.9.9'], 'v1.10.0'],
  ['v1', ['v1.3.0', 'v1.4.0-rc.1', 'v1.10.0-beta', 'v1.3.1+build'], 'v1.3.0'],
  ['v1', ['v2.0.0', 'v1.0.0', 'v11.0.0', '1.5.0', 'v1'], 'v1.0.0'],
  ['v1', ['v1.2.3', 'v1.2.10'], 'v1.2.10'],
  ['v2', ['v1.2.3', ''], undefined],
])('%s of %j is %s', (majorTag, tags, newest) => {
  expect(findNewestRelease(majorTag, tags)).toBe(newest);
});
