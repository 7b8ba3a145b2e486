import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CommaRule,
  type ListEntry,
  ListSplitter,
  linesOf,
} from '../../../src/inputs/list-splitter.ts';

function split(pieces: readonly string[], commas: CommaRule): ListEntry[] {
  const splitter = new ListSplitter(commas);
  return [...pieces.flatMap((piece) => [...splitter.push(piece)]), ...splitter.end()];
}

test('entries have the place where they stand', () => {
  expect(split(['a b\r\n\r\n# c\rd'], 'separates')).toEqual([
    { value: 'a', unit: 'line', number: 1 },
    { value: 'b', unit: 'line', number: 1 },
    { value: 'd', unit: 'line', number: 4 },
  ]);
  expect(split(['[1, "a"]'], 'separates')).toEqual([
    { value: 1, unit: 'item', number: 1 },
    { value: 'a', unit: 'item', number: 2 },
  ]);
});

test('it makes no difference in which pieces a text comes', () => {
  const texts = fc
    .array(
      fc.constantFrom(
        'a',
        'b,c',
        ',',
        ' ',
        '\n',
        '\r',
        '\r\n',
        '#',
        '\ufeff',
        'https://x/',
        '[',
        '"d"',
        ']',
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join(''));
  const rules = fc.constantFrom<CommaRule>('separates', 'may stand in a URL');
  const splitOrError = (pieces: readonly string[], commas: CommaRule): ListEntry[] | string => {
    try {
      return split(pieces, commas);
    } catch (error) {
      return error instanceof SyntaxError ? error.message : String(error);
    }
  };
  fc.assert(
    fc.property(texts, fc.array(fc.nat(40)), rules, (text, cuts, commas) => {
      const ends = [...new Set(cuts)].sort((a, b) => a - b);
      const pieces = [...ends, text.length].map((end, index) =>
        text.slice(index === 0 ? 0 : ends[index - 1], end),
      );
      fc.pre(pieces.join('') === text);
      expect(splitOrError(pieces, commas)).toEqual(splitOrError([text], commas));
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['', ['']],
  ['a', ['a']],
  ['a\nb\r\nc\rd', ['a', 'b', 'c', 'd']],
  ['\r\r\n\n', ['', '', '', '']],
])('lines of %o', (text, lines) => {
  expect([...linesOf(text)]).toEqual(lines);
});
