import { describe, expect, test } from 'vitest';
import { startWorld, type WorldOptions } from '../globalping/world.ts';
import { callsOf } from './scenario.ts';
import { cacheable, faultOn, isNew, posts, v1, v2, verifyFrom } from './verify-from-world.ts';

const places = { tokyo: {}, frankfurt: {} } as const;
const lib = { '/lib.js': cacheable('lib') };

/** A step that is fresh here, in a world where Globalping cannot tell. */
async function runIn(options: Omit<WorldOptions, 'places'> & Partial<WorldOptions>) {
  await using world = await startWorld({ places, ...options });
  await world.release({ ...v1, ...lib }, { ...v2, ...lib });
  const step = await verifyFrom(world, [isNew, '/lib.js'], {
    with: {
      'verify-timeout': '8s',
      ...(options.tokens === undefined ? {} : { 'globalping-token': 'globalping-token-0815' }),
    },
  });
  return { step, asked: posts(world).length, calls: callsOf(world.cloudflare).length };
}

/** The purge stands, nothing failed, and it is told once. */
const unclear = {
  exitCode: 0,
  errors: [],
  outputs: { verified: 'unknown', purged: '1', unpurged: '0', requests: '1' },
};

const globalping = /Globalping/;
const inTime = /no answer came in time/;
const notFound = { type: 'not_found', message: "Couldn't find the requested item." };
const tooMany = {
  type: 'too_many_requests',
  message: 'Too many requests. Please retry in 5 seconds.',
};
const invalid = {
  type: 'validation_error',
  message: 'Parameter validation failed.',
  params: { target: 'This target is not allowed' },
};
const slow = { probe: { delayMs: 20_000 } };

/** An error in Globalping's envelope. */
function answer(method: 'POST' | 'GET', status: number, error: object) {
  return { faults: faultOn(method, { kind: 'status', status, body: { error } }) };
}

type Refused = readonly [
  what: string,
  world: Parameters<typeof runIn>[0],
  /** Of two that are needed: what fails for good is not tried again. */
  measurements: 1 | 2,
  said: RegExp,
];

const refused: readonly Refused[] = [
  [
    'the limit is reached',
    { limits: { takenByOthers: 250, windowSeconds: 1500 } },
    1,
    /the limit of Globalping is reached, and is reset in 25 min.*`globalping-token` has a larger limit/,
  ],
  ['it does not know the token', { tokens: ['another'] }, 1, /401.*`globalping-token`/],
  ['it answers with 500', answer('POST', 500, { type: 'api_error', message: 'x' }), 1, /HTTP 500/],
  ['it refuses the URL', answer('POST', 400, invalid), 2, /HTTP 400: .*This target is not allowed/],
  ['it answers with a page', { faults: faultOn('POST', { kind: 'html-200' }) }, 1, globalping],
  ['it answers with broken JSON', { faults: faultOn('POST', { kind: 'not-json' }) }, 1, globalping],
  ['it answers with nothing', { faults: faultOn('POST', { kind: 'empty' }) }, 1, globalping],
  [
    'it answers in another shape',
    { faults: faultOn('POST', { kind: 'status', status: 202, body: { id: 7 } }) },
    1,
    globalping,
  ],
  [
    'it sends elsewhere',
    { faults: faultOn('POST', { kind: 'redirect', location: 'https://other.example/' }) },
    1,
    globalping,
  ],
  ['it hangs up', { faults: faultOn('POST', { kind: 'reset-before' }) }, 1, /cannot be reached/],
  ['it cuts its answer off', { faults: faultOn('POST', { kind: 'cut-off' }) }, 1, globalping],
  ['it never answers', { faults: faultOn('POST', { kind: 'hang' }) }, 1, inTime],
  ['it is polled too often', answer('GET', 429, tooMany), 2, inTime],
  ['results are lost', answer('GET', 404, notFound), 2, /HTTP 404/],
  ['results are broken JSON', { faults: faultOn('GET', { kind: 'not-json' }) }, 2, globalping],
  [
    'results have another shape',
    {
      faults: faultOn('GET', {
        kind: 'status',
        status: 200,
        body: { status: 'finished', results: Array(2).fill({ probe: null, result: 7 }) },
      }),
    },
    2,
    /the probe got no answer/,
  ],
  ['results never come', { faults: faultOn('GET', { kind: 'hang' }) }, 2, inTime],
  ['results are cut off', { faults: faultOn('GET', { kind: 'cut-off' }) }, 2, globalping],
  ['no probe is there', { places: { sydney: {} } }, 1, /Globalping has no probe/],
  ['all probes are slow', { places: { tokyo: slow, frankfurt: slow } }, 2, inTime],
];

describe('the purge stands, and it is told once, where', () => {
  test.concurrent.for(refused)('%s', { timeout: 30_000 }, async ([, world, measurements, said]) => {
    const { step, asked, calls } = await runIn(world);
    expect(step).toMatchObject(unclear);
    expect(step.warnings).toHaveLength(1);
    expect(step.warnings[0]).toMatch(said);
    expect(asked).toBe(measurements);
    expect(calls).toBe(1);
    expect(step.ms).toBeLessThan(25_000);
  });

  test.concurrent('nothing listens there', async () => {
    const world = await startWorld({ places });
    await world.release(v1, v2);
    await world.globalping[Symbol.asyncDispose]();
    const step = await verifyFrom(world, [isNew], { with: { 'verify-timeout': '3s' } });
    expect(step).toMatchObject(unclear);
    expect(step.warnings).toEqual([expect.stringContaining('Globalping')]);
    await world[Symbol.asyncDispose]();
  });
});

test.concurrent('the token is told to be the cause, and stands nowhere', async () => {
  const { step } = await runIn({ tokens: ['another'] });
  expect(step.warnings[0]).toContain('globalping-token');
  expect(step.masks).toContain('globalping-token-0815');
  expect(step.lines.join('\n') + step.summary + JSON.stringify(step.report)).not.toContain(
    'globalping-token-0815',
  );
});

test.concurrent('the limit spent half way leaves what was verified before', async () => {
  await using world = await startWorld({
    limits: { anonymous: 3 },
    places: { tokyo: { edge: { ignoredPurges: 1 } }, frankfurt: {} },
  });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [isNew], { with: { 'verify-timeout': '8s' } });
  // Tokyo was stale, was purged again, and could not be asked again: the stale answer stands.
  expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false', purged: '1' } });
  expect(step.errors[0]).toContain('Tokyo');
});

test.concurrent('places without a probe are told, and the others count', async () => {
  await using world = await startWorld({ places });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [isNew], {
    with: { 'verify-from': 'Japan\nAtlantis\nGermany' },
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'unknown' } });
  expect(step.warnings).toHaveLength(1);
  expect(step.warnings[0]).toMatch(/2 of (?:the )?3/);
});

test.concurrent('one slow probe leaves the verdicts of the others', async () => {
  await using world = await startWorld({
    places: { tokyo: { probe: { delayMs: 20_000 } }, frankfurt: {} },
  });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [isNew], { with: { 'verify-timeout': '2s' } });
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'unknown' } });
  expect(step.warnings).toHaveLength(1);
  expect(step.warnings[0]).toContain('Tokyo');
  expect(step.summary).toContain('FRA');
  expect(step.ms).toBeLessThan(20_000);
});
