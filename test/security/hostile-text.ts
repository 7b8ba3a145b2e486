import fc from 'fast-check';

/**
 * Text as somebody writes it who wants to break out of where it is shown: workflow commands, their
 * escapes, ANSI, Markdown, HTML, delimiters of command files, marks that hide or reorder, very long lines.
 */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '::',
        '::error::',
        '::set-output name=x::',
        '::add-mask::e',
        '::stop-commands::x',
      ),
      fc.constantFrom('##[', '##[add-mask]e', '##[error]', '::group::x', '%0A::error::', '%0D%25'),
      fc.constantFrom(
        '\n',
        '\r',
        '\r\n',
        '\t',
        '\u0085',
        '\u2028',
        '\u2029',
        '\u0000',
        '\u00a0',
        '\u3000',
      ),
      fc.constantFrom('\u001b[31m', '\u001b]8;;https://x.test\u0007', '\u009b2J', '\b\b'),
      fc.constantFrom('</code>', '</td></table>', '<script>', '<!--', '<details>', '&lt;', '&#60;'),
      fc.constantFrom('|', '`', '```', '**', '__', '~~', '](', '[x](https://x.test)', '![x](y)'),
      fc.constantFrom(
        '# x',
        '- x',
        '1. x',
        '> x',
        '    x',
        '---',
        '\\',
        '$x$',
        ':rocket:',
        '@octocat',
        '#1',
      ),
      fc.constantFrom('https://x.test', 'www.x.test', 'a@x.test', 'ghadelimiter_', 'x<<EOF', 'EOF'),
      fc.constantFrom('\u202e', '\u2066', '\u200b', '\ufeff', '\ud83d', '😀', ' '),
      fc.integer({ min: 1_000, max: 20_000 }).map((length) => '::error::x|<b>@'.repeat(length)),
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((parts) => parts.join(''));
