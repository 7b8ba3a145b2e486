import { expect, test } from 'vitest';
import { startCloudflare } from '../cloudflare/server.ts';
import { refusal, runStep } from './scenario.ts';

test('100,000 URLs, every third batch refused: told within the limits of GitHub', async () => {
  await using cloudflare = await startCloudflare({
    latencyMs: 80,
    faults: ({ index }) =>
      index % 3 === 1
        ? refusal(400, { code: 1000 + (index % 500) * 7, message: `reason ${index}` })
        : undefined,
  });
  const urls = Array.from({ length: 100_000 }, (_, index) => `https://www.example.com/${index}`);
  const step = await runStep(cloudflare, {
    with: { 'urls-file': 'urls.txt' },
    files: { 'urls.txt': urls.join(' ') },
  });
  expect(step.exitCode).toBe(1);
  const purged = cloudflare.purges.flatMap(({ items }) => items);
  expect(step.outputs).toMatchObject({
    purged: String(purged.length),
    unpurged: String(100_000 - purged.length),
  });
  // Every item ends in exactly one place: what Cloudflare accepted, or the report.
  const unpurged = step.report?.unpurged.flatMap(({ items }) => items) ?? [];
  expect([...purged, ...unpurged].toSorted()).toEqual(urls.toSorted());

  // https://docs.github.com/en/actions/reference/limits
  expect(Buffer.byteLength(step.summary)).toBeLessThan(1024 * 1024);
  expect(JSON.stringify(step.outputs).length * 2).toBeLessThan(1_000_000);
  expect(step.errors).toHaveLength(1);
  expect(step.warnings.length).toBeLessThanOrEqual(5);
  expect(step.log.length).toBeLessThan(500_000);
  const progress = step.lines.filter((line) => /^[\d,]+ of 100,000 items \(\d+%\)/.test(line));
  expect(progress.length).toBeGreaterThan(0);
  expect(progress[0]).toMatch(/ items \(\d+%\), [\d,]+ a second, .+ left(, [\d,]+ not purged)?/);
}, 60_000);
