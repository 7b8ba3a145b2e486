import { describe, expect, test } from 'vitest';
import { zoneIds } from './account.ts';
import { type Call, callApi } from './call-api.ts';
import { startCloudflare } from './server.ts';

const path = `/zones/${zoneIds.exampleCom}/purge_cache`;
const tags = { tags: ['a'] };

describe('surprises', () => {
  test.each<[string, Call, number]>([
    ['unknown endpoint', { path: '/user/tokens/verify' }, 404],
    ['wrong method for the endpoint', { path, body: tags, method: 'DELETE' }, 405],
    ['unknown query parameter: force', { path: `${path}?force=1`, body: tags }, 200],
    ['no user-agent', { path, body: tags, headers: { 'user-agent': undefined } }, 403],
    [
      'content-type is text/plain, not JSON',
      { path, body: tags, headers: { 'content-type': 'text/plain' } },
      200,
    ],
    ['unreadable JSON', { path, body: '{"tags":' }, 400],
    ['no body', { path, method: 'POST' }, 400],
    ['a body on GET', { path: '/zones', method: 'GET', body: '{}' }, 200],
    [
      'accepted, but purges nothing: https://example.com/*',
      { path, body: { files: ['https://example.com/*'] } },
      200,
    ],
  ])('%s', async (surprise, call, status) => {
    await using cloudflare = await startCloudflare();
    expect(await callApi(cloudflare.apiUrl, call)).toMatchObject({ status });
    const taken = cloudflare.takeSurprises();
    expect(taken.map((line) => line.slice(line.indexOf(': ') + 2))).toEqual([surprise]);
    expect(cloudflare.surprises).toEqual([]);
  });

  test('a mistake in the script of faults', async () => {
    await using cloudflare = await startCloudflare({
      faults: () => {
        throw new Error('oops');
      },
    });
    await expect(callApi(cloudflare.apiUrl, { path })).rejects.toThrow('socket hang up');
    expect(cloudflare.takeSurprises()).toContain('the server failed: Error: oops');
  });

  test('fail a test that does not take them', async () => {
    const cloudflare = await startCloudflare();
    await callApi(cloudflare.apiUrl, { path: '/nope' });
    await expect(cloudflare[Symbol.asyncDispose]()).rejects.toThrow(
      'GET /client/v4/nope: unknown endpoint',
    );
  });
});
