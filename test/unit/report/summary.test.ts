import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RequestOutcome } from '../../../src/purge/send.ts';
import { isFailure, type StepRecord } from '../../../src/report/record.ts';
import { writeSummary } from '../../../src/report/summary.ts';
import { apiError, refused } from '../api-replies.ts';
import { acceptedResult, allRecords, failedResult, outcomeOf, sentWith } from './sample-results.ts';

const oneMebibyte = 1024 * 1024;

function write(record: StepRecord, warnings: readonly string[] = []): string {
  return writeSummary({ ...record, warnings });
}

/** A request that fails with hostile text wherever text from outside can stand. */
function failWith(text: string, count: number): RequestOutcome {
  const failure = { ...refused(400, [apiError(1012, text)]), ray: text };
  return outcomeOf({ kind: 'failed', failure, stopped: undefined }, count, text, `${text} zone`);
}

describe('the summary', () => {
  test.each(
    allRecords.map((record) => [record.end.kind, record] as const),
  )('of %s', (_, record) => {
    expect(write(record)).toMatch(isFailure(record) ? /^## ❌ / : /^## (?:✅|ℹ️) /);
    expect(write(record)).toMatch(/\n\n$/);
  });

  test('has a row for each zone and kind, with its numbers', () => {
    const markdown = write(
      sentWith([
        outcomeOf(acceptedResult, 1_000, 'a'),
        outcomeOf(acceptedResult, 500, 'b'),
        outcomeOf(failedResult, 2, 'c', 'zone-2'),
      ]),
    );
    const rows = markdown.split('\n').filter((line) => line.startsWith('<tr><td>'));
    expect(rows.map((row) => row.replaceAll(/<[^>]*>/g, '|').replaceAll(/\|+/g, '|'))).toEqual([
      expect.stringMatching(/^\|zone-1\|tags\|.*\|and 1,495 more\|1,500\|0\|2\|$/),
      expect.stringMatching(/^\|zone-2\|tags\|.*\|0\|2\|1\|$/),
      expect.stringMatching(/^\|zone-2\|c-0\|c-1\|2\|.*1095 .*\|cf-ray ray-2\|Compare the zone ID/),
    ]);
    expect(markdown).toContain('### Not purged');
  });

  test('of a dry run says what is planned', () => {
    const dryRun = allRecords.find(({ end }) => end.kind === 'dry-run');
    if (dryRun === undefined) throw new Error('no dry run');
    expect(write(dryRun)).toContain('<th>Planned</th><th>Requests</th>');
    expect(write(dryRun)).toContain('<td align="right">5</td><td align="right">2</td>');
  });

  test('tells of warnings and faults', () => {
    const [badInputs] = allRecords;
    if (badInputs === undefined) throw new Error('no result');
    const markdown = write(badInputs, ['<b>mind</b> this']);
    expect(markdown).toContain('### What is wrong');
    expect(markdown).toContain('<td><code>&lt;b&gt;mind&lt;/b&gt; this</code></td>');
  });

  test('has text from outside only as code, in HTML without a blank line', () => {
    const evil = fc.array(
      fc.constantFrom(
        '<img src=x>',
        '</code>',
        '|',
        '`',
        '\n',
        '\r\n\n|',
        '@evil',
        '<!--',
        '&lt;',
        'x',
      ),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(evil, (parts) => {
        const text = parts.join('');
        const outcomes = [failWith(text, 3), outcomeOf(acceptedResult, 2, text)];
        const summary = write(sentWith(outcomes), [text]);
        const outside = summary.replaceAll(/<code>[^<]*<\/code>/g, '');
        expect(outside).not.toMatch(/[@|`]|<(?!\/?(?:table|tr|th|td|p|br|code)\b)|<!--/);
        for (const table of summary.match(/<table>[\s\S]*?<\/table>/g) ?? []) {
          expect(table).not.toMatch(/\n\s*\n|\r/);
        }
      }),
      { numRuns: 50 },
    );
  });

  test.each(['x', '<', '😀', '\u0800'])('stays below 1 MiB with huge data of %o', (unit) => {
    const text = `${unit.repeat(150)} `.repeat(30);
    const outcomes = Array.from({ length: 400 }, (_, index) => failWith(`${index}${text}`, 5));
    const warnings = Array<string>(500).fill(text);
    const markdown = write(sentWith(outcomes), warnings);
    // Steps before this one have written to the same file: room is left for them.
    expect(Buffer.byteLength(markdown)).toBeLessThan(0.8 * oneMebibyte);
    if (unit === '<') expect(markdown).toMatch(/\n\n… cut here; the rest is in the report\.\n\n$/);
  });
});
