import { describe, expect, test } from 'vitest';
import { findUrls, listWholeSite } from '../../../src/changed/site-urls.ts';
import { readSiteUrl } from '../../../src/inputs/changed.ts';

/** URLs of a file below `https://a.example/`, without the address. */
function below(path: string): string[] {
  return findUrls(path, readSiteUrl('https://a.example')).map((url) =>
    url.slice('https://a.example'.length),
  );
}

describe('a file has its own address, and', () => {
  test.each<[path: string, urls: string[]]>([
    ['app.js', ['/app.js']],
    ['js/app.js', ['/js/app.js']],
    ['about.html', ['/about.html', '/about']],
    ['blog/post.html', ['/blog/post.html', '/blog/post']],
    ['blog/index.html', ['/blog/index.html', '/blog/', '/blog']],
    ['a/b/index.html', ['/a/b/index.html', '/a/b/', '/a/b']],
    ['index.html', ['/index.html', '/', '/']],
    ['myindex.html', ['/myindex.html', '/myindex']],
    ['index.htm', ['/index.htm']],
    ['INDEX.HTML', ['/INDEX.HTML']],
    ['.html', ['/.html']],
    ['a/.html', ['/a/.html']],
    ['a.html/b', ['/a.html/b']],
    ['a.html.html', ['/a.html.html', '/a.html']],
  ])('%s', (path, urls) => {
    expect(below(path)).toEqual(urls);
  });
});

describe('paths are encoded once', () => {
  test.each<[path: string, url: string]>([
    ['a b', '/a%20b'],
    [' a ', '/%20a%20'],
    ['100%', '/100%25'],
    ['%41', '/%2541'],
    ['%2e%2e/a', '/%252e%252e/a'],
    ['a?b=c', '/a%3Fb=c'],
    ['a#b', '/a%23b'],
    ['a\\b', '/a%5Cb'],
    ['*', '/%2A'],
    // Node encodes a caret only sometimes: https://github.com/ada-url/ada/issues/970
    ['a^b', '/a%5Eb'],
    ['a^>', '/a%5E%3E'],
    ['tab\there', '/tab%09here'],
    ['line\nbreak', '/line%0Abreak'],
    ['größe', '/gr%C3%B6%C3%9Fe'],
    ['😀', '/%F0%9F%98%80'],
    ['"<>`{}', '/%22%3C%3E%60%7B%7D'],
    ["@scope/a+b,c(1)&d=e;f!~$':[x]|", "/@scope/a+b,c(1)&d=e;f!~$':[x]|"],
    ['..a/.b', '/..a/.b'],
    ['c:/d', '/c:/d'],
  ])('%j', (path, url) => {
    expect(below(path)).toEqual([url]);
  });
});

describe('below a path', () => {
  test.each(['https://a.example:8443/docs', 'https://a.example:8443/docs/'])('%s', (text) => {
    const under = readSiteUrl(text);
    expect(findUrls('x.js', under)).toEqual(['https://a.example:8443/docs/x.js']);
    expect(findUrls('index.html', under)).toEqual([
      'https://a.example:8443/docs/index.html',
      'https://a.example:8443/docs/',
      'https://a.example:8443/docs',
    ]);
    expect(listWholeSite(under)).toEqual({
      urls: ['https://a.example:8443/docs'],
      tags: [],
      hosts: [],
      prefixes: ['a.example/docs/'],
    });
  });

  test('the whole of a bare host is the host, without its port', () => {
    const whole = { urls: [], tags: [], prefixes: [] };
    expect(listWholeSite(readSiteUrl('https://A.example'))).toEqual({
      ...whole,
      hosts: ['a.example'],
    });
    expect(listWholeSite(readSiteUrl('http://127.0.0.1:8080/'))).toEqual({
      ...whole,
      hosts: ['127.0.0.1'],
    });
  });
});
