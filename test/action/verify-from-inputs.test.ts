import { describe, expect, test } from 'vitest';
import { startWorld } from '../globalping/world.ts';
import { callsOf } from './scenario.ts';
import { isNew, locationsAsked, v1, v2, verifyFrom } from './verify-from-world.ts';

const places = { tokyo: {}, frankfurt: {} } as const;

describe('bad input is told before anything is sent', () => {
  const wrong: readonly (readonly [string, string, said: RegExp])[] = [
    ['51 places', Array.from({ length: 51 }, (_, n) => `AS${n + 1}`).join(','), /50/],
    ['angle brackets', 'Germany, <b>', /<b>/],
    ['a quote', 'Germany\n"Tokyo"', /"Tokyo"/],
    ['more than four filters', 'Japan, DE+AS1+AS2+AS3+AS4', /DE\+AS1/],
    ['a control character', 'Tok\u0007yo', /Tok/],
  ];
  test.concurrent.for(wrong)('%s', async ([, from, said]) => {
    await using world = await startWorld({ places });
    const step = await verifyFrom(world, [isNew], { with: { 'verify-from': from } });
    expect(step).toMatchObject({ exitCode: 1, report: { result: 'bad-inputs' } });
    expect(step.errors[0]).toContain('verify-from');
    expect(step.errors[0]).toMatch(said);
    expect(callsOf(world.cloudflare)).toEqual([]);
    expect(world.proxy.tunnels).toEqual([]);
  });
});

test.concurrent('verify-from without verify is a warning', async () => {
  await using world = await startWorld({ places });
  await world.release(v1, v2);
  const step = await verifyFrom(world, []);
  expect(step).toMatchObject({
    exitCode: 0,
    warnings: [expect.stringContaining('verify-from')],
    outputs: { purged: '1', verified: '' },
  });
  expect(world.proxy.tunnels).toEqual([]);
});

test.concurrent('a token without places is a warning', async () => {
  await using world = await startWorld({ places });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [isNew], {
    with: { 'verify-from': '', 'globalping-token': 'globalping-token-0815' },
  });
  expect(step).toMatchObject({
    exitCode: 0,
    warnings: [expect.stringContaining('globalping-token')],
    outputs: { verified: 'true' },
  });
  expect(step.masks).toContain('globalping-token-0815');
});

test.concurrent('places are separated by commas and line breaks, and may have spaces', async () => {
  await using world = await startWorld({
    places: { tokyo: {}, ashburn: {}, saoPaulo: {}, frankfurt: {} },
  });
  await world.release(v1, v2);
  const from = 'South America, US+Comcast\n\n  AWS+eu-central-1 ,\nTōkyō';
  const step = await verifyFrom(world, [isNew], { with: { 'verify-from': from } });
  expect(step).toMatchObject({ exitCode: 0, warnings: [], outputs: { verified: 'true' } });
  expect(locationsAsked(world)).toEqual([
    ['South America', 'US+Comcast', 'AWS+eu-central-1', 'Tōkyō'].map((magic) => ({
      magic,
      limit: 1,
    })),
  ]);
  expect(world.globalping.probesAsked()).toBe(4);
});

test.concurrent('a dry run asks nobody', async () => {
  await using world = await startWorld({ places });
  const step = await verifyFrom(world, [isNew], { with: { 'dry-run': 'true' } });
  expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '0', verified: '' } });
  expect(world.proxy.tunnels).toEqual([]);
});
