import { describe, expect, test } from 'vitest';
import type { ApiResponse, CallApi } from '../../../src/cloudflare/client.ts';
import type { PurgeContent } from '../../../src/cloudflare/request.ts';
import type { ZoneTarget } from '../../../src/purge/plan.ts';
import type { RequestOutcome, RequestResult } from '../../../src/purge/send.ts';
import { type Purged, type RepurgeRefusal, Repurger } from '../../../src/verify/repurge.ts';
import { accepted, apiError, refused } from '../api-replies.ts';
import { fakeApi } from '../fake-api.ts';
import { acceptedResult, failedResult } from '../report/sample-results.ts';
import { requestFor } from '../sample-requests.ts';

const everything = { kind: 'everything' } as const;
const a = 'a'.repeat(32);
const b = 'b'.repeat(32);
const names: Readonly<Record<string, string>> = { [a]: 'example.com', [b]: 'shop.example.com' };
const url = 'https://www.example.com/a';
const shopUrl = 'https://shop.example.com/a';
const one: readonly ZoneTarget[] = [{ zone: { id: a }, selection: everything }];

interface World extends Partial<Purged> {
  readonly checks?: readonly string[];
  readonly mayLookUp?: boolean;
  readonly answer?: (files: readonly unknown[]) => ApiResponse;
}

/** What purges URLs again, and what the API is asked. */
function start(world: World = {}) {
  const { checks = [url, shopUrl], mayLookUp = true, answer = () => accepted() } = world;
  const calls: unknown[] = [];
  const api = fakeApi(
    (clock): CallApi =>
      async (request) => {
        calls.push('body' in request ? [request.path, request.body] : [request.path]);
        await clock.sleep(100, new AbortController().signal);
        if ('body' in request) {
          return answer((request.body as { files?: unknown[] }).files ?? []);
        }
        if (!mayLookUp) return refused(403, [apiError(9109, 'no')]);
        const id = request.path.split('/').at(-1) ?? '';
        return { ...accepted(), result: { id, name: names[id], status: 'active' } };
      },
  );
  const purged = { plan: [], outcomes: [], targets: one, variants: [], method: 'purge', ...world };
  const repurger = new Repurger(checks, purged as Purged, api, () => undefined);
  const { clock } = api;
  const repurge = async (...urls: readonly string[]) => {
    const requestedAt = new Map(urls.map((each) => [each, clock.now()]));
    await clock.advance(1);
    return [...(await clock.finish(repurger.repurge(requestedAt))).values()];
  };
  return { calls, clock, repurger, repurge };
}

const purgeIn = (zone: string, ...files: readonly unknown[]) => [
  `/zones/${zone}/purge_cache`,
  { files },
];

describe('one zone by its ID', () => {
  test('is tried for any URL of a check: Cloudflare judges', async () => {
    const { calls, repurge, repurger } = start({ checks: ['https://saas.example/'] });
    expect(await repurge('https://saas.example/')).toEqual([undefined]);
    expect(calls).toEqual([purgeIn(a, 'https://saas.example/')]);
    expect(repurger.repurges).toMatchObject([{ outcome: { result: { kind: 'accepted' } } }]);
  });

  test('is looked up for another host, where a redirect led to', async () => {
    const { calls, repurge } = start({ checks: [url] });
    expect(await repurge(url, shopUrl, 'https://login.example/')).toEqual([
      ...[undefined, undefined, { kind: 'outside' }],
    ]);
    expect(calls).toEqual([[`/zones/${a}`], purgeIn(a, url, shopUrl)]);
  });

  test('in its environment, with the variants, by the method of the step', async () => {
    const headers = { 'CF-Device-Type': 'mobile' };
    const { calls, repurge } = start({
      targets: [{ zone: { id: a }, environment: { id: 'env' }, selection: everything }],
      variants: [headers],
      method: 'invalidate',
    });
    await repurge(url);
    expect(calls).toEqual([
      [
        `/zones/${a}/environments/env/invalidate_cache`,
        { files: [expect.anything(), { url, headers }] },
      ],
    ]);
  });
});

describe('one zone by its name', () => {
  const targets = [{ zone: { id: a, name: 'example.com' }, selection: everything }];
  const inside = [url, 'https://example.com/', 'https://a.b.example.com:8443/'];
  test.each(inside)('has %s', async (each) => {
    expect(await start({ targets, checks: [each] }).repurge(each)).toEqual([undefined]);
  });
  const outside = ['https://example.org/', 'https://notexample.com/', 'http://127.0.0.1/'];
  test.each(outside)('does not have %s', async (each) => {
    const { calls, repurge } = start({ targets, checks: [each] });
    expect(await repurge(each)).toEqual([{ kind: 'outside' }]);
    expect(calls).toEqual([]);
  });
});

describe('several zones', () => {
  const targets = [a, b].map((id) => ({ zone: { id }, selection: everything }));
  test('by ID are looked up once, and the longest name wins', async () => {
    const { calls, repurge } = start({ targets });
    await repurge(shopUrl, url);
    await repurge(shopUrl);
    expect(calls).toEqual([
      [`/zones/${a}`],
      [`/zones/${b}`],
      ...[purgeIn(b, shopUrl), purgeIn(a, url), purgeIn(b, shopUrl)],
    ]);
  });

  test('are not purged where their names cannot be looked up', async () => {
    const { calls, repurge } = start({ targets, mayLookUp: false });
    expect(await repurge(url)).toEqual([{ kind: 'unknown-zone' }]);
    expect(calls).not.toContainEqual(expect.arrayContaining([{ files: [url] }]));
  });
});

describe('several URLs', () => {
  const many = Array.from({ length: 150 }, (_, n) => `https://www.example.com/${n}`);

  test('go in as few requests as it takes', async () => {
    const { calls, repurge } = start();
    expect(new Set(await repurge(...many))).toEqual(new Set([undefined]));
    expect(calls).toEqual([purgeIn(a, ...many.slice(0, 100)), purgeIn(a, ...many.slice(100))]);
  });

  test('go one by one where one is refused, to tell which, and that is not tried again', async () => {
    const [first = '', bad = '', third = ''] = many;
    const { calls, repurge } = start({
      answer: (files) => (files.includes(bad) ? refused(400, [apiError(1012, 'no')]) : accepted()),
    });
    const kinds = (refusals: readonly (RepurgeRefusal | undefined)[]) =>
      refusals.map((refusal) => refusal?.kind);
    expect(kinds(await repurge(first, bad, third))).toEqual([undefined, 'not-accepted', undefined]);
    expect(calls).toHaveLength(4);
    expect(kinds(await repurge(first, bad))).toEqual([undefined, 'not-accepted']);
    expect(calls.at(-1)).toEqual(purgeIn(a, first));
  });
});

describe('what was purged since it was requested is not purged again', () => {
  test('by itself: the runner and the probes may find the same stale', async () => {
    const { calls, clock, repurger } = start();
    await clock.advance(60);
    const both = [0, 50].map((at) => repurger.repurge(new Map([[url, at]])));
    await clock.finish(Promise.all(both));
    expect(calls).toEqual([purgeIn(a, url)]);
    await clock.finish(repurger.repurge(new Map([[url, clock.now()]])));
    expect(calls).toHaveLength(2);
  });

  test('with the whole plan', async () => {
    const { calls, clock, repurger, repurge } = start({
      plan: [{ ...requestFor({ kind: 'hosts', items: ['h'] }), zone: { id: a } }],
    });
    await repurge(url);
    await clock.finish(repurger.resend());
    await clock.finish(repurger.repurge(new Map([[url, 5]])));
    expect(calls).toHaveLength(2);
    expect(repurger.resent).toHaveLength(1);
  });
});

test('what purging takes is known while it lasts', async () => {
  const { clock, repurger } = start();
  const work = repurger.repurge(new Map([[url, 0]]));
  await clock.advance(40);
  expect(repurger.spentMs).toBe(40);
  await clock.finish(work);
  await clock.advance(500);
  expect(repurger.spentMs).toBe(100);
});

describe('when a URL was purged', () => {
  const sent = (
    content: PurgeContent,
    sentAt: number,
    result: RequestResult = acceptedResult,
  ): RequestOutcome => ({ request: requestFor(content), result, tries: 1, ms: 5, sentAt });
  const host: PurgeContent = { kind: 'hosts', items: ['www.example.com'] };
  const tags: PurgeContent = { kind: 'tags', items: ['a'] };
  const purgedAt = (...outcomes: readonly RequestOutcome[]) =>
    start({ outcomes }).repurger.purgedAt(url);

  test('the last request that covers it counts', () => {
    expect(purgedAt(sent(host, 5), sent(everything, 9), sent(host, 7), sent(tags, 11))).toBe(9);
  });

  test('of tags, which do not tell, the first request of the plan counts', () => {
    expect(purgedAt(sent(tags, 7), sent(tags, 3))).toBe(3);
  });

  test('what was not accepted counts for nothing', () => {
    expect(purgedAt(sent(everything, 9, failedResult), sent(tags, 4))).toBe(4);
  });

  test('a purge by itself counts, until the plan is sent again', async () => {
    const { repurge, repurger, clock } = start({
      outcomes: [sent(host, 0)],
      plan: [{ ...requestFor(host), zone: { id: a } }],
    });
    await repurge(url);
    expect(repurger.purgedAt(url)).toBe(1);
    await clock.finish(repurger.resend());
    expect(repurger.purgedAt(url)).toBe(101);
    expect(repurger.purgedAt(shopUrl)).toBe(101);
  });
});
