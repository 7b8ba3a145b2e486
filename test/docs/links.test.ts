import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documents, findAnchors, findLinks, readDocument } from './markdown.ts';

describe.for(documents)('%s', (path) => {
  test('links only to what is there', () => {
    const local = findLinks(readDocument(path)).filter((target) => !/^https?:/.test(target));
    expect(local.filter((target) => !leadsSomewhere(path, target))).toEqual([]);
  });

  test('links to other sites with https only', () => {
    const outside = findLinks(readDocument(path)).filter((target) => /^\w+:/.test(target));
    expect(outside.filter((target) => !URL.canParse(target) || !/^https:/.test(target))).toEqual(
      [],
    );
  });
});

function leadsSomewhere(from: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? from : join(dirname(from), path);
  if (!existsSync(file)) return false;
  return anchor === undefined || findAnchors(readDocument(file)).includes(anchor);
}
