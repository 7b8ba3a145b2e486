import { expect, test } from 'vitest';
import { startDemoSite } from '../../scripts/demo/demo-site.ts';
import { freshnessOf } from '../../src/verify/verdict.ts';
import { runStep } from '../action/scenario.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { findBlocks, readDocument } from './markdown.ts';

const document = readDocument('docs/report.md');
const [example = '', checksExample = ''] = findBlocks(document, 'json');

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
  expect(withoutTimes(JSON.parse(example))).toEqual(withoutTimes(report));
});

test('the example with checks is the end of the report of a real step', async () => {
  await using site = await startDemoSite({
    files: { '/version.txt': '4f2a9c1\n', '/app.js': 'old' },
    behaviour: { ignoredPurges: 1 },
  });
  await site.edge.warm('/app.js');
  site.origin.deploy({ '/version.txt': '4f2a9c1\n', '/app.js': 'new' });
  const run = await runStep(site.cloudflare, {
    with: {
      hosts: 'www.example.com',
      'wait-for': 'https://www.example.com/version.txt contains 4f2a9c1',
      verify: 'https://www.example.com/app.js contains new',
    },
    env: site.environment,
  });
  const told = withoutTimes(run.report);
  expect(told).toMatchObject({ verified: 'true' });
  const shown = withoutTimes(JSON.parse(checksExample));
  expect(Object.entries(told).slice(-4)).toEqual(Object.entries(shown));
});

test('docs/report.md names every reason for a verdict', () => {
  expect(Object.keys(freshnessOf).filter((kind) => !document.includes(`\`${kind}\``))).toEqual([]);
});

test('docs/report.md explains every field of the examples', () => {
  const { requests, unpurged, ...head } = JSON.parse(example) as Record<string, object[]>;
  const checks = Object.values(JSON.parse(checksExample) as Record<string, object[]>).flat();
  const fields = [head, ...(requests ?? []), ...(unpurged ?? []), ...checks].flatMap(Object.keys);
  const explained = new Set(
    [...document.matchAll(/^\| (`.*?`) +\|/gm)].flatMap(([, names = '']) =>
      names.split(', ').map((name) => name.replaceAll('`', '')),
    ),
  );
  expect(fields.filter((field) => !explained.has(field))).toEqual([]);
});

/** Times differ from run to run; that each is there counts. */
function withoutTimes(report: unknown): object {
  return JSON.parse(JSON.stringify(report), (key, value: unknown) =>
    ['ms', 'msToFresh'].includes(key) && typeof value === 'number' ? 0 : value,
  ) as object;
}
