import { describe, expect, test } from 'vitest';
import type { ApiError } from '../../../src/cloudflare/envelope.ts';
import { findNamedItems } from '../../../src/cloudflare/named-items.ts';
import { apiError } from '../api-replies.ts';

const host = 'https://a.example';

/** The places of the URLs that the errors name. */
function named(urls: readonly string[], ...errors: readonly ApiError[]): number[] {
  return findNamedItems({ kind: 'urls', items: urls }, errors).map(({ index }) => index);
}

describe('an item is named by standing whole in a message', () => {
  const url = `${host}/a.css`;
  test.each([
    url,
    `Unable to purge ${url}, which is an invalid URL.`,
    `${url} is invalid`,
    `invalid: ${url}`,
    `invalid URL "${url}"`,
    `invalid URL '${url}'`,
    `invalid URL <${url}>`,
    `invalid URL (${url})`,
    `invalid URLs [${url}]`,
    `not this: ${url}.`,
    `not this: ${url}; try again`,
    `not this: ${url}?`,
    `x ${url}.map and ${url} too`,
  ])('%s', (message) => {
    expect(named([url], apiError(1015, message))).toEqual([0]);
  });

  test.each([
    'Unable to purge some items',
    `${url}.map is invalid`,
    `${url}?v=1 is invalid`,
    `${url}/b is invalid`,
    `${url}-old is invalid`,
    `${url},v2 is invalid`,
    `x${url} is invalid`,
    `${host}/A.CSS is invalid`,
    '',
  ])('but not as a part of more: %s', (message) => {
    expect(named([url], apiError(1015, message))).toEqual([]);
  });

  test.each([
    [[`${host}/a`, `${host}/a,b`], `${host}/a,b`],
    [[`${host}/a`, `${host}/a;v=1`], `${host}/a;v=1`],
    [[`${host}/a`, `${host}/a'b`], `${host}/a'b`],
    [[`${host}/a`, `${host}/a)`], `${host}/a)`],
    [[`${host}/a`, `${host}/a.`], `${host}/a.`],
    [[`${host}/a`, `https://b.example/?u=${host}/a`], `https://b.example/?u=${host}/a`],
    [[`${host}/a`, `${host}/a?x=1`], `${host}/a?x=1`],
  ])('of %j the longer one is meant', (urls, item) => {
    for (const message of [item, `Unable to purge ${item}`, `Unable to purge "${item}", sorry`]) {
      expect(named(urls, apiError(1015, message))).toEqual([1]);
    }
  });

  test('tags, hosts and prefixes as well', () => {
    const errors = [apiError(1100, 'tag "b" is not valid')];
    expect(findNamedItems({ kind: 'tags', items: ['a', 'b', 'bb'] }, errors)).toEqual([
      { index: 1, error: errors[0] },
    ]);
    const prefix = [apiError(1, 'www.a.example/x/ is not valid')];
    expect(
      findNamedItems(
        { kind: 'prefixes', items: ['a.example/x/', 'www.a.example/x', 'www.a.example/x/'] },
        prefix,
      ).map(({ index }) => index),
    ).toEqual([2]);
  });
});

describe('an item is named by a pointer', () => {
  const urls = Array.from({ length: 40 }, (_, index) => `${host}/${index}`);

  test.each([
    ['/files/3', [3]],
    ['/files/30', [30]],
    ['/files/3/url', [3]],
    ['/tags/0', [0]],
    ['/files/99', []],
    ['/files', []],
    ['/files/x', []],
    ['files/3', []],
    ['', []],
  ])('%o', (pointer, places) => {
    expect(named(urls, apiError(1, 'no', pointer))).toEqual(places);
  });
});

test('each item once, in the order of the request, with the first error that names it', () => {
  const urls = [`${host}/1`, `${host}/2`, `${host}/3`];
  const errors = [
    apiError(1, `${host}/3 and ${host}/1 are wrong`),
    apiError(2, `${host}/1 is wrong`),
    apiError(3, 'wrong', '/files/2'),
  ];
  expect(findNamedItems({ kind: 'urls', items: urls }, errors)).toEqual([
    { index: 0, error: errors[0] },
    { index: 2, error: errors[0] },
  ]);
});

test('URLs with headers are named by their URL; everything names nothing', () => {
  const error = apiError(1, `${host}/1 is wrong`);
  const item = { url: `${host}/1`, headers: { Origin: host } };
  expect(findNamedItems({ kind: 'urls', items: [item, `${host}/2`] }, [error])).toHaveLength(1);
  expect(findNamedItems({ kind: 'everything' }, [error])).toEqual([]);
});
