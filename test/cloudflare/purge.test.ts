import { describe, expect, test } from 'vitest';
import { defaultAccount, environmentRefs, zoneIds } from './account.ts';
import { callApi } from './call-api.ts';
import { startCloudflare } from './server.ts';

const zonePath = `/zones/${zoneIds.exampleCom}`;
const path = `${zonePath}/purge_cache`;
const page = 'https://www.example.com/page';
const many = (count: number, item: string) => Array.from({ length: count }, (_, i) => item + i);

describe('what is accepted', () => {
  test.each([
    ['everything', { purge_everything: true }, []],
    ['urls', { files: [page] }, [page]],
    [
      'urls',
      { files: [{ url: page }, { url: page, headers: { 'CF-Device-Type': 'mobile' } }] },
      [{ url: page }, { url: page, headers: { 'CF-Device-Type': 'mobile' } }],
    ],
    ['urls', { files: ['https://WWW.Example.com/'] }, ['https://WWW.Example.com/']],
    ['urls', { files: ['https://store.customer.example/'] }, ['https://store.customer.example/']],
    ['tags', { tags: ['blog', 'a'.repeat(1024)] }, ['blog', 'a'.repeat(1024)]],
    ['hosts', { hosts: ['example.com', 'www.example.com'] }, ['example.com', 'www.example.com']],
    ['prefixes', { prefixes: ['example.com/a/'] }, ['example.com/a/']],
  ])('%s: %j', async (kind, body, items) => {
    await using cloudflare = await startCloudflare();
    const answer = await callApi(cloudflare.apiUrl, { path, body });
    expect(JSON.parse(answer.body)).toEqual({
      success: true,
      errors: [],
      messages: [],
      result: { id: zoneIds.exampleCom },
    });
    expect(answer.headers['cf-ray']).toBe('8f00000000000000-FRA');
    expect(cloudflare.purges).toEqual([
      { zoneId: zoneIds.exampleCom, method: 'purge', kind, items, at: expect.any(Number) },
    ]);
  });

  test('an environment, by either method, told to listeners', async () => {
    await using cloudflare = await startCloudflare();
    const heard: unknown[] = [];
    cloudflare.onPurge((purge) => heard.push(purge));
    const environmentPath = `${zonePath}/environments/${environmentRefs.staging}/invalidate_cache`;
    await callApi(cloudflare.apiUrl, { path: environmentPath, body: { tags: ['a'] } });
    expect(cloudflare.purges).toMatchObject([
      { method: 'invalidate', environmentId: environmentRefs.staging, kind: 'tags', items: ['a'] },
    ]);
    expect(heard).toEqual(cloudflare.purges);
  });

  test.each([
    ['unique' as const, { id: '00000000000000000000000000000001' }],
    ['null' as const, null],
  ])('purge ID %s', async (purgeId, result) => {
    await using cloudflare = await startCloudflare({ behaviour: { purgeId } });
    const answer = await callApi(cloudflare.apiUrl, { path, body: { tags: ['a'] } });
    expect(JSON.parse(answer.body)).toMatchObject({ success: true, result });
  });
});

describe('what is refused with 400', () => {
  test.each([
    [1012, {}],
    [1012, []],
    [1012, null],
    [1012, { files: [] }],
    [1012, { tags: ['a'], hosts: ['www.example.com'] }],
    [1012, { tags: [1] }],
    [1012, { tags: ['a'], force: true }],
    [1012, { files: [page, { url: page, headers: {} }] }],
    [1012, { files: [{ url: page, header: {} }] }],
    [1012, { files: [{ headers: {} }] }],
    [1012, { files: [{ url: page, headers: { Origin: 1 } }] }],
    [1013, { purge_everything: 'true' }],
    [1092, { purge_everything: true, tags: ['a'] }],
    [1014, { files: page }],
    [1014, { tags: {} }],
    [1094, { files: many(101, page) }],
    [1101, { tags: many(101, 'tag') }],
    [1111, { hosts: many(101, 'www.example.com') }],
    [1082, { files: ['https://www.example.org/'] }],
    [1082, { files: ['https://notexample.com/'] }],
    [1082, { hosts: ['www.example.org'] }],
    [1082, { prefixes: ['www.example.org/a'] }],
    [1084, { files: ['/page'] }],
    [1084, { files: ['ftp://www.example.com/'] }],
    [1084, { tags: ['with space'] }],
    [1084, { tags: [''] }],
    [1084, { tags: ['naïve'] }],
    [1100, { tags: ['a'.repeat(1025)] }],
    [1114, { hosts: [`${'a'.repeat(200)}.example.com`] }],
    [1115, { hosts: ['https://www.example.com'] }],
    [1115, { hosts: ['*.example.com'] }],
    [1084, { prefixes: ['https://www.example.com/a'] }],
    [1084, { prefixes: ['www.example.com/a?b'] }],
    [1084, { prefixes: [`www.example.com${'/a'.repeat(32)}`] }],
  ])('%i: %j', async (code, body) => {
    await using cloudflare = await startCloudflare();
    const answer = await callApi(cloudflare.apiUrl, { path, body });
    expect(answer).toMatchObject({ status: 400, codes: [code] });
    expect(cloudflare.purges).toEqual([]);
  });

  test('the number of items: 500 URLs on Enterprise, 30 in older zones', async () => {
    const body = { files: many(500, page) };
    const account = { ...defaultAccount, plan: 'enterprise' as const };
    await using enterprise = await startCloudflare({ account });
    expect(await callApi(enterprise.apiUrl, { path, body })).toMatchObject({ status: 200 });
    await using older = await startCloudflare({ account, behaviour: { maxItems: 30 } });
    const answer = await callApi(older.apiUrl, { path, body });
    expect(answer).toMatchObject({ status: 400, codes: [1094] });
    expect(answer.body).toContain('Exceeded maximum amount of 30 files');
  });

  test('1136: URLs of an environment that cannot be purged by URL', async () => {
    await using cloudflare = await startCloudflare();
    const office = `${zonePath}/environments/${environmentRefs.visitorsFromOffice}/purge_cache`;
    const byUrl = await callApi(cloudflare.apiUrl, { path: office, body: { files: [page] } });
    expect(byUrl).toMatchObject({ status: 400, codes: [1136] });
    const byTag = await callApi(cloudflare.apiUrl, { path: office, body: { tags: ['a'] } });
    expect(byTag).toMatchObject({ status: 200 });
  });
});

describe('a partial failure', () => {
  const refusedItems = [`${page}1`];
  const body = { files: [`${page}1`, `${page}2`] };

  test('is HTTP 200, names what was refused, and purges the rest', async () => {
    await using cloudflare = await startCloudflare({ behaviour: { refusedItems } });
    const answer = await callApi(cloudflare.apiUrl, { path, body });
    expect(answer).toMatchObject({ status: 200, codes: [1015, 1016] });
    expect(JSON.parse(answer.body)).toMatchObject({
      success: false,
      errors: [{ message: `Unable to purge ${page}1` }, {}],
    });
    expect(cloudflare.purges).toMatchObject([{ items: [`${page}2`] }]);
  });

  test('purges nothing where it is a 4xx', async () => {
    const behaviour = { refusedItems, partialFailureStatus: 400 };
    await using cloudflare = await startCloudflare({ behaviour });
    const answer = await callApi(cloudflare.apiUrl, { path, body });
    expect(answer).toMatchObject({ status: 400, codes: [1015, 1016] });
    expect(cloudflare.purges).toEqual([]);
  });
});

describe('the recording', () => {
  test('may keep counts only', async () => {
    await using cloudflare = await startCloudflare({ record: 'counts' });
    await callApi(cloudflare.apiUrl, { path, body: { tags: ['a', 'b'] } });
    await callApi(cloudflare.apiUrl, { path, body: { purge_everything: true } });
    expect(cloudflare.requests).toEqual([]);
    expect(cloudflare.purges).toEqual([]);
    expect(cloudflare.counts()).toEqual({
      requests: 2,
      purges: 2,
      items: { everything: 1, urls: 0, tags: 2, hosts: 0, prefixes: 0 },
      statuses: { 200: 2 },
    });
  });
});
