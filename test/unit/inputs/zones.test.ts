import { describe, expect, test } from 'vitest';
import { readZoneEnvironment, readZones } from '../../../src/inputs/zones.ts';
import { giveSource } from '../given-inputs.ts';

const id = '0123456789abcdef0123456789abcdef';

describe('zones', () => {
  test.each([
    [id, [{ by: 'id', id }]],
    [id.toUpperCase(), [{ by: 'id', id }]],
    ['Example.com', [{ by: 'name', name: 'example.com' }]],
    ['bücher.example', [{ by: 'name', name: 'xn--bcher-kva.example' }]],
    [
      `${id}, example.com\nexample.org`,
      [
        { by: 'id', id },
        { by: 'name', name: 'example.com' },
        { by: 'name', name: 'example.org' },
      ],
    ],
    [
      `${id} ${id.toUpperCase()} a.example A.EXAMPLE`,
      [
        { by: 'id', id },
        { by: 'name', name: 'a.example' },
      ],
    ],
  ])('%o', (text, zones) => {
    const source = giveSource();
    expect(readZones(text, source)).toEqual(zones);
    expect(source.faults).toEqual([]);
  });

  test.each([
    [id.slice(1), 'has 31 hex digits, a zone ID has 32'],
    [`${id}0`, 'has 33 hex digits, a zone ID has 32'],
    ['https://example.com', 'has a scheme'],
    ['localhost', 'has no dot, so it is no public host name'],
    ['"example.com"', 'is not a host name'],
  ])('%o is wrong, and the others are read', (item, problem) => {
    const source = giveSource();
    expect(readZones(`a.example ${item}`, source)).toEqual([{ by: 'name', name: 'a.example' }]);
    expect(source.faults).toEqual([{ item, problem }]);
  });
});

test.each([
  ['', undefined],
  ['staging', { by: 'name', name: 'staging' }],
  ['Main Production', { by: 'name', name: 'Main Production' }],
  ['8D41532CCF4C4A3FA8C1C4E1F1E5', { by: 'id', id: '8d41532ccf4c4a3fa8c1c4e1f1e5' }],
  ['beef', { by: 'name', name: 'beef' }],
])('zone environment %o', (text, environment) => {
  expect(readZoneEnvironment(text)).toEqual(environment);
});
