import { describe, expect, test } from 'vitest';
import type { ApiResponse, CallApi } from '../../../src/cloudflare/client.ts';
import type { PurgeRequest } from '../../../src/cloudflare/request.ts';
import {
  countOutcome,
  type RequestOutcome,
  type RequestResult,
  sendRequests,
} from '../../../src/purge/send.ts';
import { accepted, apiError, noReply, refused, unreadable } from '../api-replies.ts';
import { fakeApi } from '../fake-api.ts';
import { itemsOf, requestFor, tagRequest } from '../sample-requests.ts';

interface Call {
  readonly path: string;
  readonly tags: readonly string[];
}

/** Sends requests to a fake that answers after 100 ms; gives the outcomes and what was sent. */
async function sendTo(
  answer: (call: Call, index: number) => ApiResponse,
  requests: readonly PurgeRequest[],
) {
  const calls: Call[] = [];
  using api = fakeApi(
    (clock): CallApi =>
      async (request, signal) => {
        const body = request.method === 'POST' ? request.body : {};
        const { tags = [] } = body as { readonly tags?: readonly string[] };
        const call = { path: request.path, tags };
        calls.push(call);
        const reply = answer(call, calls.length - 1);
        await clock.sleep(100, signal);
        return signal.aborted ? noReply('interrupted', 'AbortError') : reply;
      },
  );
  const told: RequestOutcome[] = [];
  const outcomes = await api.clock.finish(
    sendRequests(requests, api, (outcome) => told.push(outcome)),
  );
  return { outcomes, told, calls };
}

const plan = (count: number, zone = 'zone-1'): PurgeRequest[] =>
  Array.from({ length: count }, (_, index) => tagRequest(1, `${zone}-${index}`, zone));

describe('accepted requests', () => {
  test('give one outcome each, in the order of the plan, and are told of as they end', async () => {
    const requests = plan(30);
    const { outcomes, told, calls } = await sendTo(
      (_, index) => accepted({}, `id-${index}`),
      requests,
    );
    expect(outcomes.map(({ request }) => request)).toEqual(requests);
    expect(outcomes.every(({ result, tries }) => result.kind === 'accepted' && tries === 1)).toBe(
      true,
    );
    expect(new Set(told)).toEqual(new Set(outcomes));
    expect(calls).toHaveLength(30);
  });

  test('keep the ID and the cf-ray; a result without an ID has none', async () => {
    const { outcomes } = await sendTo(
      (_, index) => (index === 0 ? accepted({}, 'abc') : { ...accepted(), result: null }),
      plan(2),
    );
    expect(outcomes.map(({ result }) => result)).toEqual([
      { kind: 'accepted', id: 'abc', ray: 'ray-1', errors: [] },
      { kind: 'accepted', id: undefined, ray: 'ray-1', errors: [] },
    ]);
  });

  test.each([
    '',
    'a b',
    'x\ny',
    'x'.repeat(1_000),
  ])('take nothing for an ID that has not the form of one: %o', async (id) => {
    const { outcomes } = await sendTo(() => accepted({}, id), plan(1));
    expect(outcomes).toMatchObject([{ result: { kind: 'accepted', id: undefined } }]);
  });

  test('nothing to send sends nothing', async () => {
    expect(await sendTo(() => accepted(), [])).toEqual({ outcomes: [], told: [], calls: [] });
  });
});

describe.each([200, 400])('a refusal with HTTP %d', (status) => {
  const trailer = status === 200 ? [apiError(1016, 'Unable to purge any urls')] : [];
  const refuse = (...messages: string[]) =>
    refused(status, [...messages.map((message) => apiError(1084, message)), ...trailer]);

  test('fails the items that it names, and the others are sent once more', async () => {
    const { outcomes, calls } = await sendTo(
      (_, index) => (index === 0 ? refuse('"t-1" is too long') : accepted()),
      [tagRequest(3)],
    );
    expect(calls.map(({ tags }) => tags)).toEqual([
      ['t-0', 't-1', 't-2'],
      ['t-0', 't-2'],
    ]);
    expect(outcomes.map(({ request, result }) => [result.kind, itemsOf(request)])).toEqual([
      ['accepted', ['t-0', 't-2']],
      ['failed', ['t-1']],
    ]);
  });

  test('is followed by one more only: what neither names has failed', async () => {
    const { outcomes, calls } = await sendTo(
      ({ tags }) => refuse(`"${tags[0]}" is too long`),
      [tagRequest(3)],
    );
    expect(calls).toHaveLength(2);
    expect(outcomes.map(({ request, result }) => [result.kind, itemsOf(request)])).toEqual([
      ['failed', ['t-1', 't-2']],
      ['failed', ['t-0']],
    ]);
  });

  test('also if the rest is split before it is sent', async () => {
    const tooMany = refused(400, [apiError(1094, 'Exceeded maximum amount of 2 tags')]);
    const { outcomes, calls } = await sendTo(
      ({ tags }, index) => {
        if (index === 0) return refuse('"t-1"');
        return tags.length > 2 ? tooMany : refuse(`"${tags[0]}"`);
      },
      [tagRequest(5)],
    );
    expect(calls.map(({ tags }) => tags.length)).toEqual([5, 4, 2, 2]);
    expect(outcomes.map(({ result }) => result.kind)).toEqual(Array(3).fill('failed'));
  });

  test.each([
    ['no item', 'bad request'],
    ['every item', '"t-0" and "t-1"'],
  ])('that names %s is not repeated', async (_, message) => {
    const { outcomes, calls } = await sendTo(() => refuse(message), [tagRequest(2)]);
    expect(calls).toHaveLength(1);
    expect(outcomes).toMatchObject([{ result: { kind: 'failed', stopped: undefined }, tries: 1 }]);
  });
});

test('the words of a message about the whole request name no item', async () => {
  const message = 'Request must contain one of "purge_everything", "files", "tags" or "hosts"';
  const request = requestFor({ kind: 'tags', items: ['files', 'blog'] });
  const { outcomes, calls } = await sendTo(
    () => refused(400, [apiError(1012, message)]),
    [request],
  );
  expect(calls).toHaveLength(1);
  expect(outcomes).toMatchObject([{ request, result: { kind: 'failed' } }]);
});

test('what Cloudflare reports about an accepted request is kept', async () => {
  const errors = [apiError(1015, 'Unable to purge "t-1"')];
  const { outcomes, calls } = await sendTo(() => ({ ...accepted(), errors }), [tagRequest(3)]);
  expect(calls).toHaveLength(1);
  expect(outcomes).toMatchObject([{ result: { kind: 'accepted', errors } }]);
});

describe('a request with too many items', () => {
  const tooMany = refused(400, [apiError(1094, 'Exceeded maximum amount of 30 tags')]);

  test('is cut to the size that is named', async () => {
    const { outcomes, calls } = await sendTo(
      ({ tags }) => (tags.length > 30 ? tooMany : accepted()),
      [tagRequest(70)],
    );
    expect(calls.map(({ tags }) => tags.length)).toEqual([70, 30, 30, 10]);
    expect(outcomes.flatMap(({ request }) => itemsOf(request))).toEqual(itemsOf(tagRequest(70)));
  });

  test('all others of that zone and kind are cut before they are sent', async () => {
    const requests = Array.from({ length: 5 }, (_, index) => tagRequest(60, `part-${index}`));
    const { calls } = await sendTo(
      ({ tags }) => (tags.length > 30 ? tooMany : accepted()),
      requests,
    );
    expect(calls.map(({ tags }) => tags.length)).toEqual([60, ...Array<number>(10).fill(30)]);
  });

  test('also one that was sent and broke, before it is sent again', async () => {
    const requests = Array.from({ length: 4 }, (_, index) => tagRequest(60, `part-${index}`));
    const { outcomes, calls } = await sendTo(({ tags }, index) => {
      if (index < 2) return accepted();
      if (index === 2) return unreadable(503);
      return tags.length > 30 ? tooMany : accepted();
    }, requests);
    expect(calls.map(({ tags }) => tags.length)).toEqual([60, 60, 60, 60, 30, 30, 30, 30]);
    expect(outcomes.map(({ result }) => result.kind)).toEqual(Array(6).fill('accepted'));
  });

  test('another zone keeps its own limit', async () => {
    const { calls } = await sendTo(
      ({ path, tags }) => (path.includes('/small/') && tags.length > 30 ? tooMany : accepted()),
      [tagRequest(40, 'a', 'small'), tagRequest(40, 'b', 'large')],
    );
    const sizes = calls
      .filter(({ path }) => path.includes('/large/'))
      .map(({ tags }) => tags.length);
    expect(sizes).toEqual([40]);
  });

  test('one that is refused as too large, though it is not, fails without end', async () => {
    const { outcomes, calls } = await sendTo(() => tooMany, [tagRequest(10)]);
    expect(calls).toHaveLength(1);
    expect(outcomes).toMatchObject([{ result: { kind: 'failed' } }]);
  });
});

describe('faults of a zone', () => {
  const noAccess = refused(403, [apiError(1095, 'no access to purge')]);

  test('stop that zone after one request, and no other zone', async () => {
    const { outcomes, calls } = await sendTo(
      ({ path }) => (path.includes('/bad/') ? noAccess : accepted()),
      [...plan(20, 'bad'), ...plan(3, 'good')],
    );
    expect(calls.filter(({ path }) => path.includes('/bad/'))).toHaveLength(1);
    expect(outcomes[0]?.result).toMatchObject({ kind: 'failed' });
    for (const { result, tries } of outcomes.slice(1, 20)) {
      expect(result).toEqual({ kind: 'not-tried', cause: { kind: 'zone', failure: noAccess } });
      expect(tries).toBe(0);
    }
    expect(outcomes.slice(20).map(({ result }) => result.kind)).toEqual(
      Array<string>(3).fill('accepted'),
    );
  });

  test('10000 stops it after its two retries', async () => {
    const { outcomes, calls } = await sendTo(
      () => refused(403, [apiError(10000, 'Authentication error')]),
      plan(20),
    );
    expect(calls).toHaveLength(3);
    expect(outcomes.map(({ result }) => result.kind)).toEqual([
      'failed',
      ...Array<string>(19).fill('not-tried'),
    ]);
  });
});

test('a fault of the token stops everything after one request', async () => {
  const invalid = refused(401, [apiError(1000, 'Invalid API Token')]);
  const everything = requestFor({ kind: 'everything' }, 'zone-3');
  const { outcomes, calls } = await sendTo(
    () => invalid,
    [...plan(20), ...plan(20, 'zone-2'), everything],
  );
  expect(calls).toHaveLength(1);
  expect(outcomes).toHaveLength(41);
  expect(outcomes.at(-1)?.result).toEqual({
    kind: 'not-tried',
    cause: { kind: 'all', failure: invalid },
  });
});

test('one that was sent and broke is never told as not tried, though its zone failed meanwhile', async () => {
  const { outcomes } = await sendTo((_, index) => {
    if (index < 2) return accepted();
    return index === 2 ? unreadable(503) : refused(403, [apiError(1095, 'no access')]);
  }, plan(4));
  expect(outcomes.map(({ result, tries }) => [result.kind, tries])).toEqual([
    ['accepted', 1],
    ['accepted', 1],
    ['failed', 1],
    ['failed', 1],
  ]);
});

const malformed = refused(400, [apiError(1012, 'malformed')]);
const results = {
  accepted: { kind: 'accepted', id: 'x', ray: undefined, errors: [] },
  failed: { kind: 'failed', failure: malformed, stopped: undefined },
  notTried: { kind: 'not-tried', cause: { kind: 'stopped', reason: 'timeout' } },
} as const satisfies Record<string, RequestResult>;

test('counts add up; everything counts as one', () => {
  const attempts = { tries: 1, ms: 5 };
  const everything = requestFor({ kind: 'everything' });
  expect(
    countOutcome([
      { request: everything, result: results.accepted, ...attempts },
      { request: everything, result: results.failed, ...attempts },
      ...Object.values(results).map((result) => ({ request: tagRequest(10), result, ...attempts })),
    ]),
  ).toEqual({ purged: 1 + 10, unpurged: 1 + 10 + 10, requests: 2 });
  expect(countOutcome([])).toEqual({ purged: 0, unpurged: 0, requests: 0 });
});
