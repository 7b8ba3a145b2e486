import { describe, expect, test } from 'vitest';
import { codeExplanations } from '../../../src/report/code-explanations.ts';
import { explainFailure } from '../../../src/report/explain-failure.ts';
import { apiError, noReply, refused, unreadable } from '../api-replies.ts';

const refusedWith = (status: number, code: number, message: string) =>
  explainFailure(refused(status, [apiError(code, message)]));

test('every code says what is wrong and what to do, for one line', () => {
  for (const [code, { cause, advice }] of codeExplanations) {
    expect([code, cause, advice].join(' ')).toMatch(/^\d+ \S[^\r\n]+ \S[^\r\n]+[^.]$/);
  }
});

describe('a refusal', () => {
  test.each([
    [10000, 403, 'Authentication error', /Zone › Cache Purge › Purge/],
    [1000, 401, 'Invalid API Token', /revoked/],
    [6003, 400, 'Invalid request headers', /no quotes, no line break/],
    [7003, 400, 'Could not route', /zone ID/],
    [1082, 400, 'You can only purge files for this zone', /zone of that item/],
    [1134, 429, 'rate limit reached', /`timeout`/],
    [971, 200, 'rate limit reached', /`timeout`/],
    [1115, 429, 'rate limit reached', /`timeout`/],
    [1115, 400, 'not valid', /Correct the item/],
    [1136, 400, 'no URLs here', /tags, hosts, prefixes/],
    [1000, 500, 'Request timeout', /cloudflarestatus/],
    [10001, 500, 'internal error', /cloudflarestatus/],
    [4711, 400, 'something new', /Go by the message/],
  ])('%d (HTTP %d) "%s" says what to do', (code, status, message, advice) => {
    const explained = refusedWith(status, code, message);
    expect(explained.advice).toMatch(advice);
    expect(explained.seen).toBe(`${code} "${message}" (HTTP ${status})`);
    expect(explained.ray).toBe('ray-2');
  });

  test('shows three errors, what lies below them, and leaves out the trailer 1016', () => {
    const deep = { ...apiError(6003, 'headers'), chain: [{ code: 6111, message: 'format' }] };
    expect(explainFailure(refused(400, [deep, apiError(1016, 'some failed')])).seen).toBe(
      '6003 "headers" (6111 "format") (HTTP 400)',
    );
    const many = Array.from({ length: 5 }, (_, index) => apiError(1084, `e${index}`));
    expect(explainFailure(refused(200, many)).seen).toBe(
      '1084 "e0", 1084 "e1", 1084 "e2" and 2 more (HTTP 200)',
    );
    expect(explainFailure(refused(200, [apiError(1016, 'some failed')])).seen).toContain('1016');
    expect(explainFailure(refused(400, [])).seen).toBe('no reason given (HTTP 400)');
  });
});

test.each([
  [unreadable(502), 'HTML instead of an answer of the API (HTTP 502)', /cloudflarestatus/],
  [unreadable(429), 'HTML instead of an answer of the API (HTTP 429)', /`timeout`/],
  [unreadable(403), 'HTML instead of an answer of the API (HTTP 403)', /firewall/],
  [unreadable(200), 'HTML instead of an answer of the API (HTTP 200)', /`api-url`/],
  [
    { ...unreadable(500), content: 'empty' } as const,
    'an empty answer (HTTP 500)',
    /cloudflarestatus/,
  ],
  [noReply('dns', 'ENOTFOUND'), 'no answer (ENOTFOUND)', /DNS/],
  [noReply('tls', 'CERT_HAS_EXPIRED'), 'no answer (CERT_HAS_EXPIRED)', /NODE_EXTRA_CA_CERTS/],
  [noReply('unexpected', 'TypeError'), 'no answer (TypeError)', /open an issue/],
  [
    {
      kind: 'redirect',
      status: 302,
      ray: undefined,
      limit: {},
      location: 'https://x.example/',
    } as const,
    'a redirect to https://x.example/ (HTTP 302)',
    /`api-url`/,
  ],
])('%j', (failure, seen, advice) => {
  expect(explainFailure(failure)).toMatchObject({ seen, advice: expect.stringMatching(advice) });
});

test('text from outside stays on its line', () => {
  const failure = { ...refused(400, [apiError(1, 'a\nb\u001b')]), ray: 'x\ry' };
  const { seen, ray } = explainFailure(failure);
  expect([seen, ray]).toEqual(['1 "a b " (HTTP 400)', 'x y']);
});
