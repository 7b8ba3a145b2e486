import { describe, expect, test } from 'vitest';
import {
  type FailedMeasurement,
  Globalping,
  type MeasuredFrom,
  type Measurement,
  type MeasurementFailure,
  type ProbeResult,
} from '../../../src/globalping/client.ts';
import type { Check } from '../../../src/inputs/checks.ts';
import { Stop } from '../../../src/pacing/stop.ts';
import { askFromProbes } from '../../../src/verify/probes.ts';
import { verifyChecks } from '../../../src/verify/verify.ts';
import { FakeClock } from '../fake-clock.ts';
import { acceptedResult, outcomeOf } from '../report/sample-results.ts';
import { bareCheck, expectText } from './sample-checks.ts';

const cities = ['Frankfurt', 'Tokyo', 'Lima'];
const fresh = finished('new', 'MISS');
const old = finished('old', 'HIT');
const pending: ProbeResult = { status: 'in-progress' };
const newText = expectText('new');

function finished(body: string, cacheStatus: string): Extract<ProbeResult, { status: 'finished' }> {
  const headers = {
    'cf-cache-status': cacheStatus,
    ...(cacheStatus === 'HIT' ? { age: '500' } : {}),
  };
  return { status: 'finished', statusCode: 200, headers, body, isCut: false, isTrusted: true };
}

function measured(...results: readonly ProbeResult[]): Measurement {
  return {
    kind: 'measurement',
    isFinished: !results.includes(pending),
    results: results.map((result, n) => ({
      place: { city: cities[n] ?? '', country: 'XX', network: 'net', asn: n },
      result,
    })),
  };
}

function failed(kind: 'limit' | 'down' | 'no-probes' | 'unreadable'): FailedMeasurement {
  const failures: Record<typeof kind, MeasurementFailure> = {
    limit: { kind: 'limit', seconds: 60, hasToken: false },
    down: { kind: 'down', status: 503 },
    'no-probes': { kind: 'no-probes' },
    unreadable: { kind: 'unreadable' },
  };
  return { kind: 'no-measurement', failure: failures[kind] };
}

interface World {
  readonly checks?: readonly Check[];
  readonly places?: readonly string[];
  readonly timeoutMs?: number;
  /** How long a look at a measurement takes. */
  readonly pollAnswerMs?: number;
}

/** Asks probes that answer by a script: what each new measurement gives, poll by poll. */
async function ask(
  script: readonly (FailedMeasurement | readonly (Measurement | FailedMeasurement)[])[],
  { checks = [newText], places = cities, timeoutMs = 60_000, ...world }: World = {},
) {
  const { pollAnswerMs = 0 } = world;
  const clock = new FakeClock();
  using stop = new Stop(clock, 900_000, new AbortController().signal);
  const starts: MeasuredFrom[] = [];
  const polls: number[] = [];
  let poll = 0;
  const globalping = new Globalping(
    {
      start: async (_, from) => {
        starts.push(from);
        poll = 0;
        const next = script[starts.length - 1];
        if (next === undefined) throw new Error('one measurement too many');
        return 'kind' in next ? next : { kind: 'started', id: `m${starts.length}` };
      },
      read: async (_, signal) => {
        polls.push(clock.now());
        await clock.sleep(pollAnswerMs, signal);
        const measurement = script[starts.length - 1];
        if (measurement === undefined || 'kind' in measurement) throw new Error('no such thing');
        poll += 1;
        return measurement[Math.min(poll, measurement.length) - 1] ?? failed('down');
      },
    },
    clock,
  );
  const repurges: number[] = [];
  const verification = await clock.finish(
    verifyChecks([], {
      ...{ clock, stop, random: () => 0, method: 'purge', timeoutMs, settleMs: 0 },
      log: () => undefined,
      ask: () => Promise.reject(new Error('no check from here')),
      createProbeQuestions: (judging) => askFromProbes(checks, places, globalping, clock, judging),
      repurger: {
        ...{ repurges: [], resent: [], spentMs: 0, purgedAt: () => 0 },
        repurge: async () => {
          repurges.push(clock.now());
          return new Map();
        },
        resend: async () => [outcomeOf(acceptedResult, 1)],
      },
    }),
  );
  const { results, warnings, resends } = verification;
  const verdicts = results.map(({ verdict }) => verdict.verdict);
  return { starts, polls, warnings, results, verdicts, repurges, resends, ms: clock.now() };
}

describe('probes that answer', () => {
  test('are judged as they come, at most twice a second', async () => {
    const { verdicts, polls, starts, results } = await ask([
      [measured(pending, pending, fresh), measured(fresh, fresh, fresh)],
    ]);
    expect(verdicts).toEqual(['fresh', 'fresh', 'fresh']);
    expect(results).toMatchObject([
      { from: { place: { city: 'Lima' } }, msToFresh: 500 },
      { from: { place: { city: 'Frankfurt' } }, msToFresh: 1_000 },
      {},
    ]);
    expect(polls).toEqual([500, 1_000]);
    expect(starts).toEqual([cities]);
  });

  test('answer all checks of a URL with one measurement', async () => {
    const { starts, verdicts } = await ask([[measured(fresh, fresh, fresh)]], {
      checks: [newText, bareCheck],
    });
    expect(starts).toHaveLength(1);
    expect(verdicts).toHaveLength(6);
  });

  test('and are stale are asked again, the same ones, then after a purge, then after the plan', async () => {
    const { starts, verdicts, repurges, resends, results } = await ask([
      [measured(fresh, old, fresh)],
      [measured(fresh, old, fresh)],
      [measured(fresh, fresh, fresh)],
      [measured(fresh, fresh, fresh)],
    ]);
    const same = ['m1', 'm2', 'm3'].map((id) => ({ sameProbesAs: id }));
    expect(starts).toEqual([cities, ...same]);
    expect(repurges).toEqual([3_500]);
    expect(resends).toBe(1);
    expect(verdicts).toEqual(['fresh', 'fresh', 'fresh']);
    expect(results[1]).toMatchObject({ tries: 4, repurges: 1, msToFresh: 4_000 });
  });

  test('stay stale where a later answer does not come in time', async () => {
    const { verdicts, starts, warnings } = await ask(
      [[measured(fresh, old, fresh)], [measured(fresh, pending, fresh)]],
      { timeoutMs: 9_000 },
    );
    expect(starts).toHaveLength(2);
    expect(verdicts).toEqual(['fresh', 'stale', 'fresh']);
    expect(warnings).toEqual([]);
  });

  test('and tell nothing are not asked again', async () => {
    const gone: ProbeResult = { status: 'offline', message: '' };
    const { starts, verdicts } = await ask([[measured(fresh, gone, fresh)]]);
    expect(starts).toHaveLength(1);
    expect(verdicts).toEqual(['fresh', 'inconclusive', 'fresh']);
  });

  test('too late are inconclusive', async () => {
    const { verdicts, ms } = await ask([[measured(fresh, pending, fresh)]], { timeoutMs: 8_000 });
    expect(verdicts).toEqual(['fresh', 'fresh', 'inconclusive']);
    expect(ms).toBe(8_000);
  });
});

describe('what Globalping cannot answer', () => {
  test.each(['limit', 'down', 'no-probes', 'unreadable'] as const)('%s', async (kind) => {
    const { results, starts, warnings } = await ask([failed(kind)]);
    expect(results).toMatchObject([
      {
        from: { kind: 'places' },
        verdict: { verdict: 'inconclusive', reason: { failure: { kind } } },
      },
    ]);
    expect(starts).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  test('for good is not tried for the next URL', async () => {
    const other = { ...newText, url: 'https://www.example.com/b' };
    const { starts, verdicts } = await ask([failed('limit')], { checks: [newText, other] });
    expect(starts).toHaveLength(1);
    expect(verdicts).toEqual(['inconclusive', 'inconclusive']);
  });

  test('after stale answers leaves them as they are, and says so', async () => {
    const { verdicts, warnings } = await ask([[measured(fresh, old, fresh)], failed('limit')]);
    expect(verdicts).toEqual(['fresh', 'stale', 'fresh']);
    expect(warnings).toEqual([
      expect.stringMatching(/verdicts from before count: the limit .* in 1 min/),
    ]);
  });

  test('a broken answer is asked for again, three are not', async () => {
    const once = await ask([[failed('down'), measured(fresh)]], { places: ['x'] });
    expect(once.verdicts).toEqual(['fresh']);
    const always = await ask([[failed('down')]], { places: ['x'] });
    expect(always.polls).toHaveLength(3);
    expect(always.verdicts).toEqual(['inconclusive']);
  });

  test('in the middle of the first answers leaves no place out', async () => {
    const { verdicts, warnings } = await ask([[measured(fresh, pending, fresh), failed('down')]]);
    expect(verdicts).toEqual(['fresh', 'fresh', 'inconclusive']);
    expect(warnings).toEqual([]);
  });

  test('a certificate that is not trusted makes no verdict', async () => {
    const { verdicts } = await ask([[measured({ ...old, isTrusted: false })]], { places: ['x'] });
    expect(verdicts).toEqual(['inconclusive']);
  });

  test('a place without a probe is told', async () => {
    const { results } = await ask([[measured(fresh, fresh)]]);
    expect(results).toMatchObject([
      { verdict: { verdict: 'fresh' } },
      { verdict: { verdict: 'fresh' } },
      { verdict: { reason: { failure: { kind: 'too-few-probes', probes: 2, places: 3 } } } },
    ]);
  });

  test('nor does a measurement without results pass for fresh', async () => {
    expect((await ask([[measured()]])).verdicts).toEqual(['inconclusive']);
  });

  test('a measurement that does not end holds nothing up for longer than a result may take', async () => {
    const { ms, verdicts } = await ask([[measured(pending, pending, pending)]]);
    expect(ms).toBeLessThan(26_500);
    expect(verdicts).toEqual(['inconclusive', 'inconclusive', 'inconclusive']);
  });

  test.each([
    'http://127.0.0.1/',
    'https://intranet/',
    'https://a.local/',
  ])('%s is not asked for', async (url) => {
    const { starts, results } = await ask([], { checks: [{ ...bareCheck, url }] });
    expect(starts).toEqual([]);
    expect(results).toMatchObject([{ verdict: { reason: { failure: { kind: 'not-public' } } } }]);
  });
});

test('an answer that is seen late is not taken for younger than it is', async () => {
  const seen: ProbeResult = {
    status: 'finished',
    statusCode: 200,
    headers: { 'cf-cache-status': 'HIT', age: '4' },
    body: '',
    isCut: false,
    isTrusted: true,
  };
  const { results } = await ask([[measured(seen)]], {
    checks: [bareCheck],
    places: ['x'],
    timeoutMs: 6_000,
    pollAnswerMs: 5_000,
  });
  expect(results).toMatchObject([
    { verdict: { verdict: 'stale', reason: { secondsSincePurge: 0 } } },
  ]);
});
