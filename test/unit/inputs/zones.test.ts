import { describe, expect, test } from 'vitest';
import type { InputFault } from '../../../src/inputs/input-faults.ts';
import { readZoneEnvironment, readZones } from '../../../src/inputs/zones.ts';

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
    const faults: InputFault[] = [];
    expect(readZones([text], (fault) => faults.push(fault))).toEqual(zones);
    expect(faults).toEqual([]);
  });

  test.each([
    [id.slice(1), 'has 31 hex digits, a zone ID has 32'],
    [`${id}0`, 'has 33 hex digits, a zone ID has 32'],
    ['https://example.com', 'has a scheme'],
    ['localhost', 'has no dot, so it is no public host name'],
    ['"example.com"', 'is not a host name'],
  ])('%o is wrong, and the others are read', (item, problem) => {
    const faults: InputFault[] = [];
    const zones = readZones([`a.example ${item}`], (fault) => faults.push(fault));
    expect(zones).toEqual([{ by: 'name', name: 'a.example' }]);
    expect(faults).toMatchObject([{ input: 'zone', item, problem }]);
  });
});

describe('where no zone is named', () => {
  test.each([[['', '']], [[',', ' \n']], [[]]])('%j is one fault', (texts) => {
    const faults: InputFault[] = [];
    expect(readZones(texts, (fault) => faults.push(fault))).toEqual([]);
    expect(faults).toMatchObject([{ input: 'zone', problem: expect.stringContaining('is empty') }]);
  });

  test('the next text counts: an expression that gives nothing must not break a step', () => {
    const zones = [{ by: 'name', name: 'a.example' }];
    expect(readZones([',', 'a.example', 'b.example'], () => {})).toEqual(zones);
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
