import { describe, expect, test } from 'vitest';
import { Stop } from '../../../src/pacing/stop.ts';
import type { Check } from '../../../src/verify/check.ts';
import type { VisitReply } from '../../../src/verify/visit.ts';
import { waitForDeploy } from '../../../src/verify/wait-for-deploy.ts';
import { noReply } from '../api-replies.ts';
import { FakeClock } from '../fake-clock.ts';
import { answer, bareCheck, expectFile, expectText, url } from './sample-checks.ts';

interface World {
  readonly timeoutMs?: number;
  /** Cancels the job at this question. */
  readonly cancelAt?: number;
}

/** Waits for checks that are answered by a script, the last line of it for ever. */
async function wait(
  checks: readonly Check[],
  script: readonly VisitReply[],
  { timeoutMs = 60_000, cancelAt }: World = {},
) {
  const clock = new FakeClock();
  const cancelled = new AbortController();
  using stop = new Stop(clock, timeoutMs, cancelled.signal);
  const askedAt: number[] = [];
  const lines: string[] = [];
  const warnings: string[] = [];
  const results = await clock.finish(
    waitForDeploy(checks, {
      clock,
      stop,
      log: (line) => lines.push(line),
      warn: (message) => warnings.push(message),
      ask: async (_, signal) => {
        askedAt.push(clock.now());
        if (askedAt.length === cancelAt) cancelled.abort();
        if (signal.aborted) return noReply('interrupted');
        const reply = script[Math.min(askedAt.length, script.length) - 1];
        return reply ?? noReply('connection', 'ECONNREFUSED');
      },
    }),
  );
  return { results, askedAt, lines, warnings };
}

describe('a check', () => {
  test('that holds is asked once', async () => {
    for (const check of [bareCheck, expectText('new'), expectFile('new')]) {
      const { results, askedAt } = await wait([check], [answer('new')]);
      expect(results).toMatchObject([
        { check, held: true, tries: 1, ms: 0, seen: 'the check holds', stopped: undefined },
      ]);
      expect(askedAt).toEqual([0]);
    }
  });

  test('is asked in steps that grow to 10 s, until its time is over', async () => {
    const { results, askedAt } = await wait([expectText('new')], [answer('old')]);
    const steps = askedAt.slice(1).map((at, index) => at - (askedAt[index] ?? 0));
    expect(steps.slice(0, 3)).toEqual([1000, 1500, 2250]);
    expect(Math.max(...steps)).toBe(10_000);
    expect(results).toMatchObject([
      { held: false, ms: 60_000, seen: 'HTTP 200, other content', stopped: 'timeout' },
    ]);
  });

  test.each([
    ['404', bareCheck, answer('', {}, { status: 404 })],
    ['a redirect', bareCheck, answer('', {}, { status: 301 })],
    ['a refused connection', bareCheck, noReply('connection')],
    ['its text on a 404', expectText('new'), answer('new', {}, { status: 404 })],
    ['other content', expectFile('new'), answer('newer')],
  ])('does not hold with %s', async (_, check, reply) => {
    const { results } = await wait([check], [reply, answer('new')]);
    expect(results).toMatchObject([{ held: true, tries: 2, ms: 1000 }]);
  });

  test('says what it sees once, and again only when that changes', async () => {
    const old = answer('old');
    const script = [old, old, noReply('dns', 'X'), old];
    const { lines } = await wait([expectText('new')], script, { timeoutMs: 20_000 });
    expect(lines).toEqual([
      `wait-for ${url} contains "new": HTTP 200, other content`,
      `wait-for ${url} contains "new": no answer: the host name could not be resolved (X)`,
      `wait-for ${url} contains "new": HTTP 200, other content`,
    ]);
  });

  test('that stays as it is says so every half a minute or so', async () => {
    const { lines } = await wait([expectText('new')], [answer('old')]);
    expect(lines).toEqual([
      `wait-for ${url} contains "new": HTTP 200, other content`,
      expect.stringMatching(/: still HTTP 200, other content, after 3\d(\.\d)? s$/),
    ]);
  });

  test('that is cut off by the end keeps what was seen before', async () => {
    const { results } = await wait([expectText('new')], [answer('old')], { cancelAt: 3 });
    expect(results).toMatchObject([
      { held: false, tries: 2, seen: 'HTTP 200, other content', stopped: 'cancelled' },
    ]);
  });
});

describe('an answer from the cache', () => {
  test.each(['HIT', 'STALE', 'UPDATING'])('is warned of once: %s', async (status) => {
    const { warnings } = await wait(
      [expectText('new')],
      [answer('old', { 'cf-cache-status': status, age: '7' })],
    );
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`(HTTP 200, ${status}, Age 7 s, other content)`);
  });

  test.each(['MISS', 'DYNAMIC', 'EXPIRED'])('is none with %s', async (status) => {
    const reply = answer('old', { 'cf-cache-status': status });
    expect((await wait([expectText('new')], [reply])).warnings).toEqual([]);
  });

  test('is fine where the check holds', async () => {
    const { warnings } = await wait([bareCheck], [answer('', { 'cf-cache-status': 'HIT' })]);
    expect(warnings).toEqual([]);
  });
});

test('no check is asked after another has held, and all are waited for', async () => {
  const { results, askedAt } = await wait(
    [expectText('new'), expectText('old')],
    [answer('old'), answer('old'), answer('new')],
  );
  expect(askedAt).toEqual([0, 0, 1000]);
  expect(results.map(({ tries }) => tries)).toEqual([2, 1]);
});
