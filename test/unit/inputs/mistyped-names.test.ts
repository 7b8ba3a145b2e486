import { expect, test } from 'vitest';
import { inputDefaults } from '../../../src/inputs/inputs.ts';
import { findUnknownInputs } from '../../../src/inputs/mistyped-names.ts';

const names = Object.keys(inputDefaults);

function meantBy(input: string, mode = ''): string | undefined {
  return findUnknownInputs({ [`INPUT_${input.toUpperCase()}`]: 'x' }, names, mode)[0]?.meant;
}

test.each(names)('%s is known, and found in other spellings', (name) => {
  expect(meantBy(name)).toBeUndefined();
  for (const other of [name.replaceAll('-', '_'), name.replaceAll('-', ''), `${name}s`]) {
    if (other !== name) expect(meantBy(other)).toBe(name);
  }
});

test.each([
  ['url', 'urls'],
  ['url_file', 'urls-file'],
  ['zones', 'zone'],
  ['zone_environment', 'zone-environment'],
  ['check_header', 'check-headers'],
  ['verfy', 'verify'],
  ['verifyy', 'verify'],
  ['vreify', 'verify'],
  ['verifi', 'verify'],
  ['dry_rn', 'dry-run'],
  ['timeuot', 'timeout'],
  ['prefix', 'prefixes'],
  ['files', 'urls'],
  ['cf_zone', 'zone'],
  ['cf_auth', 'token'],
  ['purge_everything', 'mode: everything'],
  ['zone_id', 'zone'],
  ['zone-id', 'zone'],
  ['api_token', 'token'],
  ['purge_tags', 'tags'],
])('%s: did you mean %s?', (given, meant) => {
  expect(meantBy(given)).toBe(meant);
});

test.each([
  'foo',
  'version',
  'environment',
  'node',
  'model',
  'name',
  'api_key',
  'v',
  '',
])('%o is left alone', (given) => expect(meantBy(given)).toBeUndefined());

test('a name for a list counts only where that list is read', () => {
  for (const [given, kind] of [
    ['url', 'urls'],
    ['files', 'urls'],
    ['tag', 'tags'],
    ['hosts_file', 'hosts'],
    ['prefix', 'prefixes'],
  ] as const) {
    for (const mode of ['', kind, 'no mode']) expect(meantBy(given, mode)).toBeDefined();
    for (const mode of ['everything', 'changed']) expect(meantBy(given, mode)).toBeUndefined();
    expect(meantBy(given, kind === 'tags' ? 'urls' : 'tags')).toBeUndefined();
    expect(meantBy('dry_run', 'everything')).toBe('dry-run');
  }
});

test('only variables of inputs count', () => {
  expect(findUnknownInputs({ DRY_RUN: '1', Input_Url: 'x', MY_INPUT_URL: 'x' }, names, '')).toEqual(
    [],
  );
});
