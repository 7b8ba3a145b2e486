import { describe, expect, test } from 'vitest';
import { readApiReply } from '../../../src/cloudflare/api-reply.ts';

const ok = '{"success":true,"errors":[],"result":{"id":"abc"}}';
const no = '{"success":false,"errors":[{"code":1012,"message":"malformed"}]}';

function read(status: number, body: string, headers: Record<string, string> = {}) {
  return readApiReply({ kind: 'reply', status, headers, body });
}

describe('readApiReply', () => {
  test.each([
    [200, ok, 'accepted'],
    [201, ok, 'accepted'],
    [200, no, 'refused'],
    [400, no, 'refused'],
    [500, no, 'refused'],
    [400, ok, 'refused'],
    [503, ok, 'refused'],
    [200, '', 'unreadable'],
    [204, '', 'unreadable'],
    [200, '<html>', 'unreadable'],
    [200, ok.slice(0, -1), 'unreadable'],
    [502, '<html>', 'unreadable'],
    [301, ok, 'redirect'],
    [307, '', 'redirect'],
    [304, ok, 'redirect'],
  ])('%d with %o is %s', (status, body, kind) => {
    expect(read(status, body)).toMatchObject({ kind, status });
  });

  test('keeps the cf-ray and what the headers say about the limit', () => {
    const headers = { 'cf-ray': '8f-FRA', 'retry-after': '7' };
    const facts = { ray: '8f-FRA', limit: { retryAfterMs: 7_000 } };
    expect(read(200, ok, headers)).toMatchObject({ ...facts, result: { id: 'abc' } });
    expect(read(429, no, headers)).toMatchObject({ ...facts, errors: [{ code: 1012 }] });
    expect(read(502, '', headers)).toMatchObject({ ...facts, content: 'empty' });
  });

  test('keeps where a redirect leads to, if anywhere', () => {
    expect(read(302, '', { location: 'https://x.example/' })).toMatchObject({
      location: 'https://x.example/',
    });
    expect(read(302, '')).toMatchObject({ location: '' });
  });
});
