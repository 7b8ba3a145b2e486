import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { anyStep, type NextText } from './hostile-steps.ts';
import { hostileText } from './hostile-text.ts';
import { type ToldStep, tellStep } from './told-step.ts';

const folder = mkdtempSync(join(tmpdir(), 'hostile-text-'));
const files = {
  output: join(folder, 'output'),
  summary: join(folder, 'summary.md'),
  report: join(folder, 'report.json'),
};

beforeAll(() => {
  vi.stubEnv('GITHUB_OUTPUT', files.output);
  vi.stubEnv('GITHUB_STEP_SUMMARY', files.summary);
  for (const path of [files.output, files.summary]) writeFileSync(path, '');
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Gives the texts one after the other, then again. */
function cycle(texts: readonly string[]): NextText {
  let index = 0;
  return () => texts[index++ % texts.length] ?? '';
}

/** What text can break, and what text from outside must not change. */
function shapeOf({ log, outputs, elements }: ToldStep) {
  return {
    masks: log.masks,
    otherCommands: log.otherCommands,
    annotations: [log.errors.length, log.warnings.length, log.notices.length],
    groups: log.groups.length,
    lines: log.lines.length,
    outputs: Object.keys(outputs),
    counts: [outputs['purged'], outputs['unpurged'], outputs['requests'], outputs['verified']],
    elements,
  };
}

/** Control characters but the line break, marks that hide or reorder, and halves of characters. */
const unprintable = /(?!\n)\p{Cc}|\p{Cs}|[\u2028\u2029\u200b\u202a-\u202e\u2066-\u2069\ufeff]/u;

describe('text from outside', () => {
  test('changes nothing but itself: not the commands, the outputs, nor the structure of the summary', async () => {
    const texts = fc.array(hostileText, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(anyStep, texts, async (step, hostile) => {
        // As many different texts of one length after the cut, and without a meaning to anybody.
        const harmless = hostile.map((_, index) => `x${index}`);
        const told = await tellStep(step(cycle(hostile)), files);
        const plain = await tellStep(step(cycle(harmless)), files);
        expect(shapeOf(told)).toEqual(shapeOf(plain));
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  test('leaves no control character, and stays short', async () => {
    await fc.assert(
      fc.asyncProperty(anyStep, hostileText, async (step, text) => {
        const { log, summary } = await tellStep(
          step(() => text),
          files,
        );
        expect(summary).not.toMatch(unprintable);
        for (const line of log.lines) expect(line).not.toMatch(unprintable);
        const longest = [...log.lines, ...log.errors, ...log.warnings].map(({ length }) => length);
        expect(Math.max(0, ...longest)).toBeLessThan(10_000);
        expect(summary.length).toBeLessThan(1024 * 1024);
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});
