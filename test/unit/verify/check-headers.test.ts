import { describe, expect, test } from 'vitest';
import type { CheckFault } from '../../../src/verify/check-fault.ts';
import { findCheckHeaderSecrets, readCheckHeaders } from '../../../src/verify/check-headers.ts';

function read(text: string): { headers: [string, string][]; faults: CheckFault[] } {
  const faults: CheckFault[] = [];
  const headers = readCheckHeaders(text, (fault) => faults.push(fault));
  return { headers: Object.entries(headers), faults };
}

describe('check-headers', () => {
  test('are one a line; blank lines and comments are skipped, names are in lower case', () => {
    const text =
      'CF-Access-Client-Id: abc.access\r\n\r\n# note\n  X-Bypass :  a: b; c: d  \r__proto__: x';
    expect(read(text)).toEqual({
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
  ])('%o is a fault, told without the value', (line, problem) => {
    const { headers, faults } = read(`\n${line}`);
    expect(headers).toEqual([]);
    expect(faults).toEqual([
      {
        input: 'check-headers',
        place: { line: 2 },
        problem: expect.stringContaining(problem),
        accepted: '`Name: value`, one a line',
      },
    ]);
    expect(JSON.stringify(faults)).not.toContain('hunter2');
  });

  test('a header that comes twice is a fault', () => {
    const { headers, faults } = read('A: 1\na: 2');
    expect(headers).toEqual([['a', '1']]);
    expect(faults).toMatchObject([{ place: { line: 2 }, problem: 'names the header a twice' }]);
  });
});

test('every value is to be masked, of lines with a fault too', () => {
  const text =
    'A: value-1\n# note\nvalue-2\nHost: value-3\nAuthorization: Bearer value-4\nb c: value-5';
  expect(findCheckHeaderSecrets(text)).toEqual([
    'value-1',
    'value-2',
    'value-3',
    'Bearer value-4',
    'value-4',
    'value-5',
  ]);
});
