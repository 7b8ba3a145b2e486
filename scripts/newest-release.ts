/**
 * Prints the highest version of a major tag among the tags on standard input, one a line.
 *
 *     node scripts/newest-release.ts v1
 */
import { text } from 'node:stream/consumers';
import { findNewestRelease } from './release/find-newest-release.ts';

const [majorTag = ''] = process.argv.slice(2);
const tags = (await text(process.stdin)).split(/\s+/);
console.log(findNewestRelease(majorTag, tags) ?? 'none');
