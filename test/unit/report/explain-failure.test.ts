import { describe, expect, test } from 'vitest';
import { explainFailure } from '../../../src/report/explain-failure.ts';
import { apiError, noReply, redirected, refused, unreadable } from '../api-replies.ts';

describe('a refusal', () => {
  test('is told with what was seen, the cf-ray, and what the table of codes says', () => {
    const failure = refused(400, [apiError(1082, 'You can only purge files for this zone')]);
    expect(explainFailure(failure)).toMatchObject({
      seen: '1082 "You can only purge files for this zone" (HTTP 400)',
      ray: 'ray-2',
      cause: failure.diagnosis.cause,
      advice: failure.diagnosis.advice,
    });
  });

  test('names the page of Cloudflare about it', () => {
    const documentation = 'https://developers.cloudflare.com/x';
    const failure = refused(403, [{ ...apiError(9109, 'no'), documentation }]);
    expect(explainFailure(failure).seen).toBe(`9109 "no", see ${documentation} (HTTP 403)`);
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
  [redirected('https://x.example/'), 'a redirect to https://x.example/ (HTTP 302)', /`api-url`/],
])('%j', (failure, seen, advice) => {
  expect(explainFailure(failure)).toMatchObject({ seen, advice: expect.stringMatching(advice) });
});

test('text from outside stays on its line', () => {
  const failure = { ...refused(400, [apiError(1, 'a\nb\u001b')]), ray: 'x\ry' };
  const { seen, ray } = explainFailure(failure);
  expect([seen, ray]).toEqual(['1 "a b " (HTTP 400)', 'x y']);
});
