import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createHttp } from '../../src/http/http.ts';
import { createFileReader } from '../../src/inputs/files.ts';
import { run } from '../../src/run.ts';
import { purgeToken, readingToken, zoneIds } from '../cloudflare/account.ts';
import { startSite } from '../cloudflare/edge-site.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { FakeRunner } from '../unit/fake-runner.ts';
import { verify } from './check-site.ts';
import { refusal, runStep } from './scenario.ts';

describe('the one error annotation', () => {
  test('starts with what failed, names the first problems, and links to the page that explains them', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { urls: '/css', tags: 'a', hosts: 'localhost', timeout: 'soon' },
    });
    expect(step.annotations).toHaveLength(1);
    const [error] = step.annotations;
    expect(error?.properties).toEqual({ title: 'Nothing purged: wrong inputs' });
    expect(error?.message).toMatch(/^The inputs are wrong \(3 errors\)/);
    for (const part of ['"/css"', '"localhost"', '"soon"', 'Accepted: ']) {
      expect(error?.message).toContain(part);
    }
    expect(error?.message).toMatch(
      /^See https:\/\/github\.com\/octo-org\/purge-cloudflare-cache\/blob\/v1\.0\.0\/docs\/troubleshooting\.md#the-inputs-are-wrong$/m,
    );
  });

  test('names a file and a line for an error in a list from a file', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { 'urls-file': 'dist/urls.txt' },
      files: { 'dist/urls.txt': 'https://www.example.com/a\n\n/css\n' },
    });
    expect(step.annotations[0]?.properties).toMatchObject({ file: 'dist/urls.txt', line: '3' });
  });

  test('counts 30 unknown zones in one line', async () => {
    await using cloudflare = await startCloudflare();
    const zones = Array.from({ length: 30 }, (_, index) => `zone-${index}.example`);
    const step = await runStep(cloudflare, {
      with: { zone: zones.join(' '), token: readingToken, tags: 'a' },
    });
    expect(step.report?.problems).toEqual([
      expect.stringMatching(/^zone: .*zone-0\.example.* and 20 more$/),
    ]);
  });

  test('explains a wrong zone ID as one before it speaks of permissions', async () => {
    await using cloudflare = await startCloudflare();
    const zone = 'f'.repeat(32);
    const { errors } = await runStep(cloudflare, { with: { zone, tags: 'a' } });
    expect(errors[0]).toMatch(/zone ID.*Zone › Cache Purge › Purge/);
  });

  test('does not start with what was purged where a check is stale', async () => {
    await using site = await startSite({ files: {} });
    const { errors } = await verify(site, ['/missing.js contains new'], {
      with: { 'verify-timeout': '1s' },
    });
    expect(errors[0]).toMatch(/^1 of 1 check is stale/);
  });

  test('says that a wait would outlast `timeout`, not that it was over', async () => {
    await using cloudflare = await startCloudflare({
      faults: () => ({ kind: 'status', status: 429, headers: { 'retry-after': '600' }, body: '' }),
    });
    const { errors, ms } = await runStep(cloudflare, { with: { tags: 'a', timeout: '20s' } });
    expect(ms).toBeLessThan(10_000);
    expect(errors[0]).not.toContain('`timeout` was over');
    expect(errors[0]).toMatch(/the wait .* outlasted `timeout`/);
  });

  test("shows the page that Cloudflare's error names", async () => {
    const documentation_url = 'https://developers.cloudflare.com/fundamentals/api/troubleshooting/';
    const error = { code: 10000, message: 'Authentication error', documentation_url };
    await using cloudflare = await startCloudflare({ faults: () => refusal(403, error) });
    const { errors } = await runStep(cloudflare, { with: { tags: 'a' } });
    expect(errors[0]).toContain(documentation_url);
  });
});

test('what was purged stays counted where something breaks later', async () => {
  await using cloudflare = await startCloudflare();
  using http = createHttp({}, systemClock);
  const runner = new FakeRunner();
  let report = '';
  const succeeded = await run({
    environment: {
      INPUT_ZONE: zoneIds.exampleCom,
      INPUT_TOKEN: purgeToken,
      'INPUT_API-URL': cloudflare.apiUrl,
      INPUT_HOSTS: 'www.example.com',
      INPUT_VERIFY: 'https://www.example.com/ contains new',
    },
    runner,
    clock: {
      ...systemClock,
      // Only the checks wait this long, for the purge to be everywhere.
      sleep: (ms, signal) =>
        ms === 300 ? Promise.reject(new RangeError('broken')) : systemClock.sleep(ms, signal),
    },
    random: Math.random,
    cancelled: new AbortController().signal,
    readFile: createFileReader('/'),
    writeReportFile: async (pieces) => {
      report = [...pieces].join('');
      return 'report.json';
    },
    send: http.send,
  });
  expect(succeeded).toBe(false);
  expect(cloudflare.purges).toHaveLength(1);
  expect(runner.errors).toEqual([
    expect.stringMatching(/RangeError: broken \(purged 1 host in 1 request/),
  ]);
  expect(Object.fromEntries(runner.outputs)).toMatchObject({
    'purge-id': zoneIds.exampleCom,
    purged: '1',
    unpurged: '0',
    requests: '1',
    verified: 'unknown',
  });
  expect(JSON.parse(report)).toMatchObject({ failed: true, requests: [{ result: 'accepted' }] });
  expect(runner.summary).toContain('RangeError: broken');
});

test('retries and waits for the rate limit are debug lines', async () => {
  const responses = [
    { kind: 'status', status: 429, headers: { 'retry-after': '1' }, body: '' },
    { kind: 'status', status: 503, headers: { 'retry-after': '0' }, body: '' },
  ] as const;
  await using cloudflare = await startCloudflare({ faults: ({ index }) => responses[index] });
  const { debug, exitCode } = await runStep(cloudflare, { with: { tags: 'a' } });
  expect(exitCode).toBe(0);
  expect(debug).toEqual([
    expect.stringMatching(
      /^POST \/zones\/.*: over the rate limit, so everything waits (?:1 s|9\d\d ms)$/,
    ),
    expect.stringMatching(/^POST \/zones\/.*: failed, retry 1 of 4 in 0 ms$/),
  ]);
});

test('a challenge is not said to pass with a header that Bot Fight Mode ignores', async () => {
  await using site = await startSite({ files: { '/app.js': 'x' }, behaviour: { challenge: {} } });
  const { warnings } = await verify(site, ['/app.js contains x'], {
    with: { 'verify-timeout': '1s' },
  });
  expect(warnings).toEqual([
    expect.stringMatching(/Bot Fight Mode.*no header.*IP Access rule.*check-headers/),
  ]);
});

test('warnings have titles', async () => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, { with: { tags: 'a', variants: 'CF-IPCountry: US' } });
  expect(step.annotations).toMatchObject([
    { level: 'warning', properties: { title: expect.stringMatching(/^[A-Z]/) } },
  ]);
});
