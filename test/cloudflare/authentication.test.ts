import { describe, expect, test } from 'vitest';
import { defaultAccount, environmentRefs, purgeToken, readingToken, zoneIds } from './account.ts';
import { type Call, callApi } from './call-api.ts';
import { type CloudflareOptions, startCloudflare } from './server.ts';

const purgePath = `/zones/${zoneIds.exampleCom}/purge_cache`;
const body = { purge_everything: true };
const foreignZone = 'ffffffffffffffffffffffffffffffff';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const restrictedToken = 'cfut_OnlyExampleOrgNotARealToken';
const readOnlyToken = 'cfut_ReadOnlyNotARealToken';

const account = {
  ...defaultAccount,
  tokens: [
    ...defaultAccount.tokens,
    { value: restrictedToken, permissions: ['cache-purge'], zones: [zoneIds.exampleOrg] },
    { value: readOnlyToken, permissions: ['zone-read'] },
  ],
} as const;

type Case = {
  readonly name: string;
  readonly call: Partial<Call>;
  readonly behaviour?: CloudflareOptions['behaviour'];
  readonly status: number;
  readonly codes: readonly number[];
};

const cases: readonly Case[] = [
  { name: 'a token that may', call: {}, status: 200, codes: [] },
  {
    name: 'no Authorization header',
    call: { headers: { authorization: undefined } },
    status: 400,
    codes: [9106],
  },
  { name: 'an empty secret', call: { headers: bearer('') }, status: 400, codes: [6003, 6111] },
  {
    name: 'quotes',
    call: { headers: bearer(`"${purgeToken}"`) },
    status: 400,
    codes: [6003, 6111],
  },
  {
    name: '"Bearer" twice',
    call: { headers: bearer(`Bearer ${purgeToken}`) },
    status: 400,
    codes: [6003, 6111],
  },
  {
    name: 'a Global API Key as a token',
    call: { headers: bearer('cfk_NotARealKey') },
    status: 400,
    codes: [6003, 6111],
  },
  {
    name: 'an old Global API Key as a token',
    call: { headers: bearer('0123456789abcdef0123456789abcdef01234') },
    status: 400,
    codes: [6003, 6111],
  },
  {
    name: 'a token as a Global API Key',
    call: {
      headers: {
        authorization: undefined,
        'x-auth-email': 'someone@example.com',
        'x-auth-key': purgeToken,
      },
    },
    status: 400,
    codes: [6003, 6103],
  },
  {
    name: 'an unknown token',
    call: { headers: bearer('cfut_Unknown') },
    status: 401,
    codes: [1000],
  },
  {
    name: 'an unknown token before a wrong zone ID',
    call: { headers: bearer('cfut_Unknown'), path: '/zones/example.com/purge_cache' },
    status: 401,
    codes: [1000],
  },
  {
    name: 'a domain name as the zone ID',
    call: { path: '/zones/example.com/purge_cache' },
    status: 400,
    codes: [7003, 7000],
  },
  {
    name: 'an empty zone ID',
    call: { path: '/zones//purge_cache' },
    status: 400,
    codes: [7003, 7000],
  },
  {
    name: 'a zone ID with a newline',
    call: { path: `/zones/${zoneIds.exampleCom}%0A/purge_cache` },
    status: 400,
    codes: [7003, 7000],
  },
  {
    name: 'an unknown zone',
    call: { path: `/zones/${foreignZone}/purge_cache` },
    status: 403,
    codes: [10000],
  },
  {
    name: 'an unknown zone, where the code is 1095',
    call: { path: `/zones/${foreignZone}/purge_cache` },
    behaviour: { unknownZoneCode: 1095 },
    status: 403,
    codes: [1095],
  },
  {
    name: 'a token for another zone',
    call: { headers: bearer(restrictedToken) },
    status: 403,
    codes: [10000],
  },
  {
    name: 'a token without Cache Purge, where that is 401',
    call: { headers: bearer(readOnlyToken) },
    behaviour: { authenticationErrorStatus: 401 },
    status: 401,
    codes: [10000],
  },
  {
    name: 'an unknown environment',
    call: { path: `/zones/${zoneIds.exampleCom}/environments/nope/purge_cache` },
    status: 404,
    codes: [7003, 7000],
  },
  {
    name: 'environments without Zone Versioning Read',
    call: { path: `/zones/${zoneIds.exampleCom}/environments`, method: 'GET', body: undefined },
    status: 405,
    codes: [10405],
  },
  {
    name: 'a zone with Cache Purge alone',
    call: { path: `/zones/${zoneIds.exampleCom}`, method: 'GET', body: undefined },
    status: 200,
    codes: [],
  },
  {
    name: 'a zone with Cache Purge alone, where that is not enough',
    call: { path: `/zones/${zoneIds.exampleCom}`, method: 'GET', body: undefined },
    behaviour: { zoneDetailsNeedZoneRead: true },
    status: 403,
    codes: [9109],
  },
];

describe('who may do what', () => {
  test.each(cases)('$name: $status $codes', async ({ call, behaviour = {}, status, codes }) => {
    await using cloudflare = await startCloudflare({ account, behaviour });
    const answer = await callApi(cloudflare.apiUrl, { path: purgePath, body, ...call });
    expect(answer).toMatchObject({ status, codes });
    expect(cloudflare.purges).toHaveLength(status === 200 && call.method !== 'GET' ? 1 : 0);
  });

  test('a request without a user-agent meets the firewall', async () => {
    await using cloudflare = await startCloudflare();
    const headers = { 'user-agent': undefined };
    const answer = await callApi(cloudflare.apiUrl, { path: purgePath, body, headers });
    expect(answer).toMatchObject({ status: 403, body: 'error code: 1010' });
    expect(cloudflare.takeSurprises()).toEqual([`POST /client/v4${purgePath}: no user-agent`]);
  });
});

describe('reading zones', () => {
  const headers = bearer(readingToken);

  test('by exact name, active or not', async () => {
    await using cloudflare = await startCloudflare();
    const list = async (name: string) =>
      JSON.parse((await callApi(cloudflare.apiUrl, { path: `/zones?name=${name}`, headers })).body);
    expect(await list('example.com')).toMatchObject({
      result: [{ id: zoneIds.exampleCom, name: 'example.com', status: 'active' }],
      result_info: { page: 1, per_page: 20, count: 1, total_count: 1, total_pages: 1 },
    });
    expect(await list('pending.example')).toMatchObject({ result: [{ status: 'pending' }] });
    expect(await list('ample.com')).toMatchObject({ success: true, result: [] });
  });

  test('page by page', async () => {
    await using cloudflare = await startCloudflare();
    const path = '/zones?page=2&per_page=3';
    const { body: page } = await callApi(cloudflare.apiUrl, { path, headers });
    expect(JSON.parse(page)).toMatchObject({
      result: [{ name: 'pending.example' }],
      result_info: { page: 2, count: 1, total_count: 4, total_pages: 2 },
    });
  });

  test('without Zone Read the list is empty, and no error', async () => {
    await using cloudflare = await startCloudflare();
    const answer = await callApi(cloudflare.apiUrl, { path: '/zones?name=example.com' });
    expect(JSON.parse(answer.body)).toMatchObject({ success: true, result: [] });
  });

  test('environments have a name and a ref', async () => {
    await using cloudflare = await startCloudflare();
    const path = `/zones/${zoneIds.exampleCom}/environments`;
    const { body: environments } = await callApi(cloudflare.apiUrl, { path, headers });
    expect(JSON.parse(environments)).toMatchObject({
      result: {
        environments: [
          { name: 'Production', ref: environmentRefs.production },
          { name: 'Staging', ref: environmentRefs.staging },
          { name: 'Office', ref: environmentRefs.visitorsFromOffice },
        ],
      },
    });
  });
});
