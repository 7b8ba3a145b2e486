import { describe, expect, test } from 'vitest';
import type { PurgeContent } from '../../../src/cloudflare/request.ts';
import type { RequestOutcome, RequestResult } from '../../../src/purge/outcome.ts';
import { findPurgeTime } from '../../../src/verify/purge-time.ts';
import { acceptedResult, failedResult } from '../report/sample-results.ts';
import { requestFor } from '../sample-requests.ts';

function sent(
  content: PurgeContent,
  sentAt: number,
  result: RequestResult = acceptedResult,
): RequestOutcome {
  return { request: requestFor(content), result, tries: 1, ms: 5, sentAt };
}

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
    expect(findPurgeTime(page, [sent(tags, 1), sent(content, 2), sent(tags, 3)])).toBe(2);
  });
});

describe('a URL is not covered by', () => {
  const others: readonly PurgeContent[] = [
    { kind: 'urls', items: ['https://www.example.com/blog/post', 'http://www.example.com/'] },
    { kind: 'hosts', items: ['example.com', 'a.www.example.com'] },
    { kind: 'prefixes', items: ['www.example.com/Blog', 'www.example.com/blog/post/', 'www'] },
    tags,
  ];
  test.each(others)('%o: then the first request counts', (content) => {
    expect(findPurgeTime(page, [sent(tags, 1), sent(content, 2)])).toBe(1);
  });
});

test('the last request that covers it counts', () => {
  const host: PurgeContent = { kind: 'hosts', items: ['www.example.com'] };
  expect(findPurgeTime(page, [sent(host, 5), sent({ kind: 'everything' }, 9), sent(host, 7)])).toBe(
    9,
  );
});

test('everything of another zone does not cover it', () => {
  const ofZone = (name: string, sentAt: number): RequestOutcome => {
    const outcome = sent({ kind: 'everything' }, sentAt);
    return { ...outcome, request: { ...outcome.request, zone: { id: name, name } } };
  };
  expect(findPurgeTime(page, [ofZone('example.com', 3), ofZone('example.org', 8)])).toBe(3);
});

test('what was not accepted counts for nothing', () => {
  const all: PurgeContent = { kind: 'everything' };
  expect(findPurgeTime(page, [])).toBeUndefined();
  expect(findPurgeTime(page, [sent(all, 9, failedResult)])).toBeUndefined();
  expect(findPurgeTime(page, [sent(all, 9, failedResult), sent(tags, 4)])).toBe(4);
});
