import { describe, expect, test } from 'vitest';
import { zoneIds } from './account.ts';
import { callApi } from './call-api.ts';
import type { LimitOptions } from './rate-limit.ts';
import { leastPossibleMs } from './rate-limit.ts';
import { startCloudflare } from './server.ts';

const zonePath = `/zones/${zoneIds.exampleCom}`;
const tags = { path: `${zonePath}/purge_cache`, body: { tags: ['a'] } };
const everything = { path: `${zonePath}/invalidate_cache`, body: { purge_everything: true } };
const urls = {
  path: `${zonePath}/purge_cache`,
  body: { files: Array.from({ length: 100 }, (_, i) => `https://example.com/${i}`) },
};

/** A Cloudflare whose time stands still until it is told to go on. */
async function startWithLimits(limits: LimitOptions) {
  let now = 0;
  const cloudflare = await startCloudflare({ limits, clock: () => now });
  const call = (request: typeof tags | typeof everything | typeof urls) =>
    callApi(cloudflare.apiUrl, request);
  return {
    call,
    times: async (count: number, request: Parameters<typeof call>[0]) => {
      for (let i = 0; i < count; i += 1) await call(request);
      return call(request);
    },
    pass: (ms: number) => {
      now += ms;
    },
    [Symbol.asyncDispose]: () => cloudflare[Symbol.asyncDispose](),
  };
}

describe('tags, hosts, prefixes, everything: by request', () => {
  test('Free: 25 at once, then one every 12 seconds, purge and invalidate together', async () => {
    await using cloudflare = await startWithLimits({});
    await cloudflare.times(11, tags);
    expect(await cloudflare.times(12, everything)).toMatchObject({
      status: 200,
      headers: { ratelimit: '"default";r=0;t=12', 'ratelimit-policy': '"default";q=25;w=300' },
    });
    const refusal = await cloudflare.call(tags);
    expect(refusal).toMatchObject({
      status: 429,
      codes: [1134],
      headers: { 'retry-after': '12', ratelimit: '"default";r=0;t=12' },
    });
    expect(refusal.body).toContain('Unable to purge, rate limit reached.');
    cloudflare.pass(11_999);
    expect(await cloudflare.call(everything)).toMatchObject({ status: 429 });
    cloudflare.pass(1);
    expect(await cloudflare.call(everything)).toMatchObject({ status: 200 });
    expect(await cloudflare.call(tags)).toMatchObject({ status: 429 });
  });

  test('URLs have a limit of their own', async () => {
    await using cloudflare = await startWithLimits({});
    expect(await cloudflare.times(25, tags)).toMatchObject({ status: 429 });
    expect(await cloudflare.call(urls)).toMatchObject({ status: 200 });
  });
});

describe('URLs: by URL', () => {
  test('Free: 800 a second', async () => {
    await using cloudflare = await startWithLimits({});
    expect(await cloudflare.times(7, urls)).toMatchObject({ status: 200 });
    expect(await cloudflare.call(urls)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1' },
    });
    cloudflare.pass(125);
    expect(await cloudflare.call(urls)).toMatchObject({ status: 200 });
  });
});

describe('switches', () => {
  test('time may run faster', async () => {
    await using cloudflare = await startWithLimits({ timeScale: 60 });
    expect(await cloudflare.times(25, tags)).toMatchObject({ headers: { 'retry-after': '1' } });
    cloudflare.pass(200);
    expect(await cloudflare.call(tags)).toMatchObject({ status: 200 });
  });

  test('no headers, and another refusal', async () => {
    const refusal = { status: 200, code: 971 };
    await using cloudflare = await startWithLimits({
      retryAfter: false,
      ratelimitHeaders: false,
      refusal,
    });
    const { status, codes, headers } = await cloudflare.times(25, tags);
    expect({ status, codes }).toEqual({ status: 200, codes: [971] });
    expect(headers).not.toHaveProperty('retry-after');
    expect(headers).not.toHaveProperty('ratelimit');
  });

  test('the API at large: 1,200 requests, then blocked for five minutes', async () => {
    await using cloudflare = await startWithLimits({ plan: 'enterprise', wholeApi: 1_200 });
    for (let second = 0; second < 12; second += 1) {
      expect(await cloudflare.times(99, tags)).toMatchObject({ status: 200 });
      cloudflare.pass(10_000);
    }
    expect(await cloudflare.call(tags)).toMatchObject({
      status: 429,
      codes: [971],
      headers: { 'retry-after': '300' },
    });
    cloudflare.pass(299_999);
    expect(await cloudflare.call(urls)).toMatchObject({ status: 429 });
    cloudflare.pass(1);
    expect(await cloudflare.call(urls)).toMatchObject({ status: 200 });
  });
});

describe('the least possible time', () => {
  test.each([
    [25, 'tags', 'free', 1, 0],
    [26, 'tags', 'free', 1, 12_000],
    [85, 'everything', 'free', 60, 12_000],
    [800, 'urls', 'free', 1, 0],
    [8_000, 'urls', 'free', 1, 9_000],
    [60_000, 'urls', 'enterprise', 1, 19_000],
    [75, 'hosts', 'pro', 1, 10_000],
  ] as const)('%i of %s on %s, %i times faster: %i ms', (count, kind, plan, timeScale, ms) => {
    expect(leastPossibleMs(count, kind, plan, timeScale)).toBeCloseTo(ms, 6);
  });
});
