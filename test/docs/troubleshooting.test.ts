import { describe, expect, test } from 'vitest';
import { verdictSamples } from '../../scripts/generate-docs/verdict-rows.ts';
import { codeRows, networkRows, responseRows } from '../../src/cloudflare/failures.ts';
import { stopExplanations } from '../../src/report/problems.ts';
import { freshnessOf } from '../../src/verify/verdict.ts';
import { readDocument } from './markdown.ts';

/** Columns are padded, so white space counts once. */
const troubleshooting = readDocument('docs/troubleshooting.md').replace(/\s+/g, ' ');

describe('docs/troubleshooting.md has', () => {
  test('every explanation of a failure', () => {
    const explanations = [
      ...codeRows,
      ...Object.values(networkRows),
      ...Object.values(stopExplanations),
      ...Object.values(responseRows),
    ];
    const texts = explanations.flatMap(({ cause, advice }) => [cause, advice]);
    expect(texts.filter((text) => !troubleshooting.includes(text))).toEqual([]);
  });

  test('every code that has an explanation', () => {
    const codes = codeRows.flatMap((row) => row.codes);
    expect(codes.filter((code) => !troubleshooting.includes(`\`${code}\``))).toEqual([]);
  });

  test('every reason for a verdict', () => {
    const known = new Set([
      ...verdictSamples.map(([reason]) => reason.kind),
      ...['no-answer', 'no-measurement'],
    ]);
    expect(Object.keys(freshnessOf).filter((kind) => !known.has(kind))).toEqual([]);
  });
});
