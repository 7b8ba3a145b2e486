import { expect, test } from 'vitest';
import { zoneIds } from './account.ts';
import { type Call, callApi } from './call-api.ts';
import { startCloudflare } from './server.ts';

const path = `/zones/${zoneIds.exampleCom}/purge_cache`;
const body = { tags: ['a'] };
const wildcard = 'https://example.com/*';

test.for<[string, Call, number]>([
  ['unknown endpoint', { path: '/user/tokens/verify' }, 404],
  ['wrong method for the endpoint', { path, body, method: 'DELETE' }, 405],
  ['unknown query parameter: force', { path: `${path}?force=1`, body }, 200],
  ['no user-agent', { path, body, headers: { 'user-agent': undefined } }, 403],
  ['content-type is a/b, not JSON', { path, body, headers: { 'content-type': 'a/b' } }, 200],
  ['unreadable JSON', { path, body: '{"tags":' }, 400],
  ['no body', { path, method: 'POST' }, 400],
  ['a body on GET', { path: '/zones', method: 'GET', body: '{}' }, 200],
  [`accepted, but purges nothing: ${wildcard}`, { path, body: { files: [wildcard] } }, 200],
])('a surprise: %s', async ([surprise, call, status]) => {
  await using cloudflare = await startCloudflare();
  expect(await callApi(cloudflare.apiUrl, call)).toMatchObject({ status });
  const taken = cloudflare.takeSurprises();
  expect(taken.map((line) => line.slice(line.indexOf(': ') + 2))).toEqual([surprise]);
});

test('a mistake in the script of faults is one', async () => {
  const faults = () => {
    throw new Error('oops');
  };
  await using cloudflare = await startCloudflare({ faults });
  await expect(callApi(cloudflare.apiUrl, { path })).rejects.toThrow('socket hang up');
  expect(cloudflare.takeSurprises()).toContain('the server failed: Error: oops');
});

test('surprises fail a test that does not take them', async () => {
  const cloudflare = await startCloudflare();
  await callApi(cloudflare.apiUrl, { path: '/nope' });
  const disposed = cloudflare[Symbol.asyncDispose]();
  await expect(disposed).rejects.toThrow('GET /client/v4/nope: unknown endpoint');
});
