import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApiResponse } from '../../../src/cloudflare/client.ts';
import type { NamedZone } from '../../../src/cloudflare/zones.ts';
import type { Settings } from '../../../src/inputs/inputs.ts';
import { type ItemLists, noItems } from '../../../src/inputs/items.ts';
import type { InputFault } from '../../../src/inputs/problem.ts';
import { isInZone, resolveTargets, routeItems } from '../../../src/purge/targets.ts';
import { accepted, apiError, refused } from '../api-replies.ts';
import { type FakeZone, fakeZones, zoneId } from '../fake-zones.ts';
import { changedSettingsWith, select, settingsWith } from '../sample-settings.ts';

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
  const { targets, warnings } =
    resolved.kind === 'targets' ? resolved : { targets: [], warnings: [] };
  const faults = resolved.kind === 'faults' ? resolved.found.faults : [];
  return {
    resolved,
    warnings,
    asked: api.paths,
    zones: targets.map(({ zone }) => zone),
    environments: targets.map(({ environment }) => environment),
    selections: targets.map(({ selection }) => selection),
    faults: faults.map(
      (fault) => 'item' in fault && `${fault.input} "${fault.item}" ${fault.problem}`,
    ),
  };
}

describe('one zone', () => {
  const zone = { id: zoneId(1), name: 'example.co.uk' };
  const pending = { id: zoneId(2), name: 'shop.example.co.uk', status: 'pending' };
  const below = { id: zoneId(5), name: pending.name };
  const find = (name: string, ...zones: readonly FakeZone[]) =>
    resolve({ zones: [byName(name)] }, zones);

  test('by its ID costs no lookup', async () => {
    const selection = select({ hosts: ['saas.example'] });
    const { zones, selections, warnings, asked } = await resolve({
      zones: [byId(zoneId(9))],
      selection,
    });
    expect([zones, selections, warnings, asked]).toEqual([
      [{ id: zoneId(9) }],
      [selection],
      [],
      [],
    ]);
  });

  test('by a name in it is found by walking up the labels, and no further', async () => {
    const above = { id: zoneId(9), name: 'co.uk' };
    const { zones, asked } = await find('www.shop.example.co.uk', zone, above);
    expect(zones).toEqual([zone]);
    expect(asked).toEqual([
      '/zones?name=www.shop.example.co.uk',
      '/zones?name=shop.example.co.uk',
      '/zones?name=example.co.uk',
    ]);
    expect((await find('uk', above)).asked).toEqual([]);
  });

  test.each([
    ['itself before the one above', [zone, below], below],
    ['the active one above one that is not', [pending, zone], zone],
    ['the active one of two with one name', [pending, below], below],
    ['one without a status', [{ ...zone, status: undefined }], zone],
    ['the public one of two', [{ ...zone, id: zoneId(6), type: 'internal' }, zone], zone],
  ])('by a name is %s', async (_, zones, found) => {
    expect((await find('www.shop.example.co.uk', ...zones)).zones).toEqual([found]);
  });

  test.each([
    ['that nobody knows', [], 'is in no zone that this token can see'],
    [
      'that is not active',
      [pending, { ...zone, status: 'moved' }],
      `leads to the zone ${pending.name}, whose status is pending`,
    ],
    [
      'of two zones',
      [below, { ...below, id: zoneId(7) }, zone],
      `names 2 active zones (${zoneId(5)}, ${zoneId(7)})`,
    ],
  ])('by a name %s is a fault', async (_, zones, problem) => {
    expect((await find('shop.example.co.uk', ...zones)).faults).toEqual([
      `zone "shop.example.co.uk" ${problem}`,
    ]);
  });

  test.each([
    [{ hosts: ['WWW.example.com', 'a.example'] }, '1 item is', 'a.example'],
    [{ prefixes: ['example.com/x', 'a.example/x', 'b.example'] }, '2 items are', 'a.example/x'],
    [{ urls: ['https://example.com/', 'https://a.example/'] }, '1 item is', 'https://a.example/'],
    [{ urls: [{ url: 'https://b.example/', headers: {} }] }, '1 item is', 'https://b.example/'],
  ])('by its name warns about items outside: %j', async (lists, count, first) => {
    const selection = select(lists);
    const { warnings, selections } = await resolve({ zones: [byName('example.com')], selection });
    expect(warnings).toEqual([
      `${count} outside the zone example.com, which is right only for Cloudflare for SaaS: ${first}`,
    ]);
    expect(selections).toEqual([selection]);
  });
});

describe('several zones', () => {
  const zones = [byName('example.com'), byId(zoneId(2))];
  const twins = [byId(zoneId(1)), byId(zoneId(2))];
  const selection = select({ hosts: ['a.example.com'], tags: ['t'] });

  test('get their items, and the name of an ID is looked up for that', async () => {
    const {
      asked,
      zones: found,
      selections,
    } = await resolve({
      zones,
      selection: select({ hosts: ['a.example.org', 'b.example.com'], tags: ['t'] }),
    });
    expect(asked).toEqual(['/zones?name=example.com', `/zones/${zoneId(2)}`]);
    expect(found).toEqual([com, org]);
    expect(selections).toEqual([
      select({ hosts: ['b.example.com'], tags: ['t'] }),
      select({ hosts: ['a.example.org'], tags: ['t'] }),
    ]);
  });

  test.each([
    select({ tags: ['t'] }),
    { kind: 'everything' } as const,
  ])('all get tags and everything, without looking up what nobody needs: %j', async (all) => {
    const { asked, zones: found, selections } = await resolve({ zones, selection: all });
    expect(asked).toEqual(['/zones?name=example.com']);
    expect(found).toEqual([com, { id: zoneId(2) }]);
    expect(selections).toEqual([all, all]);
  });

  test.each([
    ['an item of none', select({ hosts: ['a.example.net'] }), ['hosts "a.example.net"']],
    [
      'a site of none is one fault, and',
      select({
        urls: ['https://c.example.net/1', 'https://c.example.net/2', 'https://b.example.net/'],
        hosts: ['c.example.net'],
        prefixes: ['c.example.net/x'],
      }),
      ['site-url "c.example.net"', 'urls "https://b.example.net/"'],
    ],
  ])('%s is a fault', async (_, lists, items) => {
    const host = items.length > 1 ? 'c.example.net' : 'a.example.com';
    const site = { origin: `https://${host}`, host, folder: '/' };
    const changed = changedSettingsWith({ site });
    const problem = 'is in none of the zones example.com, example.org';
    expect((await resolve({ zones, changed, selection: lists })).faults).toEqual(
      items.map((item) => `${item} ${problem}`),
    );
  });

  test('that are one and the same are one target', async () => {
    const names = [byName('www.example.com'), byName('example.com'), byId(zoneId(1))];
    expect((await resolve({ zones: names, selection: select({ tags: ['t'] }) })).zones).toEqual([
      { id: zoneId(1) },
    ]);
  });

  test.each([
    ['pending', 'active'],
    ['pending', undefined],
    ['moved', 'active'],
  ])('with one name, %s and %s: the active one gets the items, both get the tags', async (first, second) => {
    const known = [
      { ...com, status: first },
      { ...com, id: zoneId(2), status: second },
    ];
    const expected = [select({ tags: ['t'] }), selection];
    expect((await resolve({ zones: twins, selection }, known)).selections).toEqual(expected);
    const reversed = await resolve({ zones: twins.toReversed(), selection }, known);
    expect(reversed.selections).toEqual(expected.toReversed());
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
    expect((await resolve({ zones: twins, selection }, known)).faults).toEqual([
      `zone "example.com" is the name of 2 zones (${zoneId(1)}, ${zoneId(2)}), and not exactly one of them is active`,
    ]);
  });

  test('without a name get no items', async () => {
    const { selections } = await resolve({ zones: twins, selection }, [com]);
    expect(selections).toEqual([selection, select({ tags: ['t'] })]);
  });

  test('have all their faults reported together', async () => {
    const names = [byName('a.example'), byName('example.com'), byName('b.example')];
    expect((await resolve({ zones: names })).faults).toEqual([
      'zone "a.example" is in no zone that this token can see',
      'zone "b.example" is in no zone that this token can see',
    ]);
  });
});

describe('an environment', () => {
  const production = { id: '1'.repeat(28), name: 'Production' };
  const staging = { id: '2'.repeat(31), name: 'Staging' };
  const path = `/zones/${zoneId(1)}/environments`;
  const find = (
    environment: Settings['environment'],
    known: readonly { id: string; name: string }[] = [production, staging],
  ) => {
    const environments = known.map(({ id, name }) => ({ ref: id, name }));
    const list = { ...accepted(), result: { environments } };
    return resolve({ zones: [byId(zoneId(1))], environment }, [], { [path]: list });
  };

  test.each([
    ['its ID', byId(staging.id), { id: staging.id }],
    ['its name, if that is Production', { by: 'production' } as const, { name: 'Production' }],
  ])('by %s costs no lookup', async (_, reference, environment) => {
    const { environments, asked } = await find(reference);
    expect([environments, asked]).toEqual([[environment], []]);
  });

  test.each([
    ['Staging', [production, staging], staging],
    ['staging', [production, staging], staging],
    ['env-7', [{ id: 'env-7', name: 'Staging' }], { id: 'env-7', name: 'Staging' }],
    ['STAGING', [staging, { id: 'other', name: 'STAGING' }], { id: 'other', name: 'STAGING' }],
  ])('is found by its name or an unusual ID: %s', async (name, known, environment) => {
    const { environments, asked } = await find(byName(name), known);
    expect([environments, asked]).toEqual([[environment], [path]]);
  });

  test.each([
    ['stage', [production, staging], 'one of Production, Staging, or an ID'],
    ['stage', [], 'nothing: this zone has no environments'],
    [
      'staging',
      [
        { id: 'a', name: 'Staging' },
        { id: 'b', name: 'STAGING' },
      ],
      'one of Staging, STAGING, or an ID',
    ],
  ])('that is not told exactly is a fault, never another one: %s of %j', async (name, known, accepted) => {
    const { resolved } = await find(byName(name), known);
    const problem = 'is not an environment of this zone';
    expect(resolved).toMatchObject({
      found: { faults: [{ input: 'zone-environment', item: name, problem, accepted }] },
    });
  });

  test('that cannot be looked up purges nothing', async () => {
    const failure = refused(405, [apiError(10405, 'no right')]);
    const zones = [byId(zoneId(1))];
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
  return { routed, faults };
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
