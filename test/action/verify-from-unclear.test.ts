import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type PlaceOptions, startWorld } from '../globalping/world.ts';
import { cacheable, isNew, told, v1, v2, verifyFrom } from './verify-from-world.ts';

const everywhere = { tokyo: {}, frankfurt: {} } as const;

/** A step that verifies one check of a file that was just deployed. */
async function verifyFile(
  check: string,
  body: string | Uint8Array,
  options: { readonly before?: string; readonly file?: string | Uint8Array } = {},
) {
  await using world = await startWorld({ places: everywhere });
  const path = check.replace(/ .*/, '');
  await world.release({ [path]: cacheable(options.before ?? 'old') }, { [path]: cacheable(body) });
  const files = options.file === undefined ? {} : { 'dist/file': options.file };
  return await verifyFrom(world, [check], { files });
}

const fresh = { exitCode: 0, errors: [], warnings: [], outputs: { verified: 'true' } };
const unclear = { exitCode: 0, errors: [], outputs: { verified: 'unknown', purged: '1' } };
const long = 'x'.repeat(12_000);

describe('a body of which only the beginning comes back', () => {
  test.concurrent('holds a text that is in the beginning', async () => {
    expect(await verifyFile('/app.js contains v2', `v2${long}`)).toMatchObject(fresh);
  });

  test.concurrent('may hold a text that is not in the beginning: inconclusive, and why', async () => {
    const step = await verifyFile('/app.js contains v2', `${long}v2`);
    expect(step).toMatchObject(unclear);
    expect(step.warnings[0]).toContain('a probe returns no more than that');
  });

  test.concurrent('cannot equal a longer file for sure: inconclusive, and why', async () => {
    const step = await verifyFile('/app.js equals dist/file', `${long}v2`, { file: `${long}v2` });
    expect(step).toMatchObject(unclear);
    expect(step.warnings[0]).toContain('a probe returns no more than that');
  });

  test.concurrent('equals no longer file with another beginning: stale', async () => {
    await using world = await startWorld({
      places: { tokyo: { edge: { ignoredPurges: 99 } }, frankfurt: {} },
    });
    await world.release(
      { '/app.js': cacheable(`v1${long}`) },
      { '/app.js': cacheable(`v2${long}`) },
    );
    const step = await verifyFrom(world, ['/app.js equals dist/file'], {
      files: { 'dist/file': `v2${long}` },
      with: { 'verify-timeout': '4s' },
    });
    expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
    expect(step.errors[0]).toContain('Tokyo');
  });

  test.concurrent('equals a file of exactly 10,000 characters, and a short one', async () => {
    const full = `v2${long}`.slice(0, 10_000);
    expect(await verifyFile('/app.js equals dist/file', full, { file: full })).toMatchObject(fresh);
    expect(
      await verifyFile('/app.js equals dist/file', 'schön v2', { file: 'schön v2' }),
    ).toMatchObject(fresh);
  });
});

test.concurrent('an empty body equals an empty file', async () => {
  expect(await verifyFile('/app.js equals dist/file', '', { file: '' })).toMatchObject(fresh);
});

test.concurrent('a file that is no text is inconclusive from probes', async () => {
  const png = randomBytes(300);
  png[0] = 0xff;
  const step = await verifyFile('/logo.png equals dist/file', png, { file: png });
  expect(step).toMatchObject(unclear);
  expect(step.warnings[0]).toContain('UTF-8');
});

const obstacles: readonly (readonly [string, PlaceOptions, reason: string, said: RegExp])[] = [
  [
    'a redirect, which probes do not follow',
    { edge: { redirects: { '/app.js': '/b.js' } } },
    'redirect',
    /probes do not follow/,
  ],
  ['a challenge', { edge: { challenge: {} } }, 'challenge', /challenge/],
  [
    'no answer at the probe',
    { probe: { failure: 'connect ECONNREFUSED 203.0.113.80:443' } },
    'no-measurement',
    /ECONNREFUSED/,
  ],
];
test.concurrent.for(obstacles)('%s in one place is inconclusive, and says so', async ([
  ,
  tokyo,
  reason,
  said,
]) => {
  await using world = await startWorld({ places: { tokyo, frankfurt: {} } });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [isNew]);
  expect(step).toMatchObject({
    ...unclear,
    report: {
      checks: expect.arrayContaining([
        told('runner', { verdict: 'fresh' }),
        told({ city: 'Tokyo' }, { verdict: 'inconclusive', reason }),
        told({ city: 'Frankfurt' }, { verdict: 'fresh' }),
      ]),
    },
  });
  expect(step.warnings).toHaveLength(1);
  expect(step.warnings[0]).toMatch(said);
  expect(step.warnings[0]).toContain('Tokyo');
});

test.concurrent('headers that come as arrays are read', async () => {
  await using world = await startWorld({
    places: {
      tokyo: { probe: { headers: { 'set-cookie': ['a=1', 'b=2'], age: ['0', '0'] } } },
      frankfurt: {},
    },
  });
  await world.release(v1, v2);
  expect(await verifyFrom(world, [isNew])).toMatchObject(fresh);
});

test.concurrent('text from a probe cannot write into the log or the summary', async () => {
  const nasty = '::error::x\n::set-output name=a::b\r\n<script>|</script>\u001b[31m';
  await using world = await startWorld({
    places: {
      tokyo: { probe: { failure: nasty } },
      frankfurt: { probe: { headers: { 'cf-cache-status': nasty, 'cf-ray': nasty, age: nasty } } },
    },
  });
  await world.release(v1, v2);
  // The truths of every step are what this is about.
  const step = await verifyFrom(world, ['/app.js']);
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'unknown' } });
  expect(step.summary).not.toContain('<script>');
});
