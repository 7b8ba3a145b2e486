import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ApiRequest, ApiResponse, CallApi } from '../../../src/cloudflare/client.ts';
import type { PurgeRequest } from '../../../src/cloudflare/request.ts';
import { countOutcome, type RequestOutcome, sendRequests } from '../../../src/purge/send.ts';
import { accepted, apiError, noReply, redirected, refused, unreadable } from '../api-replies.ts';
import { fakeApi } from '../fake-api.ts';
import type { FakeClock } from '../fake-clock.ts';
import { itemsOf, requestFor, tagRequest } from '../sample-requests.ts';

/** One answer of the fake, with a number that says which of the items it is about. */
const answers = fc.record({
  kind: fc.constantFrom(
    ...Array<'accepted'>(8).fill('accepted'),
    ...(['partial', 'partial-unnamed', 'names-items', 'wrong', 'too-many', 'zone'] as const),
    ...(['authentication', 'token', 'rate-limited', 'retry-after', 'spent'] as const),
    ...(['unreadable', 'server-fault', 'reset', 'redirect'] as const),
  ),
  step: fc.integer({ min: 2, max: 5 }),
  latencyMs: fc.integer({ min: 0, max: 3_000 }),
});
type Answer = typeof answers extends fc.Arbitrary<infer T> ? T : never;

/** An API that accepts what its script says, and remembers which items it accepted. */
class ScriptedApi {
  readonly accepted: string[] = [];
  readonly #script: readonly Answer[];
  #calls = 0;

  constructor(script: readonly Answer[]) {
    this.#script = script;
  }

  connect(clock: FakeClock): CallApi {
    return async (request, signal) => {
      const answer = this.#script[this.#calls % this.#script.length];
      this.#calls += 1;
      if (answer === undefined) throw new Error('an empty script');
      await clock.sleep(answer.latencyMs, signal);
      if (signal.aborted) return noReply('interrupted', 'AbortError');
      return this.#answer(answer, itemsOfBody(request));
    };
  }

  #answer({ kind, step }: Answer, items: readonly string[]): ApiResponse {
    const chosen = items.filter((_, index) => index % step === 1);
    const naming = chosen.map((item) => apiError(1084, `Unable to purge '${item}', sorry`));
    switch (kind) {
      case 'accepted':
        this.accepted.push(...items);
        return accepted();
      case 'spent':
        this.accepted.push(...items);
        return accepted({ remaining: 0, resetMs: 2_000 });
      case 'partial':
        // The rest may be purged or not: only a success counts.
        return refused(200, [...naming, apiError(1016, 'some items failed')]);
      case 'partial-unnamed':
        return refused(200, [apiError(1016, 'some items failed')]);
      case 'names-items':
        return refused(400, naming);
      case 'wrong':
        return refused(400, [apiError(1012, 'malformed')]);
      case 'too-many':
        return refused(400, [apiError(1094, `Exceeded maximum amount of ${step} items`)]);
      case 'zone':
        return refused(403, [apiError(1095, 'no access')]);
      case 'authentication':
        return refused(403, [apiError(10000, 'Authentication error')]);
      case 'token':
        return refused(401, [apiError(1000, 'Invalid API Token')]);
      case 'rate-limited':
        return refused(429, [apiError(1134, 'rate limit reached')]);
      case 'retry-after':
        return refused(429, [apiError(1134, 'rate limit reached')], { retryAfterMs: 5_000 });
      case 'unreadable':
        return unreadable(200);
      case 'server-fault':
        return unreadable(503, { retryAfterMs: 1_000 });
      case 'reset':
        return noReply('connection', 'ECONNRESET');
      case 'redirect':
        return redirected('/');
    }
  }
}

function itemsOfBody(request: ApiRequest): string[] {
  const body = request.method === 'POST' ? request.body : {};
  const { tags } = body as { readonly tags?: string[] };
  return tags ?? [`everything of ${request.path.split('/')[2]}`];
}

/** Plans of several zones; no item stands in them twice. */
const plans = fc
  .array(
    fc.record({ zone: fc.constantFrom('z1', 'z2', 'z3'), size: fc.integer({ min: 0, max: 9 }) }),
    {
      minLength: 1,
      maxLength: 25,
    },
  )
  .map((parts) =>
    parts.map(
      ({ zone, size }, index): PurgeRequest =>
        size === 0
          ? requestFor({ kind: 'everything' }, `${zone}-${index}`)
          : tagRequest(size, `tag-${index}-x`, zone),
    ),
  );

function purgedOf({ request, result }: RequestOutcome): string[] {
  return result.kind === 'accepted' ? itemsOf(request) : [];
}

const scripts = fc.array(answers, { minLength: 1, maxLength: 60 });

test('whatever is answered, every item has one outcome, in order, and is purged only if accepted', async () => {
  const property = fc.asyncProperty(
    plans,
    scripts,
    fc.option(fc.integer({ min: 0, max: 20_000 })),
    async (plan, script, cancelAfterMs) => {
      const scripted = new ScriptedApi(script);
      using api = fakeApi((clock) => scripted.connect(clock));
      const { clock, stop, cancel } = api;
      const told: RequestOutcome[] = [];
      if (cancelAfterMs !== null) {
        void clock.sleep(cancelAfterMs, stop.noMore).then(cancel);
      }
      const outcomes = await clock.finish(sendRequests(plan, api, (outcome) => told.push(outcome)));

      const planned = plan.flatMap(itemsOf);
      const settled = outcomes.flatMap(({ request }) => itemsOf(request));
      expect([...settled].sort()).toEqual([...planned].sort());
      const requestOfItem = new Map(
        plan.flatMap((request, index) => itemsOf(request).map((item) => [item, index])),
      );
      const order = settled.map((item) => requestOfItem.get(item) ?? -1);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(new Set(told)).toEqual(new Set(outcomes));

      const purged = outcomes.flatMap(purgedOf);
      expect([...purged].sort()).toEqual([...scripted.accepted].sort());
      expect(countOutcome(outcomes)).toEqual({
        purged: purged.length,
        unpurged: planned.length - purged.length,
        requests: outcomes.filter(({ result }) => result.kind === 'accepted').length,
      });
    },
  );
  await fc.assert(property, { numRuns: 300 });
});
