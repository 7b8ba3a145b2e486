import { describe, expect, test } from 'vitest';
import { checkPrefix, checkTag, checkUrl } from '../../../src/inputs/check-items.ts';

describe('URLs', () => {
  test.each([
    ['https://www.example.com/a.css', 'https://www.example.com/a.css'],
    ['HTTPS://WWW.Example.com/A.css', 'https://www.example.com/A.css'],
    ['https://www.example.com', 'https://www.example.com/'],
    ['http://example.com:80/', 'http://example.com/'],
    ['http://example.com:8080/x', 'http://example.com:8080/x'],
    ['https://bücher.example/ü?q=ö', 'https://xn--bcher-kva.example/%C3%BC?q=%C3%B6'],
    ['https://example.com/a b', 'https://example.com/a%20b'],
    ['https://example.com/a%2Fb%20c', 'https://example.com/a%2Fb%20c'],
    ['https://example.com/a,b;c?d=e&f=%2A', 'https://example.com/a,b;c?d=e&f=%2A'],
    ['https://example.com/a/../b', 'https://example.com/b'],
    ['https://example.com/?', 'https://example.com/?'],
  ])('%s', (text, value) => {
    expect(checkUrl(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['www.example.com/a', 'is not an absolute URL'],
    ['/a', 'is not an absolute URL'],
    ['//example.com/a', 'is not an absolute URL'],
    ['https:/example.com', 'is not an absolute URL'],
    ['ftp://example.com/', 'has another scheme than http or https'],
    ['https://example.com/#top', 'has a fragment (#)'],
    ['https://example.com/*', 'has a wildcard (*)'],
    ['https://*.example.com/', 'has a wildcard (*)'],
    ['https://user:secret@example.com/', 'has a user name or password in it'],
    ['https://user@example.com/', 'has a user name or password in it'],
    ['https://exam ple.com/', 'is not a URL'],
    ['https://', 'is not a URL'],
    ['https://example.com:99999/', 'is not a URL'],
    ['https://example.com/a\nb', 'has control characters in it'],
    ['https://example.com/a\tb', 'has control characters in it'],
    ['https://example.com/\ud800', 'is not well-formed Unicode'],
  ])('%o', (text, problem) => {
    expect(checkUrl(text)).toEqual({ ok: false, problem: expect.stringContaining(problem) });
  });
});

describe('tags', () => {
  test.each(['a', '#', '[x]', '"q"', 'a:b/c?d*e', 'x'.repeat(1024)])('%s', (tag) => {
    expect(checkTag(tag)).toEqual({ ok: true, value: tag });
  });

  test.each([
    ['x'.repeat(1025), 'has 1025 characters, more than 1024'],
    ['a b', 'has a space or a comma in it'],
    ['a,b', 'has a space or a comma in it'],
    ['a\tb', 'has a space or a comma in it'],
    ['ä', 'has characters other than printable ASCII'],
    ['a\u0007', 'has characters other than printable ASCII'],
    ['😀', 'has characters other than printable ASCII'],
  ])('%s', (tag, problem) => {
    expect(checkTag(tag)).toEqual({ ok: false, problem });
  });
});

describe('prefixes', () => {
  test.each([
    ['www.example.com', 'www.example.com'],
    ['www.example.com/', 'www.example.com/'],
    ['www.example.com/foo', 'www.example.com/foo'],
    ['www.example.com/foo/', 'www.example.com/foo/'],
    ['www.example.com//a%20b', 'www.example.com//a%20b'],
    ['bücher.example/ü', 'xn--bcher-kva.example/%C3%BC'],
    ['www.example.com/a/./../b/', 'www.example.com/b/'],
    ['www.example.com/%2e%2E/a', 'www.example.com/a'],
    ['www.example.com/{id}/"x"\\y', 'www.example.com/%7Bid%7D/%22x%22/y'],
    [`example.com${'/a'.repeat(31)}`, `example.com${'/a'.repeat(31)}`],
  ])('%s', (text, value) => {
    expect(checkPrefix(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['https://www.example.com/foo', 'has a scheme'],
    ['www.example.com/*', 'has a wildcard; a prefix matches all that starts with it anyway'],
    ['www.example.com/#a', 'has a fragment'],
    ['www.example.com/?a', 'has a query, which Cloudflare does not accept in a prefix'],
    ['www.example.com/a b', 'has white space or control characters in it'],
    ['www.example.com/\ud800', 'is not well-formed Unicode'],
    [`example.com${'/a'.repeat(32)}`, 'has 32 slashes, more than 31'],
    ['/foo', 'has a host that is not a host name'],
    ['localhost/foo', 'has a host that has no dot, so it is no public host name'],
    ['www.example.com:8080/foo', 'has a host that has a port'],
  ])('%o', (text, problem) => {
    expect(checkPrefix(text)).toEqual({ ok: false, problem });
  });
});
