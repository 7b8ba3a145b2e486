import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/inputs/checks.ts';
import { Stop } from '../../../src/pacing/stop.ts';
import type { VisitReply } from '../../../src/verify/ask.ts';
import { waitForDeploy } from '../../../src/verify/wait.ts';
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
      random: () => 0,
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
  test('that passes is requested once', async () => {
    for (const check of [bareCheck, expectText('new'), expectFile('new')]) {
      const { results, askedAt } = await wait([check], [answer('new')]);
      expect(results).toMatchObject([
        {
          check,
          held: true,
          tries: 1,
          ms: 0,
          seen: expect.stringMatching(/^passed/),
          stopped: undefined,
        },
      ]);
      expect(askedAt).toEqual([0]);
    }
  });

  test('is requested every second, then every 2 s up to two minutes, then up to 10 s apart', async () => {
    const { results, askedAt } = await wait([expectText('new')], [answer('old')], {
      timeoutMs: 300_000,
    });
    const steps = askedAt.slice(1).map((at, index) => at - (askedAt[index] ?? 0));
    expect(askedAt.slice(0, 31)).toEqual(Array.from({ length: 31 }, (_, n) => n * 1_000));
    expect(new Set(steps.slice(30, 75))).toEqual(new Set([2_000]));
    expect(askedAt[75]).toBe(120_000);
    expect(Math.max(...steps)).toBe(10_000);
    expect(results).toMatchObject([{ held: false, ms: 300_000, stopped: 'timeout' }]);
  });

  test('is requested a last time a second before the end', async () => {
    const { askedAt } = await wait([expectText('new')], [answer('old')], { timeoutMs: 59_500 });
    expect(askedAt.slice(-2)).toEqual([58_000, 58_500]);
  });

  test.each([
    ['404', bareCheck, answer('', {}, { status: 404 })],
    ['a redirect', bareCheck, answer('', {}, { status: 301 })],
    ['a refused connection', bareCheck, noReply('connection')],
    ['its text on a 404', expectText('new'), answer('new', {}, { status: 404 })],
    ['other content', expectFile('new'), answer('newer')],
  ])('does not pass with %s', async (_, check, reply) => {
    const { results } = await wait([check], [reply, answer('new')]);
    expect(results).toMatchObject([{ held: true, tries: 2, ms: 1000 }]);
  });

  test('is left alone as long as a 429 says, but not a 503', async () => {
    const busy = (status: number) => answer('', { 'retry-after': '7' }, { status });
    const told = await wait([bareCheck], [busy(429), answer('')]);
    expect(told.askedAt).toEqual([0, 7_000]);
    expect((await wait([bareCheck], [busy(503), answer('')])).askedAt).toEqual([0, 1_000]);
  });

  test('says what it sees once, and again only when that changes', async () => {
    const old = answer('old');
    const script = [old, old, noReply('dns', 'X'), old];
    const { lines } = await wait([expectText('new')], script, { timeoutMs: 20_000 });
    expect(lines).toEqual([
      `wait-for ${url} contains "new": other content (HTTP 200, no cf-cache-status, no Age, no data center)`,
      `wait-for ${url} contains "new": no answer: the host name could not be resolved (X)`,
      `wait-for ${url} contains "new": other content (HTTP 200, no cf-cache-status, no Age, no data center)`,
    ]);
  });

  test('that stays as it is says so every half a minute or so', async () => {
    const { lines } = await wait([expectText('new')], [answer('old')], { timeoutMs: 59_000 });
    expect(lines).toEqual([
      expect.stringContaining('other content'),
      expect.stringMatching(/: still other content .*, after 30 s$/),
    ]);
  });

  test('that is cut off by the end keeps what was seen before', async () => {
    const { results } = await wait([expectText('new')], [answer('old')], { cancelAt: 3 });
    expect(results).toMatchObject([
      { held: false, tries: 2, seen: expect.stringContaining('other'), stopped: 'cancelled' },
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
    expect(warnings[0]).toContain(`(other content (HTTP 200, ${status}, Age 7 s, no data center))`);
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

test('a deploy within two minutes is seen within 1 s in the median, 2 s at most', async () => {
  const delays: number[] = [];
  for (let liveAt = 300; liveAt < 120_000; liveAt += 700) {
    const clock = new FakeClock();
    using stop = new Stop(clock, 300_000, new AbortController().signal);
    const ask = async () => answer('', {}, { status: clock.now() < liveAt ? 404 : 200 });
    const quiet = { clock, random: () => 0, stop, log: () => undefined, warn: () => undefined };
    const [result] = await clock.finish(waitForDeploy([bareCheck], { ...quiet, ask }));
    delays.push((result?.ms ?? Number.NaN) - liveAt);
  }
  delays.sort((a, b) => a - b);
  expect(delays[Math.floor(delays.length / 2)]).toBeLessThanOrEqual(1_000);
  expect(delays.at(-1)).toBeLessThanOrEqual(2_000);
});

describe('several checks', () => {
  const a: Check = { ...bareCheck, url: 'https://a.example/' };
  const b: Check = { ...bareCheck, url: 'https://b.example/' };
  /** Waits while each check passes in these rounds only. */
  async function poll(
    passes: Readonly<Record<string, readonly number[]>>,
    hangs?: readonly [url: string, round: number],
  ) {
    const clock = new FakeClock();
    using stop = new Stop(clock, 20_000, new AbortController().signal);
    const rounds = new Map<string, number>();
    const results = await clock.finish(
      waitForDeploy([a, b], {
        ...{ clock, random: () => 0, stop, log: () => undefined, warn: () => undefined },
        ask: async ({ url: asked }, signal) => {
          const round = (rounds.get(asked) ?? 0) + 1;
          rounds.set(asked, round);
          if (asked === hangs?.[0] && round === hangs[1]) await clock.sleep(7_500, signal);
          return answer('', {}, { status: passes[asked]?.includes(round) ? 200 : 404 });
        },
      }),
    );
    return results.map(({ held, tries, ms }) => [held, tries, ms]);
  }

  test('are requested until all of them pass in the same round', async () => {
    expect(await poll({ [a.url]: [1, 3], [b.url]: [2, 3] })).toEqual([
      [true, 3, 2_000],
      [true, 3, 2_000],
    ]);
  });

  test('go on while one of them hangs, which has to pass as well', async () => {
    const later = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(await poll({ [a.url]: later, [b.url]: later }, [b.url, 1])).toEqual([
      [true, 8, 8_000],
      [true, 2, 8_000],
    ]);
  });

  test('do not pass while one that passed before hangs', async () => {
    const passes = { [a.url]: [1, 2, 3], [b.url]: [2, 3, 4, 5, 6, 7, 8, 9] };
    expect(await poll(passes, [a.url, 2])).toEqual([
      [true, 3, 9_000],
      [true, 9, 9_000],
    ]);
  });
});

test('a request that is a bug of the action ends nothing', async () => {
  const clock = new FakeClock();
  using stop = new Stop(clock, 3_000, new AbortController().signal);
  const ask = () => Promise.reject(new TypeError('a bug'));
  const quiet = { clock, random: () => 0, stop, log: () => undefined, warn: () => undefined };
  const [result] = await clock.finish(waitForDeploy([bareCheck], { ...quiet, ask }));
  expect(result).toMatchObject({ held: false, seen: expect.stringContaining('TypeError') });
});
