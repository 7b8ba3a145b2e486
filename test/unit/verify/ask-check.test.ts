import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/inputs/checks.ts';
import { askCheck } from '../../../src/verify/ask-check.ts';
import type { Visit, VisitReply } from '../../../src/verify/visit.ts';

const start = 'https://a.example/1';
const contentCheck: Check = { url: start, expectation: { kind: 'contains', text: 'x' } };
const secret = { 'x-secret': 's' };

/** A web of redirects; what leads nowhere answers 200. */
async function ask(
  check: Check,
  redirects: Readonly<Record<string, string>>,
  status = 302,
): Promise<{ reply: VisitReply; asked: [string, boolean][] }> {
  const asked: [string, boolean][] = [];
  const visit: Visit = async (url, headers) => {
    asked.push([url, 'x-secret' in headers]);
    const location = redirects[url];
    return {
      kind: 'reply',
      by: 'runner',
      receivedAt: 0,
      status: location === undefined ? 200 : status,
      headers: location === undefined ? {} : { location },
      body: { kind: 'whole', bytes: new Uint8Array() },
      url,
      redirectedTo: undefined,
    };
  };
  const reply = await askCheck(check, visit, secret, new AbortController().signal);
  return { reply, asked };
}

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('with %d are followed for content', async (status) => {
    const { reply, asked } = await ask(contentCheck, { [start]: '/2?q#top' }, status);
    expect(reply).toMatchObject({ status: 200, url: 'https://a.example/2?q' });
    expect(asked).toEqual([
      [start, true],
      ['https://a.example/2?q', true],
    ]);
  });

  test('of a bare URL are not followed', async () => {
    const { reply, asked } = await ask(
      { url: start, expectation: { kind: 'status' } },
      { [start]: '/2' },
    );
    expect(reply).toMatchObject({ status: 302, url: start });
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['another host', 'https://b.example/2'],
    ['a host below', 'https://x.a.example/2'],
    ['another port', 'https://a.example:8443/2'],
    ['another scheme', 'http://a.example/2'],
    ['a host without its scheme', '//b.example/2'],
  ])('to %s take no header along, and bring none back', async (_, target) => {
    const there = new URL(target, start).href;
    const back = 'https://a.example/3';
    const { asked } = await ask(contentCheck, { [start]: target, [there]: back });
    expect(asked).toEqual([
      [start, true],
      [there, false],
      [back, false],
    ]);
  });

  test('take no password from the address', async () => {
    const { asked } = await ask(contentCheck, { [start]: 'https://u:p@b.example/' });
    expect(asked[1]).toEqual(['https://b.example/', false]);
  });

  test.each([
    'ftp://a.example/',
    'file:///etc/passwd',
    'javascript:1',
    'https://a b/',
  ])('to %s are not followed', async (target) => {
    const { reply, asked } = await ask(contentCheck, { [start]: target });
    expect(reply).toMatchObject({ status: 302 });
    expect(asked).toHaveLength(1);
  });

  test('that go round in circles end after ten', async () => {
    const { reply, asked } = await ask(contentCheck, { [start]: start });
    expect(reply).toMatchObject({ status: 302 });
    expect(asked).toHaveLength(11);
  });

  test('are none with 304 or without a location', async () => {
    expect((await ask(contentCheck, { [start]: '/2' }, 304)).asked).toHaveLength(1);
    expect((await ask(contentCheck, {}, 302)).asked).toHaveLength(1);
  });
});
