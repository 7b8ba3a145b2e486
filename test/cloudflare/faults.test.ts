import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { purgeToken, zoneIds } from './account.ts';
import { callApi } from './call-api.ts';
import { type Fault, type FaultedRequest, faultsByIndex, randomFaults } from './faults.ts';
import { startCloudflare } from './server.ts';

const call = { path: `/zones/${zoneIds.exampleCom}/purge_cache`, body: { tags: ['a'] } };

async function callWith(fault: Fault) {
  await using cloudflare = await startCloudflare({ faults: () => fault });
  const answer = await callApi(cloudflare.apiUrl, call).catch((error: unknown) => error);
  return { answer, purges: cloudflare.purges.length, status: cloudflare.requests[0]?.status };
}

describe('answers that are not the true one', () => {
  test.each<[Fault, object]>([
    [
      { kind: 'status', status: 502, body: '<html>' },
      { status: 502, body: '<html>' },
    ],
    [
      { kind: 'status', status: 418, body: { a: 1 }, headers: { 'retry-after': '7' } },
      { status: 418, body: '{"a":1}', headers: { 'retry-after': '7' } },
    ],
    [{ kind: 'html-200' }, { status: 200, headers: { 'content-type': 'text/html' } }],
    [{ kind: 'not-json' }, { status: 200, body: '{"success": true, "errors": [' }],
    [{ kind: 'empty' }, { status: 200, body: '' }],
    [
      { kind: 'redirect', location: 'http://127.0.0.1:1/', status: 307 },
      { status: 307, headers: { location: 'http://127.0.0.1:1/' } },
    ],
  ])('%j', async (fault, expected) => {
    expect((await callWith(fault)).answer).toMatchObject(expected);
    expect(await callWith(fault)).toMatchObject({ purges: 0 });
    expect(await callWith({ ...fault, takesEffect: true })).toMatchObject({ purges: 1 });
  });
});

describe('connections that fail', () => {
  test.each<[Fault, string, number]>([
    [{ kind: 'reset-before' }, 'ECONNRESET', 0],
    [{ kind: 'reset-after' }, 'ECONNRESET', 1],
    [{ kind: 'cut-off' }, 'ECONNRESET', 1],
    [{ kind: 'cut-off', takesEffect: false }, 'ECONNRESET', 0],
  ])('%j: %s, %i purged', async (fault, code, purges) => {
    const outcome = await callWith(fault);
    expect(outcome).toMatchObject({ answer: { code }, purges });
    expect(outcome.status).toBeUndefined();
  });

  test('hang: no answer until the server stops', async () => {
    const cloudflare = await startCloudflare({ faults: () => ({ kind: 'hang' }) });
    const answer = callApi(cloudflare.apiUrl, call);
    const early = await Promise.race([answer.catch(() => 'stopped'), setTimeout(50, 'waiting')]);
    expect(early).toBe('waiting');
    await Promise.all([
      expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' }),
      cloudflare[Symbol.asyncDispose](),
    ]);
    expect(cloudflare.purges).toEqual([]);
  });
});

describe('slow answers', () => {
  test('drip: byte by byte', async () => {
    const start = performance.now();
    const { answer, purges, status } = await callWith({ kind: 'drip', everyMs: 1 });
    expect(performance.now() - start).toBeGreaterThan(80);
    expect(answer).toMatchObject({
      status: 200,
      body: expect.stringContaining(zoneIds.exampleCom),
    });
    expect({ purges, status }).toEqual({ purges: 1, status: 200 });
  });

  test('a client that does not wait is purged for, but not answered', async () => {
    await using cloudflare = await startCloudflare({ latencyMs: 400 });
    const body = '{"tags":["a"]}';
    const headers = { authorization: `Bearer ${purgeToken}`, 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(200);
    const answer = fetch(cloudflare.apiUrl + call.path, { method: 'POST', headers, body, signal });
    await expect(answer).rejects.toThrow('timeout');
    await setTimeout(400);
    expect(cloudflare.purges).toHaveLength(1);
    expect(cloudflare.requests).toMatchObject([{ status: undefined }]);
  });

  test('latency is for every reply', async () => {
    await using cloudflare = await startCloudflare({ latencyMs: 30 });
    const start = performance.now();
    await callApi(cloudflare.apiUrl, call);
    expect(performance.now() - start).toBeGreaterThan(28);
  });
});

describe('which requests', () => {
  test('by number', async () => {
    const faults = faultsByIndex({ 1: { kind: 'empty' } });
    await using cloudflare = await startCloudflare({ faults });
    for (let i = 0; i < 3; i += 1) await callApi(cloudflare.apiUrl, call);
    expect(cloudflare.requests.map(({ fault }) => fault)).toEqual([undefined, 'empty', undefined]);
    expect(cloudflare.purges).toHaveLength(2);
  });

  test('at random, but the same for the same seed', () => {
    const request: Omit<FaultedRequest, 'index'> = {
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {},
      body: undefined,
    };
    const draw = (seed: number) => {
      const faults = randomFaults({ seed, share: 0.3 });
      return Array.from({ length: 2000 }, (_, index) => faults({ ...request, index })?.kind);
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    const share = draw(1).filter((kind) => kind !== undefined).length / 2000;
    expect(share).toBeCloseTo(0.3, 1);
    expect(new Set(draw(1)).size).toBe(8);
  });
});
