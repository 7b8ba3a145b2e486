/**
 * Looks whether a commit may be released under a tag, and writes the notes for it to
 * `build/release-notes.md`. Gives the outputs `major-tag` and `notes`, the path.
 *
 *     node scripts/prepare-release.ts v1.2.3
 */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cutNotes } from './release/read-changelog.ts';
import { readReleaseTag } from './release/release-version.ts';

const [tag = ''] = process.argv.slice(2);
const { version: packageVersion } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
};
const { version, majorTag } = readReleaseTag(tag, packageVersion);
const notes = cutNotes(readFileSync('CHANGELOG.md', 'utf8'), version);

const path = 'build/release-notes.md';
mkdirSync('build', { recursive: true });
writeFileSync(path, notes);
const outputs = `major-tag=${majorTag}\nnotes=${path}\n`;
appendFileSync(process.env['GITHUB_OUTPUT'] ?? process.stdout.fd, outputs);
