import { describe, expect, test } from 'vitest';
import type { InputFault } from '../../../src/inputs/input-faults.ts';
import { headersKey, parseHeaderLine } from '../../../src/inputs/request-headers.ts';
import { addVariants, readVariants } from '../../../src/inputs/variants.ts';

describe('request headers', () => {
  test.each([
    ['CF-Device-Type: mobile', { 'CF-Device-Type': 'mobile' }],
    ['CF-Device-Type:mobile', { 'CF-Device-Type': 'mobile' }],
    ['A: 1; B: 2', { A: '1', B: '2' }],
    ['A: 1;B:2 ; ', { A: '1', B: '2' }],
    [
      'Accept-Language: fr;q=0.9; CF-Device-Type: mobile',
      { 'Accept-Language': 'fr;q=0.9', 'CF-Device-Type': 'mobile' },
    ],
    ['Origin: https://example.com:8443', { Origin: 'https://example.com:8443' }],
    ['A: b; c', { A: 'b; c' }],
    ['__proto__: x', JSON.parse('{"__proto__":"x"}')],
  ])('%s', (line, headers) => {
    const read = parseHeaderLine(line);
    expect(read.ok ? Object.entries(read.value) : read).toEqual(Object.entries(headers));
  });

  test.each([
    ['mobile', 'has no colon between a name and a value'],
    [': mobile', 'has "" where a header\'s name belongs'],
    ['CF Device: mobile', 'has "CF Device" where a header\'s name belongs'],
    ['A:', 'has no printable ASCII text as the value of A'],
    ['A: ü', 'has no printable ASCII text as the value of A'],
    ['A: x\u0000y', 'has no printable ASCII text as the value of A'],
    ['A: 1; a: 2', 'names the header a twice'],
  ])('%s', (line, problem) => {
    expect(parseHeaderLine(line)).toEqual({ ok: false, problem });
  });

  test('are equal in any order and case of their names, but not of their values', () => {
    expect(headersKey({ A: '1', b: '2' })).toBe(headersKey({ B: '2', a: '1' }));
    expect(headersKey({ A: 'x' })).not.toBe(headersKey({ A: 'X' }));
    expect(headersKey({ A: 'x"],["b","y' })).not.toBe(headersKey({ A: 'x', b: 'y' }));
  });
});

describe('variants', () => {
  const mobile = { 'CF-Device-Type': 'mobile' };
  const french = { 'Accept-Language': 'fr' };

  test('are one set a line; blank lines, comments and repetitions are left out', () => {
    const text = 'CF-Device-Type: mobile\r\n\r\n# note\n  Accept-Language: fr\nAccept-Language: fr';
    expect(readVariants(text, () => {})).toEqual([mobile, french]);
  });

  test('report each wrong line', () => {
    const faults: InputFault[] = [];
    readVariants('mobile\nA: 1\nB', (fault) => faults.push(fault));
    expect(faults).toMatchObject([
      { input: 'variants', place: { line: 1 }, item: 'mobile' },
      { input: 'variants', place: { line: 3 }, item: 'B' },
    ]);
  });

  test('purge every URL without headers as it is and with each set, and no other URL', () => {
    const own = { url: 'https://b.example/', headers: { Origin: 'https://x.example' } };
    expect([...addVariants(['https://a.example/', own], [mobile, french])]).toEqual([
      'https://a.example/',
      { url: 'https://a.example/', headers: mobile },
      { url: 'https://a.example/', headers: french },
      own,
    ]);
  });

  test('that a URL has already go once', () => {
    const given = { url: 'https://a.example/', headers: mobile };
    expect([...addVariants([given, 'https://a.example/'], [mobile])]).toEqual([
      given,
      'https://a.example/',
    ]);
  });
});
