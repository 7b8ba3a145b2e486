import { describe, expect, test } from 'vitest';
import { holds } from '../../../src/verify/judge.ts';
import { answer, bareCheck, expectFile, expectText, tooLarge } from './sample-checks.ts';

describe('a check of wait-for', () => {
  test.each([
    ['a bare URL on 200', bareCheck, answer('x'), true],
    ['a bare URL on 204', bareCheck, answer('', {}, { status: 204 }), true],
    ['a bare URL with a large body', bareCheck, answer('', {}, tooLarge), true],
    ['a bare URL on 301', bareCheck, answer('', {}, { status: 301 }), false],
    ['a bare URL on 503', bareCheck, answer('', {}, { status: 503 }), false],
    ['a text that is there', expectText('new'), answer('a new b'), true],
    ['a text that is not', expectText('new'), answer('old'), false],
    ['a text on 404', expectText('new'), answer('new', {}, { status: 404 }), false],
    ['a text in another case', expectText('new'), answer('NEW'), false],
    ['a file', expectFile('new\n'), answer('new\n'), true],
    ['a file but for a line break', expectFile('new\n'), answer('new'), false],
    ['a file of the same length', expectFile('new'), answer('old'), false],
    ['a body that is too large', expectFile(''), answer('', {}, tooLarge), false],
  ])('%s', (_, check, reply, expected) => {
    expect(holds(check, reply)).toBe(expected);
  });

  test('does not hold without an answer', () => {
    expect(holds(bareCheck, { kind: 'no-reply', reason: 'dns', code: 'ENOTFOUND' })).toBe(false);
  });
});
