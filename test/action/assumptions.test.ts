import { describe, expect, test } from 'vitest';
import type { Behaviour } from '../cloudflare/behaviour.ts';
import type { LimitOptions } from '../cloudflare/rate-limit.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { runStep } from './scenario.ts';

// What Cloudflare's documents leave open can be switched both ways in the loopback Cloudflare, and
// the action has to get along with either.

describe('a rate limit that is reached, however it is told: all is purged', () => {
  const refusals = [
    { status: 429, code: 1134 },
    { status: 200, code: 971 },
    { status: 400, code: 1115 },
  ];
  const hints = [
    { retryAfter: true, ratelimitHeaders: true },
    { retryAfter: true, ratelimitHeaders: false },
    { retryAfter: false, ratelimitHeaders: true },
    { retryAfter: false, ratelimitHeaders: false },
  ];
  const cases = refusals.flatMap((refusal) =>
    hints.map((hint): LimitOptions => ({ plan: 'free', timeScale: 40, refusal, ...hint })),
  );
  test.concurrent.for(cases)('%j', async (limits) => {
    await using cloudflare = await startCloudflare({ limits });
    const tags = Array.from({ length: 2_800 }, (_, index) => `tag-${index}`);
    const step = await runStep(cloudflare, { with: { tags: tags.join(' ') } });
    expect(step).toMatchObject({ exitCode: 0, errors: [], outputs: { purged: '2800' } });
    const purged = cloudflare.purges.flatMap(({ items }) => items);
    expect(purged.toSorted()).toEqual(tags.toSorted());
  });
});

test('a window of the limit of many years: waited for without asking the clock all the time', async () => {
  const headers = { ratelimit: '"x";r=2;t=1', 'ratelimit-policy': '"x";q=3;w=999999999' };
  const body = { success: true, errors: [], messages: [], result: { id: 'x' } };
  await using cloudflare = await startCloudflare({
    faults: () => ({ kind: 'status', status: 200, headers, body, takesEffect: true }),
    latencyMs: 50,
  });
  const tags = Array.from({ length: 900 }, (_, index) => `tag-${index}`);
  // Node's warning about a timer that is too long would stand on standard error.
  const step = await runStep(cloudflare, { with: { tags: tags.join(' ') } });
  expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '900' } });
});

test('the limit of the whole API, on look-ups as well: waited for', async () => {
  await using cloudflare = await startCloudflare({
    limits: { plan: 'enterprise', wholeApi: 20, timeScale: 150 },
  });
  const urls = Array.from({ length: 2_500 }, (_, index) => `https://www.example.com/${index}`);
  const step = await runStep(cloudflare, {
    with: { 'urls-file': 'urls.txt' },
    files: { 'urls.txt': urls.join('\n') },
  });
  expect(cloudflare.requests.some(({ status }) => status === 429)).toBe(true);
  expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '2500', unpurged: '0' } });
});

describe('a token without the permission for a zone', () => {
  const behaviours: readonly Partial<Behaviour>[] = [
    { authenticationErrorStatus: 401 },
    { authenticationErrorStatus: 403 },
    { unknownZoneCode: 10000 },
    { unknownZoneCode: 1095 },
  ];
  // Each takes the five seconds of two retries.
  test.concurrent.for(behaviours)('%j: the permission is named', async (behaviour) => {
    await using cloudflare = await startCloudflare({ behaviour });
    const step = await runStep(cloudflare, {
      with: { zone: '00000000000000000000000000000000', tags: 'a' },
    });
    expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0', unpurged: '1' } });
    expect(step.errors[0]).toContain('Zone › Cache Purge › Purge');
  });
});

describe('items of which one is refused', () => {
  test.for([200, 400])('with HTTP %i: the others are purged, the one is named', async (status) => {
    await using cloudflare = await startCloudflare({
      behaviour: { refusedItems: ['b'], partialFailureStatus: status },
    });
    const step = await runStep(cloudflare, { with: { tags: 'a b c' } });
    expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '2', unpurged: '1' } });
    expect(step.report?.unpurged).toMatchObject([{ items: ['b'] }]);
  });
});

describe('the ID of a purge', () => {
  test('is that of the first request in the plan, or empty if that one failed', async () => {
    await using cloudflare = await startCloudflare({
      behaviour: { purgeId: 'unique', refusedItems: ['a'] },
    });
    const step = await runStep(cloudflare, { with: { tags: 'a', hosts: 'www.example.com' } });
    expect(JSON.parse(step.outputs['purge-ids'] ?? '')).toHaveLength(1);
    expect(step.outputs).toMatchObject({ 'purge-id': '', purged: '1', unpurged: '1' });
  });

  test.for(['zone', 'unique', 'null'] as const)('%s', async (purgeId) => {
    await using cloudflare = await startCloudflare({ behaviour: { purgeId } });
    const step = await runStep(cloudflare, { with: { tags: 'a', hosts: 'www.example.com' } });
    const ids = JSON.parse(step.outputs['purge-ids'] ?? '') as string[];
    expect(ids).toHaveLength(purgeId === 'null' ? 0 : 2);
    expect(step.outputs['purge-id']).toBe(ids[0] ?? '');
    expect(new Set(ids).size).toBe({ zone: 1, unique: 2, null: 0 }[purgeId]);
  });
});

describe('a zone that takes fewer items in one request', () => {
  test.for([100, 30, 7])('%i', async (maxItems) => {
    await using cloudflare = await startCloudflare({ behaviour: { maxItems } });
    const hosts = Array.from({ length: 150 }, (_, index) => `h${index}.example.com`);
    const step = await runStep(cloudflare, { with: { hosts: hosts.join(' ') } });
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '150' } });
    expect(cloudflare.purges.flatMap(({ items }) => items).toSorted()).toEqual(hosts.toSorted());
  });
});
