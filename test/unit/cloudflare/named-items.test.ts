import { describe, expect, test } from 'vitest';
import type { ApiError } from '../../../src/cloudflare/failures.ts';
import { findNamedItems } from '../../../src/cloudflare/named-items.ts';
import type { PurgeContent } from '../../../src/cloudflare/request.ts';
import { apiError } from '../api-replies.ts';
import { expectLinearTime } from '../linear-time.ts';

const host = 'https://a.example';

function namedIn(content: PurgeContent, ...errors: readonly ApiError[]): number[] {
  return [...findNamedItems(content, errors).keys()].toSorted((a, b) => a - b);
}

function namedUrls(urls: readonly string[], ...errors: readonly ApiError[]): number[] {
  return namedIn({ kind: 'urls', items: urls }, ...errors);
}

describe('a URL is named as a whole word', () => {
  const url = `${host}/a.css`;
  test.each([
    url,
    `Unable to purge ${url}, which is an invalid URL.`,
    `${url} is invalid`,
    `invalid: ${url}`,
    `invalid URL "${url}"`,
    `invalid URL <${url}>`,
    `invalid URL (${url})`,
    `not this: ${url}.`,
    `x ${url}.map and ${url} too`,
  ])('%s', (message) => {
    expect(namedUrls([url], apiError(1015, message))).toEqual([0]);
  });

  test.each([
    'Unable to purge some items',
    `${url}.map is invalid`,
    `${url}?v=1 is invalid`,
    `${url},v2 is invalid`,
    `x${url} is invalid`,
    `${host}/A.CSS is invalid`,
    `${url}........ is invalid`,
    '',
  ])('but not as a part of more: %s', (message) => {
    expect(namedUrls([url], apiError(1015, message))).toEqual([]);
  });

  test.each([
    [[`${host}/a`, `${host}/a,b`], `${host}/a,b`],
    [[`${host}/a`, `${host}/a;v=1`], `${host}/a;v=1`],
    [[`${host}/a`, `${host}/a)`], `${host}/a)`],
    [[`${host}/a`, `${host}/a.`], `${host}/a.`],
    [[`${host}/a`, `https://b.example/?u=${host}/a`], `https://b.example/?u=${host}/a`],
    [[`${host}/a`, `${host}/a?x=1`], `${host}/a?x=1`],
  ])('of %j the longer one is meant', (urls, item) => {
    for (const message of [item, `Unable to purge ${item}`, `Unable to purge "${item}", sorry`]) {
      expect(namedUrls(urls, apiError(1015, message))).toEqual([1]);
    }
  });

  test('with its headers by its URL, and every one of several with the same URL', () => {
    const items = [{ url: `${host}/1`, headers: { Origin: host } }, `${host}/2`, `${host}/1`];
    const error = apiError(1, `${host}/1 is wrong`);
    expect(namedIn({ kind: 'urls', items }, error)).toEqual([0, 2]);
  });
});

describe('hosts and prefixes', () => {
  const message = 'You can only purge files of www.A.example or www.a.example/x/ here';

  test('hosts are named in any case', () => {
    const items = ['a.example', 'WWW.a.example'];
    expect(namedIn({ kind: 'hosts', items }, apiError(1, message))).toEqual([1]);
  });

  test('prefixes are named in their own case, with their last slash', () => {
    const items = ['a.example/x/', 'www.a.example/x', 'www.a.example/x/', 'www.a.example/X/'];
    expect(namedIn({ kind: 'prefixes', items }, apiError(1, message))).toEqual([2]);
  });
});

describe('a tag is named in quotes or alone, in any case', () => {
  const content = { kind: 'tags', items: ['zone', 'files', 'blog', 'News'] } as const;

  test.each([
    ["Unable to purge 'Blog'. You can only purge files for this zone", [2]],
    ['tag "blog" is not valid in this zone', [2]],
    ['tags `blog` and `news` cannot be purged', [2, 3]],
    ["can't purge 'blog'", [2]],
    ['BLOG', [2]],
    ['Unable to purge blog', [2]],
    ['Unable to purge blog.', [2]],
    ['Invalid tags: blog, news', [2, 3]],
    ['Invalid tag: zone', [0]],
  ])('%s', (message, places) => {
    expect(namedIn(content, apiError(1084, message))).toEqual(places);
  });

  test.each([
    'You can only purge files for this zone',
    'Your zone: files cannot be purged',
    'Unable to purge files of this zone',
    'Unable to purge any urls',
    'blog is too long',
    'Unable to purge "blog-2"',
    '',
  ])('but not as a word of a sentence: %s', (message) => {
    expect(namedIn(content, apiError(1084, message))).toEqual([]);
  });
});

describe('a pointer', () => {
  const urls = Array.from({ length: 40 }, (_, index) => `${host}/${index}`);

  test.each([
    ['/files/3', [3]],
    ['/files/30', [30]],
    ['/files/39/url', [39]],
    ['/files/40', []],
    ['/files', []],
    ['/files/x', []],
    ['/files/3x', []],
    ['files/3', []],
    ['', []],
  ])('%o names by place', (pointer, places) => {
    expect(namedUrls(urls, apiError(1, 'no', pointer))).toEqual(places);
  });

  test('goes before the message', () => {
    expect(namedUrls(urls, apiError(1, `${host}/5`, '/files/3'))).toEqual([3]);
  });
});

test('each item has the first error that names it', () => {
  const items = [`${host}/1`, `${host}/2`, `${host}/3`];
  const errors = [
    apiError(1, `${host}/3 and ${host}/1 are wrong`),
    apiError(2, `${host}/1 is wrong`),
  ] as const;
  const named = findNamedItems({ kind: 'urls', items }, errors);
  expect(named).toEqual(
    new Map([
      [2, errors[0]],
      [0, errors[0]],
    ]),
  );
});

test('everything has no items to name', () => {
  expect(namedIn({ kind: 'everything' }, apiError(1, host, '/files/0'))).toEqual([]);
});

describe('a long message takes time in proportion to its length', () => {
  const tags = Array.from({ length: 100 }, (_, index) => `t${index}`);
  const urls = tags.map((tag) => `${host}/${tag}`);

  test.each([
    ['quoted tags', { kind: 'tags', items: tags }, "'t1' "],
    ['tags in prose', { kind: 'tags', items: tags }, 't1 '],
    ['URLs', { kind: 'urls', items: urls }, `${host}/t1, `],
    ['punctuation', { kind: 'urls', items: urls }, '"\'`([{<.,:;!?'],
  ] as const)('%s', async (_, content, part) => {
    await expectLinearTime(
      (size) => part.repeat(size / part.length),
      (message) => findNamedItems(content, [apiError(1, message)]),
      2 ** 18,
    );
  });
});
