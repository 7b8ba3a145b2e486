import { describe, expect, test } from 'vitest';
import {
  type Account,
  defaultAccount,
  environmentRefs,
  purgeToken,
  readingToken,
  zoneIds,
} from '../cloudflare/account.ts';
import { type Fault, faultsByIndex } from '../cloudflare/faults.ts';
import { type CloudflareOptions, startCloudflare } from '../cloudflare/server.ts';
import type { StepRun } from './run-action.ts';
import { callsOf, type EnvelopeError, purge, refusal, runStep } from './scenario.ts';

const ray = 'cf-ray 8f00000000000000-FRA';

/** Runs a step whose purge fails: its error says what was seen, and everything is counted. */
async function fail(
  options: CloudflareOptions,
  inputs: Readonly<Record<string, string>>,
): Promise<StepRun & { readonly calls: number; readonly purges: number }> {
  await using cloudflare = await startCloudflare(options);
  const run = await runStep(cloudflare, { with: { tags: 'blog', ...inputs } });
  expect(run.exitCode).toBe(1);
  expect(run.summary).toContain('❌');
  expect(run.report).toMatchObject({ failed: true });
  return { ...run, calls: cloudflare.requests.length, purges: cloudflare.purges.length };
}

/** Every request meets the same fault. */
function always(fault: Fault): CloudflareOptions {
  return { faults: () => fault };
}

describe('a refusal is told with code, text, cf-ray and a way out', () => {
  type Row = readonly [status: number, error: EnvelopeError, advice: RegExp, chain?: EnvelopeError];

  test.for<Row>([
    [401, { code: 10000, message: 'Authentication error' }, /Zone › Cache Purge › Purge/],
    [403, { code: 9109, message: 'Invalid access token' }, /Zone › Cache Purge › Purge/],
    [401, { code: 1000, message: 'Invalid API Token' }, /revoked or rolled, has expired/],
    [403, { code: 10001, message: 'Unable to authenticate request' }, /create a new token/],
    [
      400,
      { code: 6003, message: 'Invalid request headers' },
      /no quotes, no line break, no "Bearer"/,
      { code: 6111, message: 'Invalid format for Authorization header' },
    ],
    [
      400,
      { code: 6003, message: 'Invalid request headers' },
      /Store the token alone/,
      { code: 6103, message: 'Invalid format for X-Auth-Key header' },
    ],
    [403, { code: 9103, message: 'Unknown X-Auth-Key or X-Auth-Email' }, /Store the token alone/],
    [400, { code: 9106, message: 'Missing X-Auth-Key header' }, /Store the token alone/],
    [
      400,
      { code: 7003, message: 'Could not route to /zones/x' },
      /Copy the zone ID/,
      { code: 7000, message: 'No route for that URI' },
    ],
    [403, { code: 1095, message: 'Sorry, you do not have access' }, /Cache Purge › Purge/],
    [400, { code: 1012, message: 'Request must contain one of' }, /open an issue/],
    [400, { code: 1014, message: '"files" must be an array' }, /open an issue/],
    [400, { code: 1015, message: 'Unable to purge' }, /Correct the item/],
    [400, { code: 1084, message: "Unable to purge 'blog'." }, /Correct the item/],
    [400, { code: 1082, message: 'You can only purge files for this zone' }, /Name the zone/],
    [400, { code: 1092, message: 'Request cannot contain' }, /open an issue/],
    [400, { code: 1100, message: 'Tag exceeds maximum length' }, /Correct the item/],
    [400, { code: 1114, message: 'Host exceeds maximum length' }, /Correct the item/],
    [400, { code: 1107, message: 'Only enterprise zones can purge by tag' }, /Every plan may/],
    [400, { code: 1112, message: 'Only enterprise zones can purge by host' }, /Every plan may/],
    [400, { code: 1136, message: 'This environment cannot' }, /tags, hosts, prefixes/],
    [405, { code: 10405, message: 'Method not allowed' }, /Cache Purge › Purge/],
    [400, { code: 4711, message: 'Something new' }, /See the message/],
  ])('HTTP %i, %o', async ([status, error, advice, chain]) => {
    const errors = { ...error, ...(chain === undefined ? {} : { error_chain: [chain] }) };
    const run = await fail(always(refusal(status, errors)), {});
    const [said] = run.errors;
    expect(said).toContain('1 of 1 item not purged');
    expect(said).toContain('blog');
    expect(said).toContain(`${error.code} "${error.message}"`);
    if (chain !== undefined) expect(said).toContain(`${chain.code} "${chain.message}"`);
    expect(said).toContain(`HTTP ${status}`);
    expect(said).toMatch(/cf-ray 8f[0-9a-f]{14}-FRA/);
    expect(said).toMatch(advice);
    expect(run.outputs).toMatchObject({ purged: '0', unpurged: '1', requests: '0' });
    // 10000 is seen with valid tokens too, so it is retried twice.
    expect(run.calls).toBe(error.code === 10000 ? 3 : 1);
  });

  test('also without any error in the envelope', async () => {
    const run = await fail(always(refusal(400)), {});
    expect(run.errors[0]).toMatch(/no reason given \(HTTP 400\), cf-ray/);
  });

  test.for([
    [429, { code: 1134, message: 'Unable to purge, rate limit reached.' }],
    [200, { code: 971, message: 'Please wait and consider throttling your request speed' }],
    [429, { code: 1115, message: 'Unable to purge, rate limit reached.' }],
  ] as const)('a rate limit that outlasts the timeout ends at once: %i, %o', async ([
    status,
    error,
  ]) => {
    const limited = { ...refusal(status, error), headers: { 'retry-after': '3600' } };
    const run = await fail(always(limited), { timeout: '1m' });
    expect(run.errors[0]).toContain(`${error.code} "${error.message}"`);
    expect(run.errors[0]).toMatch(/Raise `timeout`/);
    // The time was not over: 59 s of it were left.
    expect(run.errors[0]).toMatch(/the wait .* would have outlasted `timeout`/);
    expect(run.log).not.toContain('the time of `timeout` was over');
    expect(run.calls).toBe(1);
    expect(run.ms).toBeLessThan(5000);
  });
});

describe('the token', () => {
  test('is unknown', async () => {
    const run = await fail({}, { token: 'cfut_UnknownNotARealTokenUnknownNotARealToken' });
    expect(run.errors[0]).toContain(`1000 "Invalid API Token" (HTTP 401), ${ray}`);
  });

  test.concurrent('is for another zone', async () => {
    const value = 'cfut_OtherZoneNotARealTokenOtherZoneNotARealT';
    const token = { value, permissions: ['cache-purge'], zones: [zoneIds.exampleOrg] } as const;
    const account: Account = { ...defaultAccount, tokens: [token] };
    const zone = `${zoneIds.exampleCom} ${zoneIds.exampleOrg}`;
    const run = await fail({ account }, { token: value, zone });
    expect(run.errors[0]).toContain('10000 "Authentication error" (HTTP 403)');
    expect(run.errors[0]).toContain(zoneIds.exampleCom);
    expect(run.outputs).toMatchObject({ purged: '1', unpurged: '1', requests: '1' });
    expect(run).toMatchObject({ calls: 4, purges: 1 });
  });

  test.concurrent('is refused twice within five seconds and then accepted: nothing else is sent meanwhile', async () => {
    const errors = [{ code: 10000, message: 'Authentication error' }];
    const body = { success: false, errors, messages: [], result: null };
    const flaky: Fault = { kind: 'status', status: 403, body };
    await using cloudflare = await startCloudflare({
      faults: faultsByIndex({ 1: flaky, 2: flaky }),
    });
    const tags = Array.from({ length: 350 }, (_, index) => `tag-${index}`);
    const run = await runStep(cloudflare, { with: { tags: tags.join(' ') } });
    expect(run).toMatchObject({ exitCode: 0, outputs: { purged: '350', requests: '4' } });
    const [, first, second, third, next] = cloudflare.requests;
    expect([second?.body, third?.body]).toEqual([first?.body, first?.body]);
    const took = (third?.at ?? 0) - (first?.at ?? 0);
    expect(took).toBeGreaterThan(3_000);
    expect(took).toBeLessThan(8_000);
    expect(next?.at).toBeGreaterThanOrEqual(third?.at ?? Number.POSITIVE_INFINITY);
  });

  test.for<CloudflareOptions>([
    {},
    always(refusal(401, { code: 1000, message: 'Invalid API Token' })),
    always(refusal(403, { code: 10000, message: 'Authentication error' })),
  ])('is a Global API Key of 37 hex digits, whatever Cloudflare says about it: %j', async (options) => {
    const run = await fail(options, { token: '0123456789abcdef0123456789abcdef01234' });
    expect(run.errors[0]).toContain('`token` holds a Global API Key');
    expect(run.errors[0]).toMatch(
      /Create an API token .*dash\.cloudflare\.com\/profile\/api-tokens/,
    );
  });

  test('has hex digits, but failed for another reason', async () => {
    const outage = refusal(500, { code: 10001, message: 'internal error' });
    const run = await fail(always(outage), { token: '0123456789abcdef0123456789abcdef01234' });
    expect(run.errors[0]).not.toContain('Global API Key');
  });

  test('may not purge at all, so that what is left counts as not tried', async () => {
    const tags = Array.from({ length: 250 }, (_, index) => `tag-${index}`).join(' ');
    const run = await fail({}, { token: 'cfut_Unknown_Token', tags });
    expect(run.calls).toBe(1);
    expect(run.outputs).toMatchObject({ purged: '0', unpurged: '250', requests: '0' });
    expect(run.log).toContain('not tried');
    expect(run.report?.requests.map(({ result }) => result)).toEqual([
      'failed',
      'not-tried',
      'not-tried',
    ]);
  });
});

describe('the zone or environment', () => {
  test.concurrent.for([10000, 1095] as const)('is nobody’s: %i', async (unknownZoneCode) => {
    const run = await fail({ behaviour: { unknownZoneCode } }, { zone: '0'.repeat(32) });
    expect(run.errors[0]).toMatch(new RegExp(`${unknownZoneCode} ".*${ray.slice(0, 7)}`));
    expect(run.errors[0]).toContain('0'.repeat(32));
  });

  test.for([
    'f'.repeat(32),
    environmentRefs.production,
  ])('is %s, which is not an ID of an environment other than Production', async (id) => {
    const run = await fail({}, { 'zone-environment': id });
    expect(run.errors[0]).toContain('7003 "Could not route to');
    expect(run.errors[0]).toContain(`environment ${id}`);
    expect(run.errors[0]).toContain('For Production, write `zone-environment: Production`');
  });

  test('takes no URLs, while the tags go on', async () => {
    const environment = environmentRefs.visitorsFromOffice;
    const urls = 'https://www.example.com/';
    const run = await fail({}, { 'zone-environment': environment, urls });
    expect(run.errors[0]).toMatch(/1136 .*Purge it by tags, hosts, prefixes or everything/);
    expect(run.outputs).toMatchObject({ purged: '1', unpurged: '1', requests: '1' });
  });
});

describe('items', () => {
  const urls = ['https://www.example.com/a', 'https://www.example.com/ab', 'https://x.test/'];

  test('of another zone are left out, and the rest is sent once more', async () => {
    await using cloudflare = await startCloudflare();
    const run = await runStep(cloudflare, { with: { urls: urls.join(' ') } });
    expect(callsOf(cloudflare)).toEqual([
      [purge, { files: urls }],
      [purge, { files: urls.slice(0, 2) }],
    ]);
    expect(run.exitCode).toBe(1);
    expect(run.errors[0]).toMatch(/1 URL of .*https:\/\/x\.test\/.*1082 .*Name the zone/);
    expect(run.outputs).toMatchObject({ purged: '2', unpurged: '1', requests: '1' });
    expect(run.report?.unpurged).toMatchObject([{ items: ['https://x.test/'] }]);
  });

  const trailer = { code: 1016, message: 'Unable to purge any urls' };

  test.for<[string, EnvelopeError]>([
    ['in its message', { code: 1015, message: 'Unable to purge b' }],
    ['by a pointer', { code: 1015, message: 'An item', source: { pointer: '/tags/1' } }],
  ])('that a 200 with success: false names %s are left out, and the rest is sent once more', async ([
    ,
    error,
  ]) => {
    // Nothing of the first request is purged, as old lists of codes say of 1016.
    await using cloudflare = await startCloudflare({
      faults: faultsByIndex({ 0: refusal(200, error, trailer) }),
    });
    const run = await runStep(cloudflare, { with: { tags: 'a b c' } });
    expect(cloudflare.purges.map(({ items }) => items)).toEqual([['a', 'c']]);
    expect(run.outputs).toMatchObject({ purged: '2', unpurged: '1', requests: '1' });
    expect(run.report?.unpurged).toMatchObject([{ items: ['b'] }]);
  });

  test('that neither response to a batch names are unpurged, too', async () => {
    const errors = [{ code: 1015, message: "Unable to purge 'b'." }, trailer];
    const run = await fail(always(refusal(200, ...errors)), { tags: 'a b c' });
    expect(run.outputs).toMatchObject({ purged: '0', unpurged: '3', requests: '0' });
    expect(run.calls).toBe(2);
  });

  test('are refused by their name in any case, and not because a word of the message is a tag', async () => {
    const message = "Unable to purge 'BLOG'. You can only purge files for this zone";
    await using cloudflare = await startCloudflare({
      faults: faultsByIndex({ 0: refusal(400, { code: 1082, message }) }),
    });
    const run = await runStep(cloudflare, { with: { tags: 'zone files blog only' } });
    expect(cloudflare.purges.map(({ items }) => items)).toEqual([['zone', 'files', 'only']]);
    expect(run.outputs).toMatchObject({ purged: '3', unpurged: '1' });
    expect(run.report?.unpurged).toMatchObject([{ items: ['blog'] }]);
  });

  test('are not cut to a number that is about one of them', async () => {
    const prefixes = Array.from({ length: 90 }, (_, index) => `www.example.com/p${index}/`);
    const message = `Prefix '${prefixes[40]}' exceeds the maximum number of 31 path separators`;
    await using cloudflare = await startCloudflare({
      faults: ({ body }) =>
        (body as { prefixes: string[] }).prefixes.includes(prefixes[40] ?? '')
          ? refusal(400, { code: 1111, message })
          : undefined,
    });
    const run = await runStep(cloudflare, { with: { prefixes: prefixes.join(' ') } });
    expect(cloudflare.requests).toHaveLength(2);
    expect(run.outputs).toMatchObject({ purged: '89', unpurged: '1' });
  });

  test('that a success names in errors all the same are a warning', async () => {
    const errors = [{ code: 1015, message: "Unable to purge 'b'." }];
    const body = { success: true, errors, messages: [], result: { id: 'x' } };
    await using cloudflare = await startCloudflare({
      faults: faultsByIndex({ 0: { kind: 'status', status: 200, body, takesEffect: true } }),
    });
    const run = await runStep(cloudflare, { with: { tags: 'a b c' } });
    expect(run).toMatchObject({ exitCode: 0, errors: [], outputs: { purged: '3' } });
    expect(run.warnings).toEqual([expect.stringMatching(/\bb\b.*1015 "Unable to purge 'b'\."/)]);
  });

  test('are all unpurged where a 200 names none', async () => {
    const only = { code: 1016, message: 'Unable to purge any urls' };
    const run = await fail(always(refusal(200, only)), { tags: 'a b c' });
    expect(run.errors[0]).toContain('1016 "Unable to purge any urls" (HTTP 200)');
    expect(run.outputs).toMatchObject({ purged: '0', unpurged: '3', requests: '0' });
  });

  test('of a long list: other batches go on', async () => {
    const tags = Array.from({ length: 250 }, (_, index) => `tag-${index}`);
    const run = await fail(
      { behaviour: { refusedItems: ['tag-7', 'tag-77', 'tag-207'] } },
      { tags: tags.join(' ') },
    );
    expect(run.outputs).toMatchObject({ purged: '247', unpurged: '3', requests: '3' });
    expect(run.calls).toBe(5);
    const unpurged = run.report?.unpurged.flatMap(({ items }) => items);
    expect(unpurged).toEqual(['tag-7', 'tag-77', 'tag-207']);
  });

  test('are cut to the size that a zone still enforces', async () => {
    await using cloudflare = await startCloudflare({ behaviour: { maxItems: 30 } });
    const tags = Array.from({ length: 70 }, (_, index) => `tag-${index}`);
    const run = await runStep(cloudflare, { with: { tags: tags.join(' ') } });
    expect(cloudflare.purges.map(({ items }) => items.length)).toEqual([30, 30, 10]);
    expect(run).toMatchObject({ exitCode: 0, errors: [] });
    expect(run.outputs).toMatchObject({ purged: '70', unpurged: '0', requests: '3' });
  });
});

describe('an answer that is not the API’s', () => {
  const quick = { 'retry-after': '0' };
  const page = '<!DOCTYPE html><html><body><h1>Just a moment...</h1></body></html>';

  test.for<[string, Fault, RegExp, number]>([
    [
      'a page with 502',
      { kind: 'status', status: 502, headers: quick, body: page },
      /HTML instead of an answer of the API \(HTTP 502\), cf-ray .*cloudflarestatus/,
      5,
    ],
    [
      'a page with 403',
      { kind: 'status', status: 403, body: page },
      /HTML instead of an answer of the API \(HTTP 403\), cf-ray .*firewall rules/,
      1,
    ],
    [
      'a page with 200',
      { kind: 'status', status: 200, headers: quick, body: page },
      /HTML instead .*\(HTTP 200\).*Check `api-url`/,
      5,
    ],
    [
      'nothing with 200',
      { kind: 'status', status: 200, headers: quick, body: '' },
      /an empty answer \(HTTP 200\)/,
      5,
    ],
    [
      'text with 404',
      { kind: 'status', status: 404, body: 'error code: 1010' },
      /text instead of an answer of the API \(HTTP 404\)/,
      1,
    ],
    [
      'JSON of another form',
      { kind: 'status', status: 200, headers: quick, body: { ok: true } },
      /JSON of another form instead .*\(HTTP 200\)/,
      5,
    ],
    [
      'success with an error’s status',
      { kind: 'status', status: 400, body: { success: true, errors: [], result: { id: 'x' } } },
      /no reason given \(HTTP 400\)/,
      1,
    ],
    [
      'success in words',
      { kind: 'status', status: 200, headers: quick, body: { success: 'true' } },
      /JSON of another form/,
      5,
    ],
  ])('%s', async ([, fault, message, calls]) => {
    const run = await fail(always(fault), {});
    expect(run.errors[0]).toMatch(message);
    expect(run.errors[0]).not.toContain('Just a moment');
    expect(run.outputs).toMatchObject({ purged: '0', unpurged: '1', requests: '0' });
    expect(run.calls).toBe(calls);
  });

  test.for([301, 302, 303, 307, 308])('a redirect with %i is not followed', async (status) => {
    await using elsewhere = await startCloudflare();
    const location = `${elsewhere.apiUrl}/zones/${zoneIds.exampleCom}/purge_cache`;
    const run = await fail(always({ kind: 'redirect', location, status }), {});
    expect(elsewhere.requests).toEqual([]);
    expect(run.errors[0]).toContain(`a redirect to ${location} (HTTP ${status})`);
    expect(run.errors[0]).toMatch(/`api-url`/);
    expect(run.calls).toBe(1);
  });

  test('a result that is null is a success all the same', async () => {
    await using cloudflare = await startCloudflare({ behaviour: { purgeId: 'null' } });
    const run = await runStep(cloudflare, { with: { tags: 'blog' } });
    expect(run).toMatchObject({ exitCode: 0, errors: [] });
    expect(run.outputs).toMatchObject({ 'purge-id': '', 'purge-ids': '[]', purged: '1' });
  });
});

describe('a look-up', () => {
  test('of a zone sees nothing without Zone › Read', async () => {
    const run = await fail({}, { zone: 'example.com' });
    expect(run.errors[0]).toMatch(/zone: "example\.com" .*Zone › Zone › Read.*or the zone ID/);
    expect(run).toMatchObject({ purges: 0, report: { result: 'bad-inputs' } });
  });

  test('of an environment needs Zone Versioning › Read', async () => {
    const run = await fail({}, { 'zone-environment': 'Staging' });
    expect(run.errors[0]).toContain(
      `the environments of zone ${zoneIds.exampleCom} could not be looked up: 10405 "Method not allowed`,
    );
    expect(run.errors[0]).toMatch(/cf-ray .*Zone Versioning › Read/);
    expect(run).toMatchObject({ calls: 1, report: { result: 'look-up-failed' } });
    expect(run.outputs).toMatchObject({ purged: '0', unpurged: '1' });
  });

  test('of a zone’s name needs no Zone › Read, so no message asks for it', async () => {
    const zone = `${zoneIds.exampleCom} ${zoneIds.exampleOrg}`;
    const options = { behaviour: { zoneDetailsNeedZoneRead: true } };
    const run = await fail(options, { zone, tags: '', hosts: 'a.example.com b.example.org' });
    expect(run.errors[0]).toContain(`the name of zone ${zoneIds.exampleCom} could not`);
    expect(run.errors[0]).toMatch(/9109 ".*zone ID.*Zone › Cache Purge › Purge/);
    expect(run.errors[0]).not.toContain('Zone › Zone › Read');
    expect(run.outputs).toMatchObject({ purged: '0', unpurged: '2' });
    expect(run).toMatchObject({ calls: 1, purges: 0 });
  });

  test('is made with the same checks of the token', async () => {
    const run = await fail({}, { zone: 'example.com', token: 'cfut_Unknown_Token' });
    expect(run.errors[0]).toMatch(/the zone example\.com could not .*1000 "Invalid API Token"/);
  });

  test('that is redirected takes the token nowhere', async () => {
    await using elsewhere = await startCloudflare();
    const location = `${elsewhere.apiUrl}/zones?name=example.com`;
    const inputs = { zone: 'example.com', token: readingToken };
    const run = await fail(always({ kind: 'redirect', location }), inputs);
    expect(elsewhere.requests).toEqual([]);
    expect(run.errors[0]).toContain('a redirect to');
    expect(run.calls).toBe(1);
  });

  test('that answers in another form is told as such', async () => {
    const body = { success: true, errors: [], messages: [], result: { zones: 'none' } };
    const fault: Fault = { kind: 'status', status: 200, body };
    const run = await fail(always(fault), { zone: 'example.com', token: readingToken });
    expect(run.errors[0]).toContain('"example.com" is in no zone that this token can see');
    expect(run.purges).toBe(0);
  });
});

test('the token goes to the API as a bearer token only', async () => {
  await using cloudflare = await startCloudflare();
  await runStep(cloudflare, { with: { zone: 'example.com', token: readingToken, tags: 'x' } });
  await runStep(cloudflare, { with: { tags: 'x' } });
  const sent = cloudflare.requests.map(({ headers }) => headers['authorization']);
  expect(sent).toEqual([readingToken, readingToken, purgeToken].map((token) => `Bearer ${token}`));
});
