import { describe, expect, test } from 'vitest';
import {
  getZone,
  LookUpFailure,
  listEnvironments,
  listZones,
} from '../../../src/cloudflare/zones.ts';
import { accepted, apiError, refused } from '../api-replies.ts';
import { type FakeZone, fakeZones, zoneId } from '../fake-zones.ts';

const name = 'example.com';
const zone = { id: zoneId(1), name, isActive: true, status: 'active' };
const paths = {
  list: `/zones?name=${name}`,
  zone: `/zones/${zoneId(1)}`,
  environments: `/zones/${zoneId(1)}/environments`,
};

async function list(...zones: readonly FakeZone[]) {
  const api = fakeZones(zones);
  return await api.clock.finish(listZones(name, api));
}

describe('zones of a name', () => {
  test('are those of exactly this name', async () => {
    expect(await list({ id: zoneId(1), name }, { id: zoneId(2), name: 'a.example.com' })).toEqual([
      zone,
    ]);
  });

  test('are no records of another form', async () => {
    const result = [
      null,
      7,
      { id: 'x', name },
      { id: '../x', name },
      { id: zoneId(6), name: 7 },
      { id: zoneId(6), name: 'evil.example', status: 'active' },
      { id: zoneId(7), name: 'Example.COM' },
    ];
    const api = fakeZones([], { [paths.list]: { ...accepted(), result } });
    expect(await listZones(name, api)).toMatchObject([{ id: zoneId(7), name }]);
    const nothing = fakeZones([], { [paths.list]: { ...accepted(), result: { zones: 'none' } } });
    expect(await listZones(name, nothing)).toEqual([]);
  });
});

test('a zone has its name by its ID, or none', async () => {
  const api = fakeZones([{ id: zoneId(1), name: 'Example.COM' }]);
  expect(await getZone(zoneId(1), api)).toEqual(zone);
  expect(await getZone(zoneId(2), api)).toBeUndefined();
  expect(api.paths).toEqual([paths.zone, `/zones/${zoneId(2)}`]);
  const other = { ...accepted(), result: { id: zoneId(3), name } };
  expect(await getZone(zoneId(1), fakeZones([], { [paths.zone]: other }))).toEqual(zone);
});

test('environments have any ID that can lead nowhere else in a path', async () => {
  const environments = [
    { name: 'Production', ref: 'f174e90afafe4643bbbc4a0ed4fc8415', version: null },
    { name: 'Staging', ref: 'staging-1_a', locked_on_deployment: null },
    ...['', '.', '..', '../x', 'a b', 'x?y', 'x#', 'a\n', 'é', 7, null, 'x'.repeat(101)].map(
      (ref) => ({ name: 'wrong', ref }),
    ),
    { ref: 'without-a-name' },
    'text',
  ];
  const api = fakeZones([], { [paths.environments]: { ...accepted(), result: { environments } } });
  expect(await listEnvironments(zoneId(1), api)).toEqual([
    { name: 'Production', id: 'f174e90afafe4643bbbc4a0ed4fc8415' },
    { name: 'Staging', id: 'staging-1_a' },
  ]);
  for (const result of [null, {}, { environments: 'none' }]) {
    const other = fakeZones([], { [paths.environments]: { ...accepted(), result } });
    expect(await listEnvironments(zoneId(1), other)).toEqual([]);
  }
});

describe('a lookup that fails', () => {
  const failure = refused(403, [apiError(9109, 'no')]);

  test.each([
    ['the zone example.com', 'Zone › Zone › Read', paths.list, listZones, name],
    [`the name of zone ${zoneId(1)}`, undefined, paths.zone, getZone, zoneId(1)],
    [
      `the environments of zone ${zoneId(1)}`,
      'Zone › Zone Versioning › Read',
      paths.environments,
      listEnvironments,
      zoneId(1),
    ],
  ])('says that %s could not be looked up, and needs %s', async (what, permission, path, lookUp, key) => {
    const api = fakeZones([], { [path]: failure });
    const error: unknown = await lookUp(key, api).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LookUpFailure);
    expect(error).toMatchObject({
      message: `${what} could not be looked up`,
      subject: { what, ...(permission === undefined ? {} : { permission }) },
      failure,
      stopped: undefined,
    });
  });

  test('because the step stopped says so', async () => {
    const api = fakeZones([]);
    api.cancel();
    await expect(listZones(name, api)).rejects.toMatchObject({
      failure: undefined,
      stopped: 'cancelled',
    });
    expect(api.paths).toEqual([]);
  });
});
