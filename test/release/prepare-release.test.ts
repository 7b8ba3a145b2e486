import { describe, expect, test } from 'vitest';
import { cutNotes } from '../../scripts/release/read-changelog.ts';
import { checkReleaseTag } from '../../scripts/release/release-version.ts';

const changelog = `# Changelog

All notable changes.

## Unreleased

- Not yet.

## 1.10.0 - 2026-11-02

### Added

- A thing.

### Fixed

- Another.

## 1.1.0 - 2026-10-01

- The first.

## 1.0.0 - soon

- Before it.

## 0.9.0 - 2026-09-01
`;

describe('the notes of a release', () => {
  test('are what stands under its version, with the headings below it', () => {
    expect(cutNotes(changelog, '1.10.0')).toBe(
      '### Added\n\n- A thing.\n\n### Fixed\n\n- Another.\n',
    );
  });

  test('are not those of a version that begins alike', () => {
    expect(cutNotes(changelog, '1.1.0')).toBe('- The first.\n');
  });

  test.for([
    ['is not there', '1.1', 'has no section'],
    ['is not released yet', 'Unreleased', 'is not "## Unreleased - YYYY-MM-DD"'],
    ['has no date', '1.0.0', 'is not "## 1.0.0 - YYYY-MM-DD"'],
    ['says nothing', '0.9.0', 'says nothing'],
  ] as const)('cannot be cut where the version %s', ([, version, message]) => {
    expect(() => cutNotes(changelog, version)).toThrow(message);
  });
});

describe('the tag of a release', () => {
  test('is v and the version in package.json', () => {
    expect(() => checkReleaseTag('v12.3.4', '12.3.4')).not.toThrow();
    expect(() => checkReleaseTag('v1.2.4', '1.2.3')).toThrow('1.2.3');
  });

  test.for(['v1', '1.2.3', 'v1.2.3-rc.1', 'v1.2.3.4', 'v1.2.3\n', ''])('is not %j', (tag) => {
    expect(() => checkReleaseTag(tag, '1.2.3')).toThrow('is not of the form v1.2.3');
  });
});
