import { describe, expect, test } from 'vitest';
import { createGitHub, type GitHub } from '../../../src/changed/github.ts';
import type { HttpReply, HttpRequest, NetworkFailure } from '../../../src/http/transport.ts';
import { Gate } from '../../../src/pacing/gate.ts';
import { Stop } from '../../../src/pacing/stop.ts';
import { FakeClock } from '../fake-clock.ts';
import { hash } from './fake-github.ts';

type Reply = HttpReply | NetworkFailure;

const token = 'ghs_NotARealToken0000000000000000001';
const apiUrl = 'https://ghe.example.com/api/v3';

function json(value: unknown, status = 200, headers: Record<string, string> = {}): HttpReply {
  const all = { 'content-type': 'application/json; charset=utf-8', ...headers };
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return { kind: 'reply', status, headers: all, body };
}

function failure(reason: NetworkFailure['reason'], code: string): NetworkFailure {
  return { kind: 'no-reply', reason, code };
}

/** Asks a GitHub that gives these replies in turn, the last one again and again. */
async function ask<T>(
  replies: readonly Reply[],
  question: (github: GitHub) => Promise<T>,
  { timeoutMs = 900_000, cancel = false } = {},
) {
  const clock = new FakeClock();
  const cancelled = new AbortController();
  using stop = new Stop(clock, timeoutMs, cancelled.signal);
  const sent: (HttpRequest & { readonly at: number })[] = [];
  const github = createGitHub(
    { apiUrl, githubToken: token, repository: 'o/r' },
    {
      send: async (request) => {
        sent.push({ ...request, at: clock.now() });
        if (cancel) cancelled.abort();
        return replies[Math.min(sent.length, replies.length) - 1] ?? json({});
      },
      gate: new Gate(clock),
      stop,
      clock,
      random: () => 0.5,
      debug: () => undefined,
    },
  );
  const answer = await clock.finish(question(github).catch((error: unknown) => error));
  return { answer, sent, sentAt: sent.map(({ at }) => at) };
}

const check = (github: GitHub) => github.checkRepository();
const listTags = (github: GitHub) => collect(github.listTags());

async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of list) all.push(page);
  return all;
}

test('reads below the address, with the token and a name, by GET', async () => {
  const { sent } = await ask([json([])], listTags);
  expect(sent).toMatchObject([
    {
      method: 'GET',
      url: `${apiUrl}/repos/o/r/tags?per_page=100`,
      headers: {
        authorization: `token ${token}`,
        'user-agent': expect.stringMatching(/^purge-cloudflare-cache /),
        'x-github-api-version': '2022-11-28',
      },
    },
  ]);
});

test('asks for the hash of a commit alone, and takes the whole commit as well', async () => {
  const text: HttpReply = {
    ...json(hash(1)),
    headers: { 'content-type': 'application/vnd.github.sha; charset=utf-8' },
  };
  for (const reply of [text, json({ sha: hash(1) })]) {
    const { answer, sent } = await ask([reply], (github) => github.findCommit('tags/v 1'));
    expect(answer).toBe(hash(1));
    expect(sent[0]).toMatchObject({
      url: `${apiUrl}/repos/o/r/commits/tags%2Fv%201`,
      headers: { accept: 'application/vnd.github.sha' },
    });
  }
});

test('lists follow links from page to page, and leave out what is not understood', async () => {
  const tag = (name: string) => ({ name, commit: { sha: hash(1) } });
  const next = { link: `<${apiUrl}/repositories/7/tags?page=2>; rel="next", <x>; rel="last"` };
  const { answer, sent } = await ask([json([tag('a'), 7], 200, next), json([tag('b')])], listTags);
  expect(answer).toEqual([[{ name: 'a', sha: hash(1) }], [{ name: 'b', sha: hash(1) }]]);
  expect(sent[1]?.url).toBe(`${apiUrl}/repositories/7/tags?page=2`);
  const elsewhere = { link: '<https://evil.example/tags?page=2>; rel="next"' };
  const refused = await ask([json([], 200, elsewhere)], listTags);
  expect(refused.answer).toMatchObject({ kind: 'unreachable' });
  expect(refused.sent).toHaveLength(1);
});

describe('redirects', () => {
  const to = (location: string): HttpReply => json({}, 301, { location });

  test('are followed on the same origin, with the token', async () => {
    const { answer, sent } = await ask([to('/api/v3/repositories/7/tags'), json([])], listTags);
    expect(answer).toEqual([[]]);
    expect(sent[1]).toMatchObject({
      url: `${apiUrl}/repositories/7/tags`,
      headers: { authorization: `token ${token}` },
    });
  });

  test.each([
    'https://evil.example/',
    'http://ghe.example.com/api/v3/',
    'https://ghe.example.com:8443/',
    '//evil.example',
    '',
  ])('to %o are not followed', async (location) => {
    const { answer, sent } = await ask([to(location)], check);
    expect(answer).toMatchObject({ kind: 'unreachable' });
    expect(sent).toHaveLength(1);
  });

  test('in a circle end', async () => {
    const { answer, sent } = await ask([to('/api/v3/round')], check);
    expect(answer).toMatchObject({ message: 'redirected again and again' });
    expect(sent).toHaveLength(4);
  });

  test('show nothing but the host', async () => {
    const { answer } = await ask([to('https://login.example/in?token=secret')], check);
    expect(answer).toMatchObject({ message: expect.stringMatching(/to login\.example, which/) });
  });
});

describe('failures', () => {
  const reset = failure('connection', 'ECONNRESET');

  test('are retried five times if they may pass, with growing waits', async () => {
    const { answer, sentAt } = await ask([reset], check);
    expect(answer).toMatchObject({ kind: 'unreachable', message: 'did not answer (ECONNRESET)' });
    expect(sentAt).toEqual([0, 250, 750, 1750, 3750]);
  });

  const html = { ...json('<html>'), headers: { 'content-type': 'text/html' } };
  const bytes = { ...json('x'), headers: { 'content-type': 'application/octet-stream' } };

  test.each<[string, Reply]>([
    ['HTTP 500', json('', 500)],
    ['HTTP 503', json({}, 503)],
    ['HTTP 408', json({}, 408)],
    ['HTML', html],
    ['cut JSON', json('[{"na')],
    ['nothing', json('')],
    ['an unknown format', bytes],
    ['no such name', failure('dns', 'ENOTFOUND')],
    ['silence', failure('timeout', 'TimeoutError')],
  ])('are retried: %s', async (_, reply) => {
    const { answer, sent } = await ask([reply, json({})], check);
    expect([answer, sent.length]).toEqual([undefined, 2]);
  });

  test.each<[string, Reply, string]>([
    ['HTTP 401', json({}, 401), 'not-allowed'],
    ['HTTP 403', json({ message: 'Resource not accessible' }, 403), 'not-allowed'],
    ['HTTP 404', json({}, 404), 'not-found'],
    ['HTTP 409', json({}, 409), 'not-found'],
    ['HTTP 422', json({}, 422), 'not-found'],
    ['HTTP 418', json({}, 418), 'unreachable'],
    ['an untrusted certificate', failure('tls', 'CERT_HAS_EXPIRED'), 'unreachable'],
  ])('are final: %s', async (_, reply, kind) => {
    const { answer, sentAt } = await ask([reply], check);
    expect([answer, sentAt]).toMatchObject([{ name: 'GitHubError', kind }, [0]]);
  });

  test.each<[string, unknown, (github: GitHub) => Promise<unknown>]>([
    ['a list', { message: 'no list' }, listTags],
    ['runs', { total_count: 0 }, (github) => collect(github.listRuns('x', {}))],
    ['statuses', {}, (github) => github.listStatuses('1')],
    ['a workflow', {}, (github) => github.findWorkflow('1')],
    ['a tree', { tree: {} }, (github) => github.readTree('x', true)],
    [
      'a tree',
      { tree: [{ path: 'a', type: 'tag', sha: hash(1) }] },
      (github) => github.readTree('x', true),
    ],
    [
      'a tree',
      { tree: [{ path: 'a', type: 'blob', sha: 'x' }] },
      (github) => github.readTree('x', true),
    ],
  ])('of another form than expected: no %s in %j', async (_, body, question) => {
    const { answer } = await ask([json(body)], question);
    expect(answer).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('form') });
  });

  test('that nobody expects are bugs', async () => {
    const { answer } = await ask([json({})], () => Promise.reject(new TypeError('x is not y')));
    expect(answer).toBeInstanceOf(TypeError);
  });

  test('do not matter once the job is canceled', async () => {
    for (const reply of [reset, json({}, 404), json({}, 403, { 'retry-after': '5' })]) {
      const { answer } = await ask([reply], check, { cancel: true });
      expect(answer).toMatchObject({ kind: 'canceled' });
    }
    expect((await ask([json({})], check, { cancel: true })).answer).toBeUndefined();
  });

  test('never show the token, however it was escaped', async () => {
    const said = `{"message":"Bad \\u0067hs_${token.slice(4)}"}`;
    const { answer } = await ask([json(said, 403)], check);
    expect(answer).toMatchObject({ message: 'answered HTTP 403 "Bad ***"' });
    const name = `[{"name":"v1-\\u0067hs_${token.slice(4)}","commit":{"sha":"${hash(1)}"}}]`;
    expect((await ask([json(name)], listTags)).answer).toMatchObject([[{ name: 'v1-***' }]]);
  });
});

describe('limits', () => {
  const date = 'Sun, 22 Nov 2026 18:00:00 GMT';
  const resetAt = String(Date.parse(date) / 1000 + 90);
  const primary = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetAt, date };

  test.each<[string, number, Record<string, string>, string, number]>([
    ['retry-after', 403, { 'retry-after': '30' }, '', 30_000],
    ['retry-after', 429, { 'retry-after': '30' }, '', 30_000],
    ['the reset of the primary limit, by the clock of GitHub', 403, primary, '', 90_000],
    ['a minute if nothing is said', 429, {}, '', 60_000],
    ['a minute for what is no number', 429, { 'retry-after': 'Infinity' }, '', 60_000],
    ['a minute for the message alone', 403, {}, 'You have exceeded a secondary rate limit', 60_000],
  ])('are waited for: %s (%i)', async (_, status, headers, message, waitMs) => {
    const { answer, sentAt } = await ask([json({ message }, status, headers), json({})], check);
    expect([answer, sentAt]).toEqual([undefined, [0, waitMs]]);
  });

  test('are no limits if requests remain', async () => {
    const headers = { ...primary, 'x-ratelimit-remaining': '999' };
    const { answer } = await ask([json({ message: 'No' }, 403, headers)], check);
    expect(answer).toMatchObject({ kind: 'not-allowed' });
  });

  test('that would exceed the timeout end it at once', async () => {
    const limited = json({ message: 'Slow down' }, 403, { 'retry-after': '3600' });
    const { answer, sentAt } = await ask([limited], check);
    expect(sentAt).toEqual([0]);
    expect(answer).toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(/"Slow down".* 3600 s more would exceed `timeout`/),
    });
  });
});

describe('a run', () => {
  const run = {
    id: 7,
    head_sha: hash(1),
    head_branch: 'main',
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    run_attempt: 1,
    created_at: '2026-01-01T00:00:00Z',
    run_started_at: '2026-01-02T00:00:00Z',
    updated_at: '2026-01-03T00:00:00Z',
  };
  const read = async (change: object) => {
    const body = { total_count: 1, workflow_runs: [{ ...run, ...change }, { id: 8 }] };
    const { answer } = await ask([json(body)], (github) => collect(github.listRuns('x', {})));
    return answer;
  };

  test('has the times of its first and its last attempt', async () => {
    expect(await read({})).toEqual([
      [
        {
          id: '7',
          event: 'push',
          headSha: hash(1),
          headName: 'main',
          hasSucceeded: true,
          hasStarted: true,
          createdAt: '2026-01-01T00:00:00Z',
          startedAt: '2026-01-02T00:00:00Z',
          endedAt: '2026-01-03T00:00:00Z',
        },
      ],
    ]);
  });

  test.each<[object, object]>([
    [{ conclusion: 'failure' }, { hasSucceeded: false, hasStarted: true }],
    [{ conclusion: 'cancelled' }, { hasSucceeded: false, hasStarted: true }],
    [{ conclusion: 'timed_out' }, { hasSucceeded: false, hasStarted: true }],
    [{ conclusion: 'skipped' }, { hasStarted: false }],
    [{ conclusion: 'skipped', run_attempt: 2 }, { hasStarted: true }],
    [{ conclusion: 'startup_failure' }, { hasStarted: false }],
    [
      { status: 'in_progress', conclusion: null },
      { hasStarted: true, endedAt: undefined },
    ],
    [
      { status: 'pending', conclusion: null },
      { hasStarted: false, endedAt: undefined },
    ],
    [{ created_at: null }, { createdAt: run.run_started_at }],
  ])('with %j is %j', async (change, expected) => {
    expect(await read(change)).toMatchObject([[expected]]);
  });
});
