import { describe, expect, test } from 'vitest';
import { sortReply } from '../../../src/changed/answer.ts';
import { createAskGitHub } from '../../../src/changed/ask-github.ts';
import { type GitHubReply, readRefusal } from '../../../src/changed/github-reply.ts';
import { Gate } from '../../../src/pacing/gate.ts';
import { Stop } from '../../../src/pacing/stop.ts';
import { FakeClock } from '../fake-clock.ts';

const accepted: GitHubReply = { kind: 'accepted', data: 'yes' };
const reset: GitHubReply = { kind: 'no-reply', reason: 'connection', code: 'ECONNRESET' };
const question = { route: 'GET /', parameters: {}, form: 'json' } as const;

/** Asks once where GitHub gives these replies in turn, the last one again and again. */
async function ask(replies: readonly GitHubReply[], timeoutMs = 900_000) {
  const clock = new FakeClock();
  using stop = new Stop(clock, timeoutMs, new AbortController().signal);
  const sentAt: number[] = [];
  const askGitHub = createAskGitHub({
    call: async () => {
      sentAt.push(clock.now());
      return replies[Math.min(sentAt.length, replies.length) - 1] ?? accepted;
    },
    gate: new Gate(clock),
    stop,
    clock,
    random: () => 0.5,
  });
  const reply = await clock.finish(askGitHub(question));
  return { reply, sentAt, stopped: stop.reason };
}

describe('asks again', () => {
  test('five times for faults that may pass, with growing waits', async () => {
    const { reply, sentAt } = await ask([reset]);
    expect(reply).toEqual(reset);
    expect(sentAt).toEqual([0, 250, 750, 1750, 3750]);
  });

  test.each<[string, GitHubReply]>([
    ['HTTP 500', readRefusal(500, {}, '')],
    ['HTTP 503', readRefusal(503, {}, {})],
    ['HTTP 408', readRefusal(408, {}, {})],
    ['no JSON', { kind: 'unreadable' }],
    ['no name', { kind: 'no-reply', reason: 'dns', code: 'ENOTFOUND' }],
    ['silence', { kind: 'no-reply', reason: 'timeout', code: 'TimeoutError' }],
  ])('after %s', async (_, failure) => {
    const { reply, sentAt } = await ask([failure, accepted]);
    expect([reply, sentAt.length]).toEqual([accepted, 2]);
  });

  test.each<[string, GitHubReply]>([
    ['HTTP 401', readRefusal(401, {}, {})],
    ['HTTP 403', readRefusal(403, {}, { message: 'Resource not accessible by integration' })],
    ['HTTP 404', readRefusal(404, {}, {})],
    ['a certificate that is not trusted', { kind: 'no-reply', reason: 'tls', code: 'CERT_' }],
    ['a redirect', { kind: 'redirect', problem: 'elsewhere', location: 'https://a.example/' }],
  ])('not after %s', async (_, failure) => {
    expect((await ask([failure, accepted])).sentAt).toEqual([0]);
  });
});

describe('limits', () => {
  const date = 'Sun, 22 Nov 2026 18:00:00 GMT';
  const resetAt = String(Date.parse(date) / 1000 + 90);

  test.each<[string, number, Record<string, string>, string, number]>([
    ['retry-after', 403, { 'retry-after': '30' }, '', 30_000],
    ['retry-after', 429, { 'retry-after': '30' }, '', 30_000],
    [
      'the reset of the primary limit, by the clock of GitHub',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetAt, date },
      '',
      90_000,
    ],
    ['a minute where nothing is told', 429, {}, '', 60_000],
    ['a minute for what is no number', 429, { 'retry-after': 'Infinity' }, '', 60_000],
    ['a minute for nothing', 429, { 'retry-after': '' }, '', 60_000],
    ['a minute for the message alone', 403, {}, 'You have exceeded a secondary rate limit', 60_000],
  ])('are waited for: %s (%i)', async (_, status, headers, message, waitMs) => {
    const limited = readRefusal(status, headers, { message });
    const { reply, sentAt } = await ask([limited, accepted]);
    expect(reply).toEqual(accepted);
    expect(sentAt).toEqual([0, waitMs]);
  });

  test('are no limits where requests remain', () => {
    const headers = { 'x-ratelimit-remaining': '999', 'x-ratelimit-reset': resetAt, date };
    expect(readRefusal(403, headers, { message: 'No' })).toMatchObject({ waitMs: undefined });
  });

  test('that outlast the step end it at once', async () => {
    const limited = readRefusal(403, { 'retry-after': '3600' }, { message: 'Slow down' });
    const { reply, sentAt, stopped } = await ask([limited]);
    expect([sentAt, stopped]).toEqual([[0], 'timeout']);
    expect(sortReply(reply, stopped, () => true)).toEqual({
      kind: 'unreachable',
      why: expect.stringMatching(/"Slow down".* 3600 s more would outlast `timeout`/),
    });
  });
});

test('a limit that ends at once, again and again, lasted until the time was over', () => {
  const limited = readRefusal(403, { 'retry-after': '0' }, { message: 'Slow down' });
  expect(sortReply(limited, 'timeout', () => true)).toEqual({
    kind: 'unreachable',
    why: 'refused for its rate limit (HTTP 403 "Slow down") until the time of `timeout` was over',
  });
});

test.each([
  ['elsewhere', 'a redirect to https://a.example/, which is not followed: the token stays here'],
  ['nowhere', 'a redirect that names no address'],
  ['endless', 'one redirect after the other, the last one to https://a.example/'],
] as const)('a redirect %s', (problem, why) => {
  const redirect = { kind: 'redirect', problem, location: 'https://a.example/' } as const;
  expect(sortReply(redirect, undefined, () => true)).toEqual({
    kind: 'unreachable',
    why: `answered with ${why}`,
  });
});

describe('what came at last', () => {
  const yes = (): true => true;

  test.each<[GitHubReply | undefined, string]>([
    [accepted, 'found'],
    [readRefusal(404, {}, {}), 'not-found'],
    [readRefusal(409, {}, {}), 'not-found'],
    [readRefusal(422, {}, {}), 'not-found'],
    [readRefusal(401, {}, {}), 'not-allowed'],
    [readRefusal(403, {}, {}), 'not-allowed'],
    [readRefusal(418, {}, {}), 'unreachable'],
    [reset, 'unreachable'],
    [undefined, 'unreachable'],
  ])('%j is %s', (reply, kind) => {
    expect(sortReply(reply, undefined, yes).kind).toBe(kind);
  });

  test('is nothing where the job was cancelled, unless it came all the same', () => {
    expect(sortReply(undefined, 'cancelled', yes).kind).toBe('cancelled');
    expect(sortReply(reset, 'cancelled', yes).kind).toBe('cancelled');
    expect(sortReply(accepted, 'cancelled', yes).kind).toBe('found');
  });

  test('of another form than expected is no answer', () => {
    expect(sortReply(accepted, undefined, () => undefined).kind).toBe('unreachable');
  });
});
