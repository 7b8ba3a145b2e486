import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The source files in a folder and below it, by path, without their comments. */
export function readSources(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const paths = names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
  return new Map(paths.map((path) => [path, withoutComments(readFileSync(path, 'utf8'))]));
}

/** Whole comments only: `//` also stands in strings. */
function withoutComments(source: string): string {
  return source.replace(/^\s*\/\*\*?.*?\*\//gms, '').replace(/^\s*\/\/.*$/gm, '');
}

/**
 * Strings and templates of a source that begin in one way, with `${…}` where a template has a
 * placeholder. What stands before them is not looked at, so that quotes in patterns do no harm.
 * @param beginning A regular expression.
 */
export function findStrings(source: string, beginning: string): string[] {
  const strings = source.matchAll(
    new RegExp(`(['"\`])(${beginning}(?:\\\\.|(?!\\1)[^\\\\])*)\\1`, 'gs'),
  );
  return [...strings].map(([, , text = '']) => text.replace(/\\(.)/g, '$1'));
}
