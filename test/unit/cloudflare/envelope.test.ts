import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEnvelope } from '../../../src/cloudflare/envelope.ts';

describe('parseEnvelope', () => {
  test('reads a success', () => {
    const body = '{"success":true,"errors":[],"messages":[],"result":{"id":"abc"}}';
    expect(parseEnvelope(body)).toEqual({ success: true, errors: [], result: { id: 'abc' } });
  });

  test('reads everything that an error may have', () => {
    const error = {
      code: 6003,
      message: 'Invalid request headers',
      documentation_url: 'https://developers.cloudflare.com/',
      source: { pointer: '/files/3' },
      error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
    };
    expect(
      parseEnvelope(JSON.stringify({ success: false, errors: [error], result: null })),
    ).toEqual({
      success: false,
      errors: [
        {
          code: 6003,
          message: 'Invalid request headers',
          pointer: '/files/3',
          chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
        },
      ],
      result: null,
    });
  });

  test.each([
    ['', 'empty'],
    [' \r\n', 'empty'],
    ['<html><body>502</body></html>', 'HTML'],
    ['\n <!DOCTYPE html>', 'HTML'],
    ['error code: 1015', 'text'],
    ['{"success":true,"errors":[],"resu', 'text'],
    ['[]', 'JSON of another form'],
    ['[{"success":true}]', 'JSON of another form'],
    ['null', 'JSON of another form'],
    ['true', 'JSON of another form'],
    ['"success"', 'JSON of another form'],
    ['{}', 'JSON of another form'],
    ['{"success":"true"}', 'JSON of another form'],
    ['{"success":1,"errors":[]}', 'JSON of another form'],
  ])('%o is %s', (body, content) => {
    expect(parseEnvelope(body)).toBe(content);
  });

  test.each([
    ['no errors and no result', {}, []],
    ['errors that are no array', { errors: 'no' }, []],
    ['errors that are null', { errors: null }, []],
    ['an error without anything', { errors: [{}] }, [{ code: 0, message: '', chain: [] }]],
    ['a code as text', { errors: [{ code: '1000' }] }, [{ code: 1000, message: '', chain: [] }]],
    [
      'a code that is none',
      { errors: [{ code: 'x', message: 7 }] },
      [{ code: 0, message: '', chain: [] }],
    ],
    [
      'a chain that is none',
      { errors: [{ code: 1, error_chain: [7] }] },
      [{ code: 1, message: '', chain: [] }],
    ],
    [
      'a source that is none',
      { errors: [{ code: 1, source: '/files/1' }] },
      [{ code: 1, message: '', chain: [] }],
    ],
  ])('goes on with %s', (_, parts, errors) => {
    const envelope = parseEnvelope(JSON.stringify({ success: false, ...parts }));
    expect(envelope).toEqual({ success: false, errors, result: null });
  });

  test('keeps what is no object of an error in its message', () => {
    const envelope = parseEnvelope('{"success":false,"errors":["some text"]}');
    expect(envelope).toMatchObject({ errors: [{ message: expect.stringContaining('some text') }] });
  });

  test('never throws, whatever comes', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(fc.jsonValue()).map((errors) => JSON.stringify({ success: false, errors })),
      fc.constant('{"success":false,"errors":[[{"toString":1}]]}'),
    );
    fc.assert(fc.property(hostile, (body) => void parseEnvelope(body)));
  });
});
