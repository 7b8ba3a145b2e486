import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeLogLine, inline, markdownCode, markdownText } from '../../src/text.ts';

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

  test('has at most 200 characters and the mark of a cut, counted by code points', () => {
    expect(inline('😀'.repeat(200))).toBe('😀'.repeat(200));
    expect(inline('😀'.repeat(201))).toBe(`${'😀'.repeat(200)}…`);
    expect(inline('x'.repeat(1_000_000), 10)).toBe(`${'x'.repeat(10)}…`);
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 20 }), (text, longest) => {
        expect([...inline(text, longest)].length).toBeLessThanOrEqual(longest + 1);
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

describe('markdownText', () => {
  test('has no mark left that Markdown, HTML or GitHub gives a meaning', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const references = markdownText(text).match(/&#\d+;/g) ?? [];
        const plain = markdownText(text).replaceAll(/&#\d+;/g, '');
        expect(plain).not.toMatch(/[<>&`*_[\]()|\\!#@~$:/.\r\n]/);
        expect(references.length).toBeGreaterThanOrEqual(
          (inline(text).match(/[<`|]/g) ?? []).length,
        );
      }),
    );
  });

  test('reads as the text that it was', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const read = markdownText(text).replaceAll(/&#(\d+);/g, (_, code) =>
          String.fromCharCode(Number(code)),
        );
        expect(read).toBe(inline(text));
      }),
    );
  });

  test('as code, nothing but the one element is HTML', () => {
    expect(markdownCode('</code><b>|x')).toBe('<code>&#60;&#47;code&#62;&#60;b&#62;&#124;x</code>');
  });
});
