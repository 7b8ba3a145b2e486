import { describe, expect, test } from 'vitest';
import { findZoneByName, findZoneName, namesAbove } from '../../../src/purge/zone-look-up.ts';
import { accepted, apiError, refused } from '../api-replies.ts';
import { type FakeZone, fakeZones, zoneId } from './fake-zones.ts';

const example = { id: zoneId(1), name: 'example.co.uk' };
const pending = { id: zoneId(2), name: 'shop.example.co.uk', status: 'pending' };

test.each([
  ['www.shop.example.com', ['www.shop.example.com', 'shop.example.com', 'example.com']],
  ['example.com', ['example.com']],
  ['com', []],
])('names above %s', (name, names) => {
  expect(namesAbove(name)).toEqual(names);
});

describe('findZoneByName', () => {
  async function find(name: string, zones: readonly FakeZone[]) {
    const persistence = fakeZones(zones);
    const found = await persistence.clock.finish(findZoneByName(name, persistence));
    return { found: found.kind === 'found' ? found.value : found, asked: persistence.paths };
  }

  test('walks up the labels to the zone, and no further', async () => {
    expect(
      await find('www.shop.example.co.uk', [example, { id: zoneId(9), name: 'co.uk' }]),
    ).toEqual({
      found: { kind: 'zone', zone: example },
      asked: [
        '/zones?name=www.shop.example.co.uk',
        '/zones?name=shop.example.co.uk',
        '/zones?name=example.co.uk',
      ],
    });
  });

  test('the zone that is itself named is taken before the one above', async () => {
    const sub = { id: zoneId(3), name: 'shop.example.co.uk' };
    const { found } = await find('shop.example.co.uk', [example, sub]);
    expect(found).toEqual({ kind: 'zone', zone: sub });
  });

  test('a zone that is not active does not count where an active one is above', async () => {
    const { found } = await find('shop.example.co.uk', [pending, example]);
    expect(found).toEqual({ kind: 'zone', zone: example });
  });

  test.each([
    ['not active', [pending], { kind: 'not-active', name: pending.name, status: 'pending' }],
    ['unknown', [], { kind: 'none' }],
    [
      'two active zones of one name',
      [
        { id: zoneId(4), name: 'shop.example.co.uk' },
        { id: zoneId(5), name: 'shop.example.co.uk' },
        example,
      ],
      { kind: 'several', name: 'shop.example.co.uk', ids: [zoneId(4), zoneId(5)] },
    ],
    [
      'two of one name, one of them active',
      [pending, { id: zoneId(5), name: 'shop.example.co.uk' }],
      { kind: 'zone', zone: { id: zoneId(5), name: 'shop.example.co.uk' } },
    ],
  ])('%s', async (_, zones, expected) => {
    expect((await find('www.shop.example.co.uk', zones)).found).toEqual(expected);
  });

  test('records of another name or form are not taken', async () => {
    const result = [
      null,
      7,
      { id: 'x' },
      { id: zoneId(6), name: 'evil.example', status: 'active' },
      { id: '../x', name: 'example.com', status: 'active' },
    ];
    const persistence = fakeZones([], { '/zones?name=example.com': { ...accepted(), result } });
    expect(await findZoneByName('example.com', persistence)).toEqual({
      kind: 'found',
      value: { kind: 'none' },
    });
  });

  test('a look-up that fails says what was looked up', async () => {
    const failure = refused(403, [apiError(9109, 'no')]);
    const persistence = fakeZones([], { '/zones?name=example.com': failure });
    expect(await findZoneByName('example.com', persistence)).toMatchObject({
      kind: 'look-up-failed',
      subject: { what: 'the zone example.com', permission: 'Zone › Zone › Read' },
      failure,
      stopped: undefined,
    });
  });
});

test('findZoneName gives the name in lower case, undefined where there is none', async () => {
  const persistence = fakeZones([{ id: zoneId(1), name: 'Example.COM' }]);
  expect(await findZoneName(zoneId(1), persistence)).toEqual({
    kind: 'found',
    value: 'example.com',
  });
  expect(await findZoneName(zoneId(2), persistence)).toEqual({ kind: 'found', value: undefined });
});
