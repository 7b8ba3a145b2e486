import { describe, expect, test } from 'vitest';
import { readPlaces } from '../../../src/globalping/places.ts';
import type { InputFault } from '../../../src/inputs/input-faults.ts';

function read(text: string): { places: string[]; faults: InputFault[] } {
  const faults: InputFault[] = [];
  return { places: readPlaces(text, (fault) => faults.push(fault)), faults };
}

describe('places', () => {
  test.each([
    ['Germany', ['Germany']],
    [
      ' Germany , Tokyo,US+Comcast\nAWS+eu-west-1',
      ['Germany', 'Tokyo', 'US+Comcast', 'AWS+eu-west-1'],
    ],
    ['# Europe\nSão Paulo\n\n  New   York ,', ['São Paulo', 'New York']],
    ['tokyo, Tokyo', ['Tokyo']],
    [
      "AS13335, Provence-Alpes-Côte d'Azur, AT&T",
      ['AS13335', "Provence-Alpes-Côte d'Azur", 'AT&T'],
    ],
    ['', []],
  ])('%j', (text, places) => {
    expect(read(text)).toEqual({ places, faults: [] });
  });

  test.each([
    'Ger<many',
    'a"b',
    '::error::x',
    'x'.repeat(101),
    '+US',
    '{}',
    'a\u0007b',
    'DE+AS1+AS2+AS3+AS4',
    'a*',
  ])('%j is none', (text) => {
    expect(read(`Tokyo, ${text}`)).toMatchObject({
      places: ['Tokyo'],
      faults: [
        { input: 'verify-from', item: text, accepted: expect.stringContaining('50 places') },
      ],
    });
  });

  test('are 50 at most', () => {
    const names = Array.from({ length: 51 }, (_, n) => `AS${n}`);
    expect(read(names.slice(1).join()).faults).toEqual([]);
    expect(read(names.join()).faults).toMatchObject([{ problem: 'names 51 places' }]);
  });
});
