import { describe, expect, test } from 'vitest';
import {
  headersKey,
  parseHeaderLine,
  readCheckHeaders,
  readVariants,
} from '../../../src/inputs/headers.ts';
import { InputProblem } from '../../../src/inputs/problem.ts';
import { giveSource } from '../given-inputs.ts';

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
    expect(Object.entries(parseHeaderLine(line))).toEqual(Object.entries(headers));
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
    expect(() => parseHeaderLine(line)).toThrow(new InputProblem(problem));
  });

  test('are equal in any order and case of their names, but not of their values', () => {
    expect(headersKey({ A: '1', b: '2' })).toBe(headersKey({ B: '2', a: '1' }));
    expect(headersKey({ A: 'x' })).not.toBe(headersKey({ A: 'X' }));
    expect(headersKey({ A: 'x"],["b","y' })).not.toBe(headersKey({ A: 'x', b: 'y' }));
  });
});

describe('variants', () => {
  test('are one set a line; blank lines, comments and repetitions are left out', async () => {
    const text = 'CF-Device-Type: mobile\r\n\r\n# note\n  Accept-Language: fr\nAccept-Language: fr';
    expect(await readVariants(text, giveSource())).toEqual([
      { 'CF-Device-Type': 'mobile' },
      { 'Accept-Language': 'fr' },
    ]);
  });

  test('report each wrong line', async () => {
    const source = giveSource();
    await readVariants('mobile\nA: 1\nB', source);
    expect(source.faults).toMatchObject([
      { place: { line: 1 }, item: 'mobile' },
      { place: { line: 3 }, item: 'B' },
    ]);
  });
});

async function readChecked(text: string) {
  const source = giveSource();
  const headers = await readCheckHeaders(text, source);
  return { headers: Object.entries(headers), faults: source.faults };
}

describe('check-headers', () => {
  test('are one a line; blank lines and comments are skipped, names are in lower case', async () => {
    const text =
      'CF-Access-Client-Id: abc.access\r\n\r\n# note\n  X-Bypass :  a: b; c: d  \r__proto__: x';
    expect(await readChecked(text)).toEqual({
      headers: [
        ['cf-access-client-id', 'abc.access'],
        ['x-bypass', 'a: b; c: d'],
        ['__proto__', 'x'],
      ],
      faults: [],
    });
  });

  test.each([
    ['hunter2', 'has no colon'],
    [': hunter2', 'has no name of a header before its colon'],
    ['a hunter2: x', 'has no name of a header before its colon'],
    ['A: ', 'has no printable ASCII text as the value of A'],
    ['A: hunter2 ü', 'has no printable ASCII text as the value of A'],
    ['A: hunter2\u0000', 'has no printable ASCII text as the value of A'],
    ['Host: hunter2', 'names the header Host, which is set by the action itself'],
    ['Content-Length: 2', 'names the header Content-Length, which is set by the action itself'],
    ['Accept-Encoding: zstd', 'which is set by the action itself'],
    ['Connection: close', 'which belongs to the connection'],
    ['TE: trailers', 'which belongs to the connection'],
    ['transfer-encoding: chunked', 'which belongs to the connection'],
    ['Upgrade: h2c', 'which belongs to the connection'],
    ['Proxy-Authorization: hunter2', 'which belongs to the connection'],
    ['Range: bytes=0-1', 'cannot be compared'],
    ['If-None-Match: "x"', 'cannot be compared'],
  ])('%o is a fault, told without the value', async (line, problem) => {
    const { headers, faults } = await readChecked(`\n${line}`);
    expect(headers).toEqual([]);
    expect(faults).toEqual([{ place: { line: 2 }, problem: expect.stringContaining(problem) }]);
    expect(JSON.stringify(faults)).not.toContain('hunter2');
  });

  test('a header that comes twice is a fault', async () => {
    const { headers, faults } = await readChecked('A: 1\na: 2');
    expect(headers).toEqual([['a', '1']]);
    expect(faults).toMatchObject([{ place: { line: 2 }, problem: 'names the header a twice' }]);
  });
});
