import { describe, expect, test } from 'vitest';
import {
  addVariants,
  checkHost,
  checkPrefix,
  checkTag,
  checkUrl,
  hostRules,
  tagRules,
  urlRules,
} from '../../../src/inputs/items.ts';
import { InputProblem } from '../../../src/inputs/problem.ts';

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
    expect(checkUrl(text)).toBe(value);
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
    expect(() => checkUrl(text)).toThrow(problem);
  });
});

describe('tags', () => {
  test.each(['a', '#', '[x]', '"q"', 'a:b/c?d*e', 'x'.repeat(1024)])('%s', (tag) => {
    expect(checkTag(tag)).toBe(tag);
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
    expect(() => checkTag(tag)).toThrow(new InputProblem(problem));
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
    expect(checkPrefix(text)).toBe(value);
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
    expect(() => checkPrefix(text)).toThrow(new InputProblem(problem));
  });
});

describe('hosts', () => {
  test.each([
    ['www.example.com', 'www.example.com'],
    ['WWW.Example.com', 'WWW.Example.com'],
    ['_dmarc.example.com', '_dmarc.example.com'],
    ['a-b.c--d.example', 'a-b.c--d.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['例え。テスト', 'xn--r8jz45g.xn--zckzah'],
    [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
    [`${'a.'.repeat(126)}a`, `${'a.'.repeat(126)}a`],
  ])('host %s', (text, value) => {
    expect(checkHost(text)).toBe(value);
  });

  test.each([
    ['https://www.example.com', 'has a scheme'],
    ['*.example.com', 'has a wildcard, which Cloudflare does not know here'],
    ['www.example.com/', 'has a path'],
    ['www.example.com?a', 'has a query or a fragment'],
    ['www.example.com#a', 'has a query or a fragment'],
    ['www.example.com:443', 'has a port'],
    ['www example.com', 'has white space in it'],
    ['www..example.com', 'is not a host name'],
    ['.example.com', 'is not a host name'],
    ['example.com.', 'is not a host name'],
    ['-a.example.com', 'is not a host name'],
    ['a-.example.com', 'is not a host name'],
    ['user@example.com', 'is not a host name'],
    [`${'a'.repeat(64)}.example`, 'is not a host name'],
    ['xn--\u00e4.example', 'is not a host name'],
    ['localhost', 'has no dot, so it is no public host name'],
    [`${'a.'.repeat(127)}a`, 'is longer than 253 characters'],
  ])('no host: %o', (text, problem) => {
    expect(() => checkHost(text)).toThrow(new InputProblem(problem));
  });
});

test.each([tagRules, hostRules, urlRules])('$kind: what YAML or a shell left over is a problem', ({
  check,
}) => {
  for (const item of ['-', '"blog"', "'blog'", '""']) {
    expect(() => check(item), item).toThrow(InputProblem);
  }
});

test('a dash or a quote inside a tag is part of it', () => {
  for (const tag of ['--', 'a-b', 'say-"hi', '"']) expect(tagRules.check(tag)).toBe(tag);
});

describe('variants', () => {
  const mobile = { 'CF-Device-Type': 'mobile' };
  const french = { 'Accept-Language': 'fr' };

  test('purge every URL without headers as it is and with each set, and no other URL', () => {
    const own = { url: 'https://b.example/', headers: { Origin: 'https://x.example' } };
    expect(addVariants(['https://a.example/', own], [mobile, french])).toEqual([
      'https://a.example/',
      { url: 'https://a.example/', headers: mobile },
      { url: 'https://a.example/', headers: french },
      own,
    ]);
  });

  test('that a URL has already go once', () => {
    const given = { url: 'https://a.example/', headers: mobile };
    expect(addVariants([given, 'https://a.example/'], [mobile])).toEqual([
      given,
      'https://a.example/',
    ]);
  });
});
