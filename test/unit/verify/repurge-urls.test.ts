import { describe, expect, test } from 'vitest';
import type { ApiResponse, CallApi } from '../../../src/cloudflare/client.ts';
import type { RequestHeaders } from '../../../src/inputs/request-headers.ts';
import type { ZoneTarget } from '../../../src/purge/plan.ts';
import { createRepurge } from '../../../src/verify/repurge-urls.ts';
import { accepted, apiError, refused } from '../api-replies.ts';
import { fakeApi } from '../fake-api.ts';

const everything = { kind: 'everything' } as const;
const a = 'a'.repeat(32);
const b = 'b'.repeat(32);
const names: Readonly<Record<string, string>> = { [a]: 'example.com', [b]: 'shop.example.com' };

/** Re-purges URLs one after the other, and gives what the API was asked. */
async function repurge(
  targets: readonly ZoneTarget[],
  urls: readonly string[],
  { variants = [], mayLookUp = true }: { variants?: RequestHeaders[]; mayLookUp?: boolean } = {},
) {
  const calls: unknown[] = [];
  const call: CallApi = async (request) => {
    calls.push('body' in request ? [request.path, request.body] : [request.path]);
    if (request.method === 'POST') return accepted();
    if (!mayLookUp) return refused(403, [apiError(9109, 'no')]);
    const id = request.path.split('/').at(-1) ?? '';
    return { ...accepted(), result: { id, name: names[id], status: 'active' } };
  };
  const api = fakeApi(() => call);
  const settled: unknown[] = [];
  const repurgeUrls = createRepurge({ targets, variants }, api, (outcome) => settled.push(outcome));
  const outcomes: unknown[] = [];
  for (const url of urls) {
    const results = await api.clock.finish(repurgeUrls([url]));
    outcomes.push(results.get(url));
  }
  return { calls, outcomes, settled };
}

const url = 'https://www.example.com/a';
const shopUrl = 'https://shop.example.com/a';

describe('one zone by its ID', () => {
  test('is tried for any URL: Cloudflare judges', async () => {
    const { calls, outcomes, settled } = await repurge(
      [{ zone: { id: a }, selection: everything }],
      ['https://saas.example/'],
    );
    expect(calls).toEqual([[`/zones/${a}/purge_cache`, { files: ['https://saas.example/'] }]]);
    expect(outcomes).toMatchObject([
      { result: { kind: 'accepted' }, request: { method: 'purge' } },
    ]);
    expect(settled).toEqual(outcomes);
  });

  test('in its environment, with the variants', async () => {
    const target = { zone: { id: a }, environment: { id: 'env' }, selection: everything };
    const headers = { 'CF-Device-Type': 'mobile' };
    const { calls } = await repurge([target], [url], { variants: [headers] });
    expect(calls).toEqual([
      [`/zones/${a}/environments/env/purge_cache`, { files: [{ url }, { url, headers }] }],
    ]);
  });
});

describe('one zone by its name', () => {
  const target = { zone: { id: a, name: 'example.com' }, selection: everything };
  test.each([
    url,
    'https://example.com/',
    'https://a.b.example.com:8443/',
  ])('has %s', async (inside) => {
    expect((await repurge([target], [inside])).calls).toHaveLength(1);
  });
  test.each([
    'https://example.org/',
    'https://notexample.com/',
    'http://127.0.0.1/',
  ])('has not %s', async (outside) => {
    const { calls, outcomes } = await repurge([target], [outside]);
    expect(calls).toEqual([]);
    expect(outcomes).toEqual([{ kind: 'outside' }]);
  });
});

describe('several zones', () => {
  const targets = [a, b].map((id) => ({ zone: { id }, selection: everything }));
  test('by ID are looked up once, and the longest name wins', async () => {
    const { calls } = await repurge(targets, [shopUrl, url, shopUrl]);
    expect(calls).toEqual([
      [`/zones/${a}`],
      [`/zones/${b}`],
      [`/zones/${b}/purge_cache`, { files: [shopUrl] }],
      [`/zones/${a}/purge_cache`, { files: [url] }],
      [`/zones/${b}/purge_cache`, { files: [shopUrl] }],
    ]);
  });

  test('are not purged where their names cannot be looked up', async () => {
    const { calls, outcomes } = await repurge(targets, [url], { mayLookUp: false });
    expect(calls).not.toContainEqual(expect.arrayContaining([{ files: [url] }]));
    expect(outcomes).toEqual([{ kind: 'unknown-zone' }]);
  });
});

describe('several URLs', () => {
  const many = Array.from({ length: 150 }, (_, n) => `https://www.example.com/${n}`);
  const target: ZoneTarget = { zone: { id: a }, selection: everything };

  async function repurgeAll(urls: readonly string[], answer: (files: string[]) => ApiResponse) {
    const calls: string[][] = [];
    const api = fakeApi(() => async (request) => {
      const { files } = 'body' in request ? (request.body as { files: string[] }) : { files: [] };
      calls.push(files);
      return answer(files);
    });
    const repurgeUrls = createRepurge({ targets: [target], variants: [] }, api, () => {});
    return { calls, results: await api.clock.finish(repurgeUrls(urls)) };
  }

  test('go in as few requests as it takes', async () => {
    const { calls, results } = await repurgeAll(many, () => accepted());
    expect(calls.map(({ length }) => length)).toEqual([100, 50]);
    expect([...results.keys()]).toEqual(many);
  });

  test('are sent one by one where one of them is refused, to tell which', async () => {
    const [first = '', bad = '', third = ''] = many;
    const { calls, results } = await repurgeAll([first, bad, third], (files) =>
      files.includes(bad) ? refused(400, [apiError(1012, 'no')]) : accepted(),
    );
    expect(calls).toContainEqual([first]);
    expect(results.get(first)).toMatchObject({ result: { kind: 'accepted' } });
    expect(results.get(bad)).toMatchObject({ result: { kind: 'failed' } });
    expect(results.get(third)).toMatchObject({ result: { kind: 'accepted' } });
  });
});
