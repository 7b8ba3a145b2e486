import { describe, expect, test } from 'vitest';
import type { PurgeContent } from '../../../src/cloudflare/request.ts';
import { findLeftOut, indexUrls } from '../../../src/verify/coverage.ts';
import { requestFor } from '../sample-requests.ts';

const page = 'https://www.example.com/blog/post?a=1';
const tags: PurgeContent = { kind: 'tags', items: ['a'] };

describe('a URL is covered by', () => {
  const covering: readonly PurgeContent[] = [
    { kind: 'everything' },
    { kind: 'urls', items: ['https://a.example/', page] },
    { kind: 'urls', items: [{ url: page, headers: { 'CF-Device-Type': 'mobile' } }] },
    { kind: 'hosts', items: ['WWW.example.com'] },
    { kind: 'prefixes', items: ['www.example.com'] },
    { kind: 'prefixes', items: ['www.example.com/'] },
    { kind: 'prefixes', items: ['www.example.com/blo'] },
    { kind: 'prefixes', items: ['WWW.Example.com/blog/post'] },
  ];
  test.each(covering)('%o', (content) => {
    expect(indexUrls([page, 'https://b.example/'])(requestFor(content))).toContain(page);
    expect(findLeftOut([page], [requestFor(content)])).toEqual([]);
  });
});

describe('a URL is not covered by', () => {
  const others: readonly PurgeContent[] = [
    { kind: 'urls', items: ['https://www.example.com/blog/post', 'http://www.example.com/'] },
    { kind: 'hosts', items: ['example.com', 'a.www.example.com'] },
    { kind: 'prefixes', items: ['www.example.com/Blog', 'www.example.com/blog/post/', 'www'] },
    { kind: 'prefixes', items: ['www.example.co', 'a.example', 'z.example'] },
    tags,
  ];
  test.each(others)('%o', (content) => {
    expect(indexUrls([page])(requestFor(content))).toEqual([]);
    const isTag = content.kind === 'tags';
    expect(findLeftOut([page], [requestFor(content)])).toEqual(isTag ? [] : [page]);
  });
});

test('everything of another zone does not cover it', () => {
  const everything = requestFor({ kind: 'everything' });
  const inZone = (name: string) => ({ ...everything, zone: { id: 'z', name } });
  expect(indexUrls([page])(inZone('example.com'))).toEqual([page]);
  expect(indexUrls([page])(inZone('example.org'))).toEqual([]);
});

test('where a tag is in the plan, nobody can say that a URL is left out', () => {
  const other: PurgeContent = { kind: 'hosts', items: ['a.example'] };
  expect(findLeftOut([page], [requestFor(other), requestFor(tags)])).toEqual([]);
  expect(findLeftOut([page, page], [requestFor(other)])).toEqual([page]);
  expect(findLeftOut([], [requestFor(other)])).toEqual([]);
});

test('many checks take hardly longer than one, however many items there are', () => {
  const urls = (count: number) =>
    Array.from({ length: count }, (_, n) => `https://www.example.com/${n}/page.html`);
  const requests = [
    requestFor({ kind: 'urls', items: urls(100_000) }),
    requestFor({
      kind: 'prefixes',
      items: urls(100_000).map((url) => url.replace('https://', '').replace('page.html', '')),
    }),
  ];
  const measure = (checks: number): number => {
    const started = performance.now();
    const findCovered = indexUrls(urls(checks));
    for (const request of requests) expect(findCovered(request)).toHaveLength(checks);
    return performance.now() - started;
  };
  measure(1);
  // One look for each pair of them would take 700 times as long.
  expect(measure(700)).toBeLessThan(measure(1) * 20 + 200);
});
