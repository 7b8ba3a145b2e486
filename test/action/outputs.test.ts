import { describe, expect, test } from 'vitest';
import { readingToken, zoneIds } from '../cloudflare/account.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { readActionMetadata } from './action-metadata.ts';
import { purge, runStep } from './scenario.ts';

const outputNames = Object.keys(readActionMetadata().outputs).sort();

describe('outputs', () => {
  test('are all set on success', async () => {
    await using cloudflare = await startCloudflare({ behaviour: { purgeId: 'unique' } });
    const tags = Array.from({ length: 150 }, (_, index) => `tag-${index}`).join(' ');
    const { outputs, exitCode } = await runStep(cloudflare, { with: { tags } });
    const ids = ['1', '2'].map((id) => id.padStart(32, '0'));
    expect(exitCode).toBe(0);
    expect(Object.keys(outputs).sort()).toEqual(outputNames);
    expect(outputs).toEqual({
      'purge-id': ids[0],
      'purge-ids': JSON.stringify(ids),
      purged: '150',
      unpurged: '0',
      requests: '2',
      verified: '',
      report: expect.stringMatching(/\.json$/),
    });
  });

  test('are all set where some items fail', async () => {
    await using cloudflare = await startCloudflare({ behaviour: { refusedItems: ['b'] } });
    const { outputs, exitCode } = await runStep(cloudflare, {
      with: { tags: 'a b c', hosts: 'www.example.com' },
    });
    expect(exitCode).toBe(1);
    expect(Object.keys(outputs).sort()).toEqual(outputNames);
    expect(outputs).toMatchObject({
      'purge-id': zoneIds.exampleCom,
      purged: '3',
      unpurged: '1',
      requests: '2',
    });
  });

  test('are all set where the inputs are wrong', async () => {
    await using cloudflare = await startCloudflare();
    const { outputs } = await runStep(cloudflare, { with: { urls: 'https://x.test/ /css' } });
    expect(Object.keys(outputs).sort()).toEqual(outputNames);
    expect(outputs).toMatchObject({ 'purge-id': '', 'purge-ids': '[]', unpurged: '2' });
  });

  test.for([
    ['GITHUB_OUTPUT', 'is not set', undefined],
    ['GITHUB_OUTPUT', 'does not exist', 'nowhere/output'],
    ['GITHUB_OUTPUT', 'is a folder', '.'],
    ['GITHUB_STEP_SUMMARY', 'is not set', undefined],
    ['GITHUB_STEP_SUMMARY', 'does not exist', 'nowhere/summary.md'],
    ['GITHUB_STEP_SUMMARY', 'is a folder', '.'],
  ] as const)('%s that %s is a warning, and the purge a success', async ([name, , path]) => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, { with: { tags: 'blog' }, env: { [name]: path } });
    expect(cloudflare.purges).toHaveLength(1);
    expect(step.exitCode).toBe(0);
    const what = name === 'GITHUB_OUTPUT' ? 'outputs' : 'summary';
    expect(step.warnings).toEqual([
      expect.stringMatching(new RegExp(`^The ${what} could not be written: .`)),
    ]);
    expect(step.lines.join('\n')).toContain('Purged 1 tag in 1 request');
  });
});

describe('the report', () => {
  test('holds plan, requests and what was not purged', async () => {
    await using cloudflare = await startCloudflare({
      behaviour: { refusedItems: ['https://www.example.com/b'] },
    });
    const files = ['https://www.example.com/a', 'https://www.example.com/b'];
    const { report } = await runStep(cloudflare, {
      with: { zone: 'example.com', token: readingToken, urls: files.join(' '), tags: 'blog' },
    });
    const zone = { id: zoneIds.exampleCom, name: 'example.com' };
    const [method, path] = purge.split(' ');
    expect(report).toMatchObject({
      version: 1,
      result: 'sent',
      failed: true,
      method: 'purge',
      counts: { purged: 2, unpurged: 1, requests: 2 },
      warnings: [],
      plan: [
        { method, path, body: { files } },
        { method, path, body: { tags: ['blog'] } },
      ],
      requests: [
        { zone, kind: 'urls', items: 1, result: 'accepted', id: zone.id, tries: 1 },
        { zone, kind: 'urls', items: 1, result: 'failed', tries: 1 },
        { zone, kind: 'tags', items: 1, result: 'accepted', id: zone.id, tries: 1 },
      ],
      unpurged: [{ items: ['https://www.example.com/b'], kind: 'urls' }],
    });
    expect(report?.problems).toEqual([expect.stringContaining('1015 "Unable to purge')]);
    for (const request of report?.requests ?? []) {
      expect(request['ray']).toMatch(/^8f[0-9a-f]{14}-FRA$/);
      expect(request['ms']).toBeGreaterThanOrEqual(0);
    }
  });

  test.for([
    ['does not exist', 'nowhere'],
    ['is a file', 'a-file'],
  ])('is a warning where RUNNER_TEMP %s', async ([, path]) => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { tags: 'blog' },
      env: { RUNNER_TEMP: path },
      files: { 'a-file': '' },
    });
    expect(step.exitCode).toBe(0);
    expect(step.warnings).toEqual([expect.stringMatching(/^The report could not be written: ./)]);
    expect(step.outputs).toMatchObject({ report: '', purged: '1' });
  });

  test('goes to the temporary folder of the machine where RUNNER_TEMP is not set', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { tags: 'blog' },
      env: { RUNNER_TEMP: undefined },
    });
    expect(step).toMatchObject({ exitCode: 0, warnings: [], report: { result: 'sent' } });
  });

  test('is a new file each time', async () => {
    await using cloudflare = await startCloudflare();
    const first = await runStep(cloudflare, { with: { tags: 'blog' } });
    const second = await runStep(cloudflare, { with: { tags: 'blog' } });
    expect(first.outputs['report']).not.toBe(second.outputs['report']);
  });
});

describe('the summary', () => {
  test('has a row for each zone and kind', async () => {
    await using cloudflare = await startCloudflare();
    const { summary } = await runStep(cloudflare, {
      with: {
        zone: 'example.com example.org',
        token: readingToken,
        hosts: 'www.example.com www.example.org',
        tags: 'a b c d e f g',
      },
    });
    expect(summary).toMatch(/^## ✅ Cloudflare cache\n/);
    expect(summary).toContain('Purged 14 tags');
    const rows = summary.split('\n').filter((line) => line.startsWith('<tr><td>'));
    expect(rows.map((row) => row.replaceAll(/(?:<[^>]*>)+/g, '|'))).toEqual([
      expect.stringMatching(/^\|example\.com\|tags\|a\|.*\|and 2 more\|7\|0\|1\|$/),
      '|example.com|hosts|www.example.com|1|0|1|',
      expect.stringMatching(/^\|example\.org\|tags\|/),
      expect.stringMatching(/^\|example\.org\|hosts\|/),
    ]);
  });

  test('says what failed and what to do', async () => {
    await using cloudflare = await startCloudflare();
    const { summary } = await runStep(cloudflare, { with: { urls: 'https://x.test/' } });
    expect(summary).toMatch(/^## ❌ Cloudflare cache\n/);
    expect(summary).toContain('### Not purged');
    expect(summary).toContain('1082 &quot;');
    expect(summary).toContain('<br><code>cf-ray 8f00000000000000-FRA</code>');
    expect(summary).toContain('Name the zone of that item as well');
  });

  test('lists wrong inputs', async () => {
    await using cloudflare = await startCloudflare();
    const { summary } = await runStep(cloudflare, { with: { hosts: 'localhost', urls: '/css' } });
    expect(summary).toContain('### What is wrong\n\n<table>\n<tr><td><code>urls, line 1');
    expect(summary).toContain('\n<tr><td><code>hosts, line 1');
  });

  test('lists warnings', async () => {
    await using cloudflare = await startCloudflare();
    const { summary, warnings } = await runStep(cloudflare, {
      with: { tags: 'blog', variants: 'CF-IPCountry: US' },
    });
    expect(warnings).toEqual([expect.stringContaining('variants has no effect')]);
    expect(summary).toContain('### Warnings\n\n<table>\n<tr><td><code>variants has no effect');
  });

  test('of a dry run has the plan', async () => {
    await using cloudflare = await startCloudflare();
    const { summary } = await runStep(cloudflare, { with: { tags: 'a b', 'dry-run': 'true' } });
    expect(summary).toContain('Dry run: 1 purge request planned, none sent');
    expect(summary).toContain(
      '<td><code>a</code><br><code>b</code></td><td align="right">2</td><td align="right">1</td>',
    );
  });

  test.for(['false', 'FALSE'])('is left out with summary: %s', async (summary) => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { tags: 'blog', summary },
      env: { GITHUB_STEP_SUMMARY: undefined },
    });
    expect(step).toMatchObject({ exitCode: 0, warnings: [], summary: '' });
  });

  test('of very many different failures stays short', async () => {
    const urls = Array.from({ length: 300 }, (_, i) => `https://${i}.x.test/${'y'.repeat(2000)}`);
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { 'urls-file': 'urls.txt' },
      files: { 'urls.txt': urls.join('\n') },
    });
    expect(step.outputs).toMatchObject({ purged: '0', unpurged: '300' });
    expect(step.summary.length).toBeLessThan(300_000);
    expect(step.errors[0]?.length).toBeLessThan(3000);
  });
});

describe('the log', () => {
  test('has the plan in a group, each request, and a line that sums up', async () => {
    await using cloudflare = await startCloudflare();
    const { groups, lines, log } = await runStep(cloudflare, { with: { tags: 'a b' } });
    expect(groups).toEqual(['Plan: 1 purge request']);
    expect(log.match(/^::endgroup::$/gm)).toHaveLength(1);
    expect(lines).toContain(`${purge} {"tags":["a","b"]}`);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^\[1\/1\] accepted: 2 tags of [0-9a-f]{32} \(ID [0-9a-f]{32}, cf-ray 8f\S+, \d+ ms\)$/,
      ),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^Purged 2 tags in 1 request, \d+ ms\.$/));
  });

  test('tells another address of the API', async () => {
    await using cloudflare = await startCloudflare();
    const { lines } = await runStep(cloudflare, { with: { tags: 'a' } });
    expect(lines.join('\n')).toContain(
      `api-url: the token and all requests go to ${cloudflare.apiUrl}`,
    );
  });

  test('says nothing of the address that is the default', async () => {
    await using cloudflare = await startCloudflare();
    const { log } = await runStep(cloudflare, {
      with: { tags: 'a', 'api-url': '', 'dry-run': 'true' },
    });
    expect(log).not.toContain('api-url');
  });

  test('tells how many items stood there twice', async () => {
    await using cloudflare = await startCloudflare();
    const { lines } = await runStep(cloudflare, { with: { tags: 'a A b a' } });
    expect(lines.join('\n')).toContain('tags: 2 repetitions left out');
  });

  test('of several reasons has one error with the first, and all', async () => {
    await using cloudflare = await startCloudflare();
    const { errors, warnings, groups } = await runStep(cloudflare, {
      with: {
        urls: 'https://x.test/ https://y.test/ https://www.example.com/',
        hosts: 'z.test',
        prefixes: 'x.test/a',
      },
    });
    expect(errors).toEqual([expect.stringMatching(/^4 of 5 items not purged, 1 purged/)]);
    for (const amount of ['2 URLs of', '1 host of', '1 prefix of']) {
      expect(errors[0]).toContain(amount);
    }
    expect(warnings).toEqual([]);
    expect(groups).toContain('All problems (3)');
  });
});

test('an empty input means its default', async () => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, {
    with: { tags: 'blog', method: '', timeout: '', 'dry-run': ' ', summary: '' },
  });
  expect(step).toMatchObject({ exitCode: 0, warnings: [] });
  expect(cloudflare.purges).toMatchObject([{ method: 'purge', items: ['blog'] }]);
  expect(step.summary).toContain('✅');
});
