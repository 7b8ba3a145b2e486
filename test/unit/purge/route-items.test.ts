import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InputFault } from '../../../src/inputs/input-faults.ts';
import { type ItemLists, noItems } from '../../../src/inputs/items.ts';
import { findItemsOutside, isInZone, routeItems } from '../../../src/purge/route-items.ts';
import type { NamedZone } from '../../../src/purge/zone-look-up.ts';
import { unpackLists } from '../unpack-lists.ts';

const zones: readonly NamedZone[] = [
  { id: 'com', name: 'example.com' },
  { id: 'shop', name: 'shop.example.com' },
  { id: 'org', name: 'example.org' },
];

function route(lists: Partial<ItemLists>, among: readonly NamedZone[] = zones) {
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
