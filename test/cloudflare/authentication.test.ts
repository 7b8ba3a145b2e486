import { describe, expect, test } from 'vitest';
import { defaultAccount, environmentRefs, purgeToken, readingToken, zoneIds } from './account.ts';
import { type Call, callApi } from './call-api.ts';
import { type CloudflareOptions, startCloudflare } from './server.ts';

const zonePath = `/zones/${zoneIds.exampleCom}`;
const path = `${zonePath}/purge_cache`;
const body = { purge_everything: true };

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const read = (readPath: string) => ({ path: readPath, method: 'GET', body: undefined }) as const;
const foreignZone = { path: '/zones/ffffffffffffffffffffffffffffffff/purge_cache' };
const restrictedToken = 'cfut_OnlyExampleOrgNotARealToken';
const readOnlyToken = 'cfut_ReadOnlyNotARealToken';
const email = 'someone@example.com';
const asKey = { authorization: undefined, 'x-auth-email': email, 'x-auth-key': purgeToken };

const account = {
  ...defaultAccount,
  tokens: [
    ...defaultAccount.tokens,
    { value: restrictedToken, permissions: ['cache-purge'], zones: [zoneIds.exampleOrg] },
    { value: readOnlyToken, permissions: ['zone-read'] },
  ],
} as const;

type Case = [
  name: string,
  call: Partial<Call>,
  status: number,
  codes: readonly number[],
  behaviour?: CloudflareOptions['behaviour'],
];

const cases: readonly Case[] = [
  ['a token that may', {}, 200, []],
  ['no Authorization header', { headers: { authorization: undefined } }, 400, [9106]],
  ['an empty secret', bearer(''), 400, [6003, 6111]],
  ['quotes', bearer(`"${purgeToken}"`), 400, [6003, 6111]],
  ['"Bearer" twice', bearer(`Bearer ${purgeToken}`), 400, [6003, 6111]],
  ['a Global API Key as a token', bearer('cfk_NotARealKey'), 400, [6003, 6111]],
  [
    'an old Global API Key as a token',
    bearer('0123456789abcdef'.repeat(3).slice(11)),
    400,
    [6003, 6111],
  ],
  ['a token as a Global API Key', { headers: asKey }, 400, [6003, 6103]],
  ['an unknown token', bearer('cfut_Unknown'), 401, [1000]],
  ['a domain name as the zone ID', { path: '/zones/example.com/purge_cache' }, 400, [7003, 7000]],
  ['an empty zone ID', { path: '/zones//purge_cache' }, 400, [7003, 7000]],
  ['a zone ID with a newline', { path: `${zonePath}%0A/purge_cache` }, 400, [7003, 7000]],
  ['an unknown zone', foreignZone, 403, [10000]],
  ['an unknown zone, where that is 1095', foreignZone, 403, [1095], { unknownZoneCode: 1095 }],
  ['a token for another zone', bearer(restrictedToken), 403, [10000]],
  [
    'a token without Cache Purge',
    bearer(readOnlyToken),
    401,
    [10000],
    { authenticationErrorStatus: 401 },
  ],
  [
    'an unknown environment',
    { path: `${zonePath}/environments/nope/purge_cache` },
    404,
    [7003, 7000],
  ],
  ['environments without Zone Versioning Read', read(`${zonePath}/environments`), 405, [10405]],
  ['a zone with Cache Purge alone', read(zonePath), 200, []],
  [
    'a zone, where that is not enough',
    read(zonePath),
    403,
    [9109],
    { zoneDetailsNeedZoneRead: true },
  ],
];

test.for(cases)('%s: %j, %i %j', async ([, call, status, codes, behaviour = {}]) => {
  await using cloudflare = await startCloudflare({ account, behaviour });
  const answer = await callApi(cloudflare.apiUrl, { path, body, ...call });
  expect(answer).toMatchObject({ status, codes });
  expect(cloudflare.purges).toHaveLength(status === 200 && call.method !== 'GET' ? 1 : 0);
});

test('a request without a user-agent meets the firewall', async () => {
  await using cloudflare = await startCloudflare();
  const headers = { 'user-agent': undefined };
  const answer = await callApi(cloudflare.apiUrl, { path, body, headers });
  expect(answer).toMatchObject({ status: 403, body: 'error code: 1010' });
  expect(cloudflare.takeSurprises()).toEqual([`POST /client/v4${path}: no user-agent`]);
});

describe('reading', () => {
  test('zones by exact name, page by page; none without Zone Read', async () => {
    await using cloudflare = await startCloudflare();
    const list = async (query: string, headers = bearer(readingToken).headers) =>
      JSON.parse((await callApi(cloudflare.apiUrl, { path: `/zones?${query}`, headers })).body);
    expect(await list('name=example.com')).toMatchObject({
      result: [{ id: zoneIds.exampleCom, name: 'example.com', status: 'active' }],
      result_info: { page: 1, per_page: 20, count: 1, total_count: 1, total_pages: 1 },
    });
    expect(await list('name=pending.example')).toMatchObject({ result: [{ status: 'pending' }] });
    expect(await list('name=ample.com')).toMatchObject({ success: true, result: [] });
    expect(await list('page=2&per_page=3')).toMatchObject({
      result: [{ name: 'pending.example' }],
      result_info: { page: 2, count: 1, total_count: 4, total_pages: 2 },
    });
    const { headers } = bearer(purgeToken);
    expect(await list('name=example.com', headers)).toMatchObject({ success: true, result: [] });
  });

  test('environments, which have a name and a ref', async () => {
    await using cloudflare = await startCloudflare();
    const call = { ...read(`${zonePath}/environments`), ...bearer(readingToken) };
    const { environments } = JSON.parse((await callApi(cloudflare.apiUrl, call)).body).result;
    expect(environments).toMatchObject([
      { name: 'Production', ref: environmentRefs.production },
      { name: 'Staging', ref: environmentRefs.staging },
      { name: 'Office', ref: environmentRefs.visitorsFromOffice },
    ]);
  });
});
