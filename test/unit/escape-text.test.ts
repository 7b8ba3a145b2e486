import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, escapeLogLine, inline, inlineItem } from '../../src/text.ts';

/** Text as somebody writes it who wants to break out of where it stands. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('::', '::error::', '##[', '##[add-mask]', '\n', '\r', '\r\n', '\u0085', '\t'),
      fc.constantFrom(
        '\u001b[31m',
        '\u202e',
        '\u2028',
        '\ufeff',
        '</code>',
        '<!--',
        '](',
        '|',
        '`',
      ),
      fc.constantFrom('&#96;', '@octocat', 'https://evil.example', '![x](y)', '\ud83d', '😀', ' '),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const reorders = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

describe('inline', () => {
  test('has no control characters, line breaks or marks that reorder text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(inline(text)).not.toMatch(/\p{Cc}|\u2028|\u2029/u);
        expect(inline(text)).not.toMatch(reorders);
        expect(inline(text).isWellFormed()).toBe(true);
      }),
    );
  });

  test('has at most 200 characters, counted by code points, and is cut between words', () => {
    expect(inline('😀'.repeat(200))).toBe('😀'.repeat(200));
    expect(inline('😀'.repeat(201))).toBe('… (402 characters)');
    expect(inline('some words here', 10)).toBe('some words …');
    expect(inline('some words here', 9)).toBe('some …');
    expect(inline('x'.repeat(1_000_000), 10)).toBe('… (1,000,000 characters)');
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 20 }), (text, longest) => {
        const cut = inline(text, longest);
        expect(/^… \(/.test(cut) || [...cut].length <= longest + 2).toBe(true);
      }),
    );
  });

  test('leaves plain text as it is', () => {
    expect(inline('https://example.com/ü?a=b&c 日本 😀')).toBe(
      'https://example.com/ü?a=b&c 日本 😀',
    );
  });
});

describe('escapeLogLine', () => {
  test('is one line that is no workflow command', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = escapeLogLine(text);
        expect(line).not.toMatch(/[\r\n]/);
        expect(line).not.toContain('##[');
        // The runner trims what .NET calls white space, U+0085 too, before it looks for a command.
        expect(line).not.toMatch(/^[\s\u0085]*::/);
      }),
    );
  });

  test.each([
    ['::error::x', ': :error::x'],
    ['  ::error::x', '  : :error::x'],
    ['\n::error::x', ' : :error::x'],
    ['a\n::error::x', 'a ::error::x'],
    ['a ##[error]x', 'a ## [error]x'],
    ['###[x', '### [x'],
    ['a::b https://[::1]/', 'a::b https://[::1]/'],
  ])('%o → %o', (text, line) => {
    expect(escapeLogLine(text)).toBe(line);
  });
});

test('escapeHtml escapes as the masker of the runner does, and nothing else', () => {
  expect(escapeHtml(`<a href="x">&amp;'_/:.`)).toBe(
    '&lt;a href=&quot;x&quot;&gt;&amp;amp;&apos;_/:.',
  );
});

test.each([
  [`https://a.example/b?${'q'.repeat(200)}`, 'https://a.example/b?…'],
  [`https://a.example/${'b'.repeat(200)}?c`, 'https://a.example/… (220 characters)'],
  [`a.example/${'b'.repeat(200)}`, 'a.example/… (210 characters)'],
  ['t'.repeat(1_000), '… (1,000 characters)'],
  ['t'.repeat(200), 't'.repeat(200)],
])('no item is cut in the middle of a part: %s', (item, shown) => {
  expect(inlineItem(item)).toBe(shown);
});
