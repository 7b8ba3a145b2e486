import { expect, test } from 'vitest';
import { createRedact, redactJson } from '../../src/redact.ts';

const secret = 'cfut_Secret+Word-ä';
const redact = createRedact([secret, 'Word', 'abc']);

test.each([
  ['as it is', secret],
  ['in capitals', secret.toUpperCase()],
  ['in small letters', secret.toLowerCase()],
  ['percent-encoded', encodeURIComponent(secret)],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
  ['percent-encoded in small letters', encodeURIComponent(secret).toLowerCase()],
  ['every byte percent-encoded', Buffer.from(secret).toString('hex').replaceAll(/../g, '%$&')],
  ['escaped as in JSON', secret.replaceAll('_', '\\u005f').replaceAll('ä', '\\u00E4')],
  ['escaped as in JSON in JSON', secret.replaceAll('_', '\\\\u005F')],
])('a secret %s is replaced', (_, form) => {
  expect(redact(`before ${form}, after`)).toBe('before ***, after');
});

test.each([0, 1, 2, 3])('a secret in base64 is replaced, %d bytes after the start', (before) => {
  for (const encoding of ['base64', 'base64url'] as const) {
    const encoded = Buffer.from(`${'x'.repeat(before)}${secret}yy`).toString(encoding);
    const shown = redact(encoded);
    expect(shown).toContain('***');
    // What is left tells no more than what stands around the secret.
    expect(shown.replace('***', '').length).toBeLessThanOrEqual(9);
  }
});

test('of one secret in another, the longer is replaced; a short one is none', () => {
  expect(redact(`${secret} Word abc swordfish`)).toBe('*** *** abc s***fish');
});

test('without secrets nothing is replaced', () => {
  expect(createRedact(['', 'abc'])('abc ***')).toBe('abc ***');
});

test('in JSON every text is redacted, and nothing else', () => {
  const json = JSON.parse(`{"a":[1,null,true,"Word"],"Word":{"__proto__":"Word"}}`);
  expect(JSON.stringify(redactJson(json, redact))).toBe(
    '{"a":[1,null,true,"***"],"***":{"__proto__":"***"}}',
  );
});

test('a long text takes time in proportion to its length', () => {
  const longest = 2 ** 22;
  const text = `${'%25'.repeat(longest / 12)}${'\\\\'.repeat(longest / 12)}${'cfut_Secre'.repeat(longest / 20)}`;
  const started = performance.now();
  expect(createRedact([secret, '%%%%%%%%%%%%', '\\\\\\\\\\\\\\\\\\\\\\\\'])(text)).toBeTypeOf(
    'string',
  );
  expect(performance.now() - started).toBeLessThan(5_000);
});
