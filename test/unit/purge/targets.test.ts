import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApiResponse } from '../../../src/cloudflare/client.ts';
import type { NamedZone } from '../../../src/cloudflare/zones.ts';
import type { InputFault } from '../../../src/inputs/input-faults.ts';
import { type ItemLists, noItems } from '../../../src/inputs/items.ts';
import type { Settings } from '../../../src/inputs/settings.ts';
import {
  findItemsOutside,
  isInZone,
  type ResolvedTargets,
  resolveTargets,
  routeItems,
} from '../../../src/purge/targets.ts';
import { accepted, apiError, refused } from '../api-replies.ts';
import { type FakeZone, fakeZones, zoneId } from '../fake-zones.ts';
import { changedSettingsWith, select, settingsWith } from '../sample-settings.ts';
import { unpackLists, unpackSelection } from '../unpack-lists.ts';

const com = { id: zoneId(1), name: 'example.com' };
const org = { id: zoneId(2), name: 'example.org' };
const byId = (id: string) => ({ by: 'id', id }) as const;
const byName = (name: string) => ({ by: 'name', name }) as const;

async function resolve(
  settings: Partial<Settings>,
  zones: readonly FakeZone[] = [com, org],
  others: Readonly<Record<string, ApiResponse>> = {},
) {
  using api = fakeZones(zones, others);
  const resolved = await api.clock.finish(resolveTargets(settingsWith(settings), api));
  return { resolved: unpackTargets(resolved), asked: api.paths };
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
      warnings: [expect.stringMatching(/^1 item is outside the zone example\.com.*saas\.example$/)],
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

describe('a zone by a name in it', () => {
  const zone = { id: zoneId(1), name: 'example.co.uk' };
  const pending = { id: zoneId(2), name: 'shop.example.co.uk', status: 'pending' };
  const find = async (name: string, zones: readonly FakeZone[]) => {
    const { resolved, asked } = await resolve({ zones: [byName(name)] }, zones);
    const targets = resolved.kind === 'targets' ? resolved.targets : [];
    return { zones: targets.map((target) => target.zone), asked };
  };

  test('is found by walking up the labels, and no further', async () => {
    const above = { id: zoneId(9), name: 'co.uk' };
    expect(await find('www.shop.example.co.uk', [zone, above])).toEqual({
      zones: [zone],
      asked: [
        '/zones?name=www.shop.example.co.uk',
        '/zones?name=shop.example.co.uk',
        '/zones?name=example.co.uk',
      ],
    });
    expect(await find('uk', [])).toEqual({ zones: [], asked: [] });
  });

  test('is the one that is itself named, before the one above', async () => {
    const below = { id: zoneId(3), name: 'shop.example.co.uk' };
    expect((await find('shop.example.co.uk', [zone, below])).zones).toEqual([below]);
  });

  test.each([
    ['above one that is not', [pending, zone], zone],
    [
      'of two of one name',
      [pending, { id: zoneId(5), name: pending.name }],
      { id: zoneId(5), name: pending.name },
    ],
    ['without a status', [{ ...zone, status: undefined }], zone],
    ['beside an internal one', [{ ...zone, id: zoneId(6), type: 'internal' }, zone], zone],
  ])('is the active one %s', async (_, zones, found) => {
    expect((await find('www.shop.example.co.uk', zones)).zones).toEqual([found]);
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

  const hosts = select({ hosts: ['a.example.com'], tags: ['t'] });
  const twins = [byId(zoneId(1)), byId(zoneId(2))];

  test.each([
    ['pending', 'active'],
    ['pending', undefined],
    ['moved', 'active'],
  ])('with one name, %s and %s: the active one gets the items, both get the tags', async (first, second) => {
    const known = [
      { ...com, status: first },
      { ...com, id: zoneId(2), status: second },
    ];
    for (const order of [twins, twins.toReversed()]) {
      const { resolved } = await resolve({ zones: order, selection: hosts }, known);
      const targets = resolved.kind === 'targets' ? resolved.targets : [];
      const placed = new Map(targets.map(({ zone, selection }) => [zone.id, selection]));
      expect(placed.get(zoneId(1))).toEqual(select({ tags: ['t'] }));
      expect(placed.get(zoneId(2))).toEqual(hosts);
    }
  });

  test.each([
    ['active', 'active'],
    ['active', undefined],
    ['pending', 'pending'],
  ])('with one name, %s and %s: nobody can tell, so it is a fault', async (first, second) => {
    const known = [
      { ...com, status: first },
      { ...com, id: zoneId(2), status: second },
    ];
    const { resolved } = await resolve({ zones: twins, selection: hosts }, known);
    expect(resolved).toMatchObject({
      found: { faults: [{ input: 'zone', item: 'example.com' }] },
    });
  });

  test('a zone without a name gets no items', async () => {
    const { resolved } = await resolve({ zones: twins, selection: hosts }, [com]);
    expect(resolved).toMatchObject({
      targets: [
        { selection: hosts },
        { zone: { id: zoneId(2) }, selection: select({ tags: ['t'] }) },
      ],
    });
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

  test('that is Production is the zone itself, without a lookup', async () => {
    const { resolved, asked } = await resolve({ zones, environment: { by: 'production' } });
    expect(asked).toEqual([]);
    expect(resolved).toMatchObject({ targets: [{ environment: { name: 'Production' } }] });
  });

  test('whose ID has another form than most is found by it', async () => {
    const result = { environments: [{ name: 'Staging', ref: 'env-7' }] };
    const { resolved } = await resolve({ zones, environment: byName('env-7') }, [], {
      [path]: { ...accepted(), result },
    });
    expect(resolved).toMatchObject({ targets: [{ environment: { id: 'env-7' } }] });
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

const routedZones: readonly NamedZone[] = [
  { id: 'com', name: 'example.com' },
  { id: 'shop', name: 'shop.example.com' },
  { id: 'org', name: 'example.org' },
];

function route(lists: Partial<ItemLists>, among: readonly NamedZone[] = routedZones) {
  const faults: InputFault[] = [];
  const routed = routeItems({ ...noItems, ...lists }, among, (fault) => faults.push(fault));
  const unpacked = new Map([...routed].map(([id, placed]) => [id, unpackLists(placed)]));
  return { routed: unpacked, faults };
}

test.each([
  ['example.com', true],
  ['www.example.com', true],
  ['a.b.example.com', true],
  ['notexample.com', false],
  ['example.com.evil.org', false],
  ['com', false],
])('%s in the zone example.com: %s', (host, inside) => {
  expect(isInZone(host, 'example.com')).toBe(inside);
});

describe('routeItems', () => {
  test('each item goes to the longest zone name, tags go to all', () => {
    const { routed, faults } = route({
      urls: [
        'https://www.example.com/',
        { url: 'https://www.shop.example.com:8443/', headers: { A: '1' } },
        'https://example.org/?u=https://example.com',
      ],
      tags: ['t'],
      hosts: ['SHOP.Example.com', 'notexample.com.example.org'],
      prefixes: ['Example.com/shop.example.com/', 'a.shop.example.com'],
    });
    expect(faults).toEqual([]);
    expect(routed.get('com')).toEqual({
      urls: ['https://www.example.com/'],
      tags: ['t'],
      hosts: [],
      prefixes: ['Example.com/shop.example.com/'],
    });
    expect(routed.get('shop')).toEqual({
      urls: [{ url: 'https://www.shop.example.com:8443/', headers: { A: '1' } }],
      tags: ['t'],
      hosts: ['SHOP.Example.com'],
      prefixes: ['a.shop.example.com'],
    });
    expect(routed.get('org')).toEqual({
      urls: ['https://example.org/?u=https://example.com'],
      tags: ['t'],
      hosts: ['notexample.com.example.org'],
      prefixes: [],
    });
  });

  test('an item of none is reported with its input and the zones', () => {
    const { faults } = route({
      urls: ['https://evil-example.com/'],
      hosts: ['com'],
      prefixes: ['example.net/example.com/'],
    });
    const problem = 'is in none of the zones example.com, shop.example.com, example.org';
    expect(faults).toEqual([
      { input: 'urls', item: 'https://evil-example.com/', problem },
      { input: 'hosts', item: 'com', problem },
      { input: 'prefixes', item: 'example.net/example.com/', problem },
    ]);
  });

  test('every item is in exactly one zone that it belongs to, or reported; the order is kept', () => {
    const label = fc.constantFrom('a', 'b', 'www');
    const name = fc
      .tuple(
        fc.array(label, { maxLength: 3 }),
        fc.constantFrom('example.com', 'example.org', 'com'),
      )
      .map(([labels, end]) => [...labels, end].join('.'));
    const someZones = fc
      .uniqueArray(name, { minLength: 1, maxLength: 6 })
      .map((names) => names.map((zoneName) => ({ id: `id of ${zoneName}`, name: zoneName })));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 30 }), someZones, (hosts, among) => {
        const { routed, faults } = route({ hosts }, among);
        const placed = among.flatMap((zone) =>
          (routed.get(zone.id)?.hosts ?? []).map((host) => ({ host, zone })),
        );
        const left = faults.map(({ item }) => item);
        expect([...placed.map(({ host }) => host), ...left].sort()).toEqual([...hosts].sort());
        for (const { host, zone } of placed) {
          const fitting = among.filter((other) => isInZone(host, other.name));
          const longest = Math.max(...fitting.map((other) => other.name.length));
          expect([isInZone(host, zone.name), zone.name.length]).toEqual([true, longest]);
        }
        for (const zone of among) {
          const inZone = placed.filter((place) => place.zone === zone).map(({ host }) => host);
          expect(inZone).toEqual(hosts.filter((host) => inZone.includes(host)));
        }
        expect(left.some((host) => among.some((zone) => isInZone(host ?? '', zone.name)))).toBe(
          false,
        );
      }),
    );
  });
});

test('items outside the one zone', () => {
  const lists = {
    urls: [
      'https://example.com/',
      'https://saas.example/',
      { url: 'https://b.example/', headers: {} },
    ],
    tags: ['t'],
    hosts: ['WWW.example.com', 'saas.example'],
    prefixes: ['example.com/x', 'saas.example/x'],
  };
  expect(findItemsOutside(lists, 'example.com')).toEqual([
    'https://saas.example/',
    'https://b.example/',
    'saas.example',
    'saas.example/x',
  ]);
});
