import { describe, expect, test } from 'vitest';
import { canRead } from './given-secrets.ts';
import { parseLog } from './runner-log.ts';
import { Masker } from './runner-masker.ts';
import { parseOutputs } from './runner-outputs.ts';

describe('the masker', () => {
  const secret = `"it's <a> & b/c?"`;
  test.each([
    ['as it is', secret],
    ['in JSON', JSON.stringify(secret)],
    ['in a URL', '%22it%27s%20%3Ca%3E%20%26%20b%2Fc%3F%22'],
    ['in XML', '&quot;it&apos;s &lt;a&gt; &amp; b/c?&quot;'],
    ['in an expression', secret.replace("'", "''")],
    ['on a command line', secret.replaceAll('"', '\\"')],
    ['without its quotes', secret.slice(1, -1)],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 after one byte', Buffer.from(`u${secret}`).toString('base64')],
    ['in base64 after two bytes', Buffer.from(`u:${secret}`).toString('base64url')],
    ['after an ampersand that PowerShell colors', ' b/c?"'],
  ])('hides a secret %s', (_, form) => {
    const masker = new Masker();
    masker.add(secret);
    expect(masker.mask(`before ${form} after`)).toMatch(
      /^before .{0,4}\*\*\*=* after$|^before "?\*\*\*"? after$/,
    );
  });

  test('hides overlapping secrets as one, and leaves other text', () => {
    const masker = new Masker();
    for (const part of ['abcd', 'cdef', 'gh']) masker.add(part);
    expect(masker.mask('abcdefgh-abc-gh')).toBe('***-abc-***');
  });
});

test.each([
  ['::Warning  title=A%2C b, file=a.txt ::50%25%0Aoff', { title: 'A, b', ' file': 'a.txt' }],
  ['  ::warning::50%25%0Aoff', {}],
  ['text ##[warning title=A%3B b;file=]50%25%0Aoff', { title: 'A; b' }],
])('%j is a command', (line, properties) => {
  const [annotation] = parseLog(line).annotations;
  expect(annotation).toEqual({ level: 'warning', message: '50%\noff', properties });
});

test.each(['text ::error::a', '::eror::a', '::error', '##[error'])('%j is text', (line) => {
  expect(parseLog(line)).toMatchObject({ lines: [line], annotations: [], otherCommands: [] });
});

test('a mask hides what comes after it', () => {
  const log = parseLog('a-secret\n::add-mask::a-secret\n::error title=a-secret::a-secret');
  expect(log).toMatchObject({ lines: ['a-secret'], errors: ['***'], masks: ['a-secret'] });
});

test('outputs are pairs, or lines up to a delimiter', () => {
  expect(parseOutputs('a=1<<2\n\nb<<E\nx=1\n\nE\nc=\n')).toEqual({ a: '1<<2', b: 'x=1\n', c: '' });
  for (const wrong of ['text\n', 'a<<E\n1\n', '<<E\n']) expect(() => parseOutputs(wrong)).toThrow();
});

test('escapes do not stop people from reading', () => {
  for (const text of ['a&#95;b', 'a&#x5f;b', 'a\\u005fb', 'a%5fb', 'a%255Fb']) {
    expect(canRead(text, 'a_b')).toBe(true);
  }
  expect(canRead('a***b', 'a_b')).toBe(false);
});
