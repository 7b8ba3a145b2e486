import { expect, test } from 'vitest';
import { runStep } from '../action/scenario.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { findBlocks, readDocument } from './markdown.ts';

const document = readDocument('docs/report.md');

test('the example in docs/report.md is the report of a real step', async () => {
  await using cloudflare = await startCloudflare({
    behaviour: { refusedItems: ['https://www.example.com/old.css'] },
  });
  const { report } = await runStep(cloudflare, {
    with: {
      urls: 'https://www.example.com/app.js https://www.example.com/old.css',
      hosts: 'www.example.com',
    },
  });
  const [example = ''] = findBlocks(document, 'json');
  expect(withoutTimes(JSON.parse(example))).toEqual(withoutTimes(report));
});

test('docs/report.md explains every field of the example', () => {
  const [example = ''] = findBlocks(document, 'json');
  const { requests, unpurged, ...head } = JSON.parse(example) as Record<string, object[]>;
  const fields = [head, ...(requests ?? []), ...(unpurged ?? [])].flatMap(Object.keys);
  const explained = new Set(
    [...document.matchAll(/^\| (`.*?`) +\|/gm)].flatMap(([, names = '']) =>
      names.split(', ').map((name) => name.replaceAll('`', '')),
    ),
  );
  expect(fields.filter((field) => !explained.has(field))).toEqual([]);
});

/** Times differ from run to run; that each is there counts. */
function withoutTimes(report: unknown): unknown {
  return JSON.parse(JSON.stringify(report), (key, value: unknown) =>
    key === 'ms' && typeof value === 'number' ? 0 : value,
  );
}
