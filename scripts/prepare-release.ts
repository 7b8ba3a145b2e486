/**
 * Looks whether a commit may be released under a tag, and writes the notes for it to
 * `build/release-notes.md`. Gives the output `notes`, the path.
 *
 *     node scripts/prepare-release.ts v1.2.3
 */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cutNotes } from './release/read-changelog.ts';
import { checkReleaseTag } from './release/release-version.ts';

const [tag = ''] = process.argv.slice(2);
const { version: packageVersion } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
};
checkReleaseTag(tag, packageVersion);
const notes = cutNotes(readFileSync('CHANGELOG.md', 'utf8'), packageVersion);

const path = 'build/release-notes.md';
mkdirSync('build', { recursive: true });
writeFileSync(path, notes);
appendFileSync(process.env['GITHUB_OUTPUT'] ?? process.stdout.fd, `notes=${path}\n`);
