import { describe, expect, test } from 'vitest';
import { createOctokitCaller } from '../../../src/changed/octokit-caller.ts';
import { createGitHub } from '../../../src/changed/rest-api.ts';
import type { HttpReply, HttpRequest, NetworkFailure } from '../../../src/http/transport.ts';
import { hash } from './fake-github.ts';

const enterprise = { apiUrl: 'https://ghe.example.com/api/v3', githubToken: 'token-1' };
const never = new AbortController().signal;
const tags = { route: 'GET /repos/{owner}/{repo}/tags', form: 'json' } as const;
const parameters = { owner: 'o', repo: 'r', page: 2 };

function json(value: unknown, status = 200, headers: Record<string, string> = {}): HttpReply {
  const all = { 'content-type': 'application/json; charset=utf-8', ...headers };
  return { kind: 'reply', status, headers: all, body: JSON.stringify(value) };
}

/** A caller whose transport gives these replies in turn, and what it was asked. */
function callerFor(...replies: readonly (HttpReply | NetworkFailure)[]) {
  const sent: HttpRequest[] = [];
  const call = createOctokitCaller(enterprise, async (request) => {
    sent.push(request);
    return replies[sent.length - 1] ?? json('too many');
  });
  return { call, sent };
}

test('asks below the address, with the token and a name, by GET', async () => {
  const { call, sent } = callerFor(json([1]));
  expect(await call({ ...tags, parameters }, never)).toEqual({ kind: 'accepted', data: [1] });
  expect(sent).toMatchObject([
    {
      method: 'GET',
      url: 'https://ghe.example.com/api/v3/repos/o/r/tags?page=2',
      headers: {
        authorization: 'token token-1',
        'user-agent': expect.stringMatching(/^purge-cloudflare-cache /),
        'x-github-api-version': '2022-11-28',
      },
    },
  ]);
});

test('asks for the hash of a commit alone, and takes the whole one as well', async () => {
  const text: HttpReply = {
    kind: 'reply',
    status: 200,
    headers: { 'content-type': 'application/vnd.github.sha; charset=utf-8' },
    body: hash(1),
  };
  for (const reply of [text, json({ sha: hash(1) })]) {
    const { call, sent } = callerFor(reply);
    const github = createGitHub(
      'o/r',
      (question) => call(question, never),
      () => undefined,
    );
    expect(await github.findCommit('tags/v 1')).toEqual({ kind: 'found', value: hash(1) });
    expect(sent[0]).toMatchObject({
      url: 'https://ghe.example.com/api/v3/repos/o/r/commits/tags%2Fv%201',
      headers: { accept: 'application/vnd.github.sha' },
    });
  }
});

describe('redirects', () => {
  const to = (location: string): HttpReply => json({}, 301, { location });

  test('are followed on the same origin, with the token', async () => {
    const { call, sent } = callerFor(to('/api/v3/repositories/7/tags'), json([1]));
    expect(await call({ ...tags, parameters }, never)).toMatchObject({ kind: 'accepted' });
    expect(sent[1]).toMatchObject({
      url: 'https://ghe.example.com/api/v3/repositories/7/tags',
      headers: { authorization: 'token token-1' },
    });
  });

  test.each([
    'https://evil.example/',
    'http://ghe.example.com/api/v3/',
    'https://ghe.example.com:8443/',
    '//evil.example',
    '',
  ])('to %o are not followed', async (location) => {
    const { call, sent } = callerFor(to(location), to(location), to(location), to(location));
    expect(await call({ ...tags, parameters }, never)).toMatchObject({
      kind: 'redirect',
      problem: location === '' ? 'nowhere' : 'elsewhere',
    });
    expect(sent.every(({ url }) => url.startsWith('https://ghe.example.com/api/v3/repos'))).toBe(
      true,
    );
  });

  test('in a circle end', async () => {
    const round = Array.from({ length: 10 }, () => to('/api/v3/round'));
    const { call, sent } = callerFor(...round);
    expect(await call({ ...tags, parameters }, never)).toEqual({
      kind: 'redirect',
      problem: 'endless',
      location: 'https://ghe.example.com/api/v3/round',
    });
    expect(sent).toHaveLength(4);
  });

  test('are told without their query, in which secrets may be', async () => {
    const { call } = callerFor(to('https://login.example/in?token=secret#secret'));
    expect(await call({ ...tags, parameters }, never)).toMatchObject({
      location: 'https://login.example/in',
    });
  });
});

describe('failures', () => {
  test('keep what GitHub says', async () => {
    const { call } = callerFor(json({ message: 'Slow down' }, 403, { 'retry-after': '7' }));
    expect(await call({ ...tags, parameters }, never)).toEqual({
      kind: 'refused',
      status: 403,
      message: 'Slow down',
      waitMs: 7000,
    });
  });

  test('of the network come through as they were', async () => {
    const failure = { kind: 'no-reply', reason: 'tls', code: 'CERT_HAS_EXPIRED' } as const;
    const { call } = callerFor(failure);
    expect(await call({ ...tags, parameters }, never)).toEqual(failure);
  });

  test.each([
    ['HTML', 'text/html', '<html>'],
    ['cut JSON', 'application/json', '[{"na'],
    ['nothing', 'application/json', ''],
    ['an unknown form', 'application/octet-stream', 'x'],
  ])('%s with a success is unreadable', async (_, type, body) => {
    const reply: HttpReply = {
      kind: 'reply',
      status: 200,
      headers: { 'content-type': type },
      body,
    };
    const { call } = callerFor(reply);
    expect(await call({ ...tags, parameters }, never)).toEqual({ kind: 'unreadable' });
  });
});
