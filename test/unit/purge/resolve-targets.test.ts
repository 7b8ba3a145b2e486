import { describe, expect, test } from 'vitest';
import type { ApiReply } from '../../../src/cloudflare/api-reply.ts';
import type { Settings } from '../../../src/inputs/settings.ts';
import { type ResolvedTargets, resolveTargets } from '../../../src/purge/resolve-targets.ts';
import { accepted, apiError, refused } from '../api-replies.ts';
import { changedSettingsWith, select, settingsWith } from '../sample-settings.ts';
import { unpackSelection } from '../unpack-lists.ts';
import { type FakeZone, fakeZones, zoneId } from './fake-zones.ts';

const com = { id: zoneId(1), name: 'example.com' };
const org = { id: zoneId(2), name: 'example.org' };
const byId = (id: string) => ({ by: 'id', id }) as const;
const byName = (name: string) => ({ by: 'name', name }) as const;

async function resolve(
  settings: Partial<Settings>,
  zones: readonly FakeZone[] = [com, org],
  others: Readonly<Record<string, ApiReply>> = {},
) {
  const persistence = fakeZones(zones, others);
  const { clock, stop } = persistence;
  const resolved = await clock.finish(resolveTargets(settingsWith(settings), persistence));
  stop[Symbol.dispose]();
  return { resolved: unpackTargets(resolved), asked: persistence.paths };
}

function unpackTargets(resolved: ResolvedTargets): ResolvedTargets {
  if (resolved.kind !== 'targets') return resolved;
  const targets = resolved.targets.map((target) => ({
    ...target,
    selection: unpackSelection(target.selection),
  }));
  return { ...resolved, targets };
}

describe('one zone', () => {
  test('by its ID costs no look-up', async () => {
    const selection = select({ hosts: ['saas.example'] });
    expect(await resolve({ zones: [byId(zoneId(9))], selection })).toEqual({
      resolved: {
        kind: 'targets',
        targets: [{ zone: { id: zoneId(9) }, selection }],
        warnings: [],
      },
      asked: [],
    });
  });

  test('by a name in it; an item outside of it is a warning', async () => {
    const selection = select({ hosts: ['www.example.com', 'saas.example'] });
    const { resolved } = await resolve({ zones: [byName('www.example.com')], selection });
    expect(resolved).toEqual({
      kind: 'targets',
      targets: [{ zone: com, selection }],
      warnings: [
        expect.stringMatching(/^1 item lies outside the zone example\.com.*saas\.example$/),
      ],
    });
  });

  test.each([
    ['that nobody knows', [], 'in no zone that this token can see'],
    ['that is not active', [{ ...com, status: 'pending' }], 'whose status is pending'],
    [
      'of two zones',
      [com, { ...com, id: zoneId(7) }],
      `names 2 active zones (${zoneId(1)}, ${zoneId(7)})`,
    ],
  ])('a name %s is a fault', async (_, zones, problem) => {
    const { resolved } = await resolve({ zones: [byName('example.com')] }, zones);
    expect(resolved).toMatchObject({
      kind: 'faults',
      found: {
        faults: [{ input: 'zone', item: 'example.com', problem: expect.stringContaining(problem) }],
      },
    });
  });
});

describe('several zones', () => {
  const zones = [byName('example.com'), byId(zoneId(2))];

  test('items are routed, and the name of an ID is looked up for that', async () => {
    const selection = select({ hosts: ['a.example.org', 'b.example.com'], tags: ['t'] });
    const { resolved, asked } = await resolve({ zones, selection });
    expect(asked).toEqual(['/zones?name=example.com', `/zones/${zoneId(2)}`]);
    expect(resolved).toMatchObject({
      targets: [
        { zone: com, selection: select({ hosts: ['b.example.com'], tags: ['t'] }) },
        { zone: org, selection: select({ hosts: ['a.example.org'], tags: ['t'] }) },
      ],
    });
  });

  test.each([
    select({ tags: ['t'] }),
    { kind: 'everything' } as const,
  ])('tags and everything go to each, without looking up what nobody needs: %j', async (selection) => {
    const { resolved, asked } = await resolve({ zones, selection });
    expect(asked).toEqual(['/zones?name=example.com']);
    expect(resolved).toMatchObject({
      targets: [
        { zone: com, selection },
        { zone: { id: zoneId(2) }, selection },
      ],
    });
  });

  test('an item of none is a fault, and nothing is purged', async () => {
    const { resolved } = await resolve({ zones, selection: select({ hosts: ['a.example.net'] }) });
    expect(resolved).toMatchObject({
      kind: 'faults',
      found: { faults: [{ input: 'hosts', item: 'a.example.net' }] },
    });
  });

  test('a site of none is one fault, however many of its files have changed', async () => {
    const site = { origin: 'https://a.example.net', host: 'a.example.net', folder: '/' };
    const { resolved } = await resolve({
      zones,
      changed: changedSettingsWith({ site }),
      selection: select({
        urls: ['https://a.example.net/1', 'https://a.example.net/2', 'https://b.example.net/'],
        hosts: ['a.example.net'],
        prefixes: ['a.example.net/x'],
      }),
    });
    const faults = resolved.kind === 'faults' ? resolved.found.faults : [];
    expect(faults.map((fault) => 'item' in fault && `${fault.input} ${fault.item}`)).toEqual([
      'site-url a.example.net',
      'urls https://b.example.net/',
    ]);
  });

  test('two names of one zone are one target', async () => {
    const names = [byName('www.example.com'), byName('example.com'), byId(zoneId(1))];
    const { resolved } = await resolve({ zones: names, selection: select({ tags: ['t'] }) });
    expect(resolved).toMatchObject({ targets: [{ zone: { id: zoneId(1) } }] });
    expect(resolved.kind === 'targets' && resolved.targets).toHaveLength(1);
  });

  test('faults of all zones are reported together', async () => {
    const names = [byName('a.example'), byName('example.com'), byName('b.example')];
    const { resolved } = await resolve({ zones: names });
    expect(resolved).toMatchObject({
      found: { faults: [{ item: 'a.example' }, { item: 'b.example' }] },
    });
  });
});

describe('an environment', () => {
  const refs = { 1: '1'.repeat(28), 2: '2'.repeat(31) } as const;
  const path = `/zones/${zoneId(1)}/environments`;
  const list = {
    environments: [
      { name: 'Production', ref: refs[1] },
      { name: 'Staging', ref: refs[2] },
    ],
  };
  const zones = [byId(zoneId(1))];

  test('by its ID costs no look-up', async () => {
    const { resolved, asked } = await resolve({ zones, environment: byId(refs[2]) });
    expect(asked).toEqual([]);
    expect(resolved).toMatchObject({ targets: [{ environment: { id: refs[2] } }] });
  });

  test.each(['Staging', 'staging'])('by its name: %s', async (name) => {
    const { resolved } = await resolve({ zones, environment: byName(name) }, [], {
      [path]: { ...accepted(), result: list },
    });
    expect(resolved).toMatchObject({
      targets: [{ environment: { id: refs[2], name: 'Staging' } }],
    });
  });

  test.each([
    [list, 'one of Production, Staging, or an ID'],
    [{ environments: [] }, 'nothing: this zone has no environments'],
    [null, 'nothing: this zone has no environments'],
  ])('a name that is not in %j is a fault, never another environment', async (result, form) => {
    const { resolved } = await resolve({ zones, environment: byName('stage') }, [], {
      [path]: { ...accepted(), result },
    });
    expect(resolved).toMatchObject({
      kind: 'faults',
      found: { faults: [{ input: 'zone-environment', item: 'stage', accepted: form }] },
    });
  });

  test('names that differ only in case are told apart by their case, or not at all', async () => {
    const twins = {
      environments: [
        { name: 'Stage', ref: refs[1] },
        { name: 'STAGE', ref: refs[2] },
      ],
    };
    const others = { [path]: { ...accepted(), result: twins } };
    const exact = await resolve({ zones, environment: byName('STAGE') }, [], others);
    expect(exact.resolved).toMatchObject({ targets: [{ environment: { id: refs[2] } }] });
    const vague = await resolve({ zones, environment: byName('stage') }, [], others);
    expect(vague.resolved.kind).toBe('faults');
  });

  test('a look-up that fails purges nothing', async () => {
    const failure = refused(405, [apiError(10405, 'no right')]);
    const { resolved } = await resolve({ zones, environment: byName('x') }, [], {
      [path]: failure,
    });
    expect(resolved).toMatchObject({ kind: 'look-up-failed', failure });
  });
});
