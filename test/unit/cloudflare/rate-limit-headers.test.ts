import { expect, test } from 'vitest';
import { readRateLimitHeaders } from '../../../src/cloudflare/rate-limit-headers.ts';

test.each([
  [{}, {}],
  [{ 'retry-after': '30' }, { retryAfterMs: 30_000 }],
  [{ 'retry-after': ' 30 ' }, { retryAfterMs: 30_000 }],
  [{ 'retry-after': '0' }, { retryAfterMs: 0 }],
  [{ ratelimit: '"default";r=50;t=30' }, { remaining: 50, resetMs: 30_000 }],
  [{ ratelimit: '"default"; r=0; t=12' }, { remaining: 0, resetMs: 12_000 }],
  [{ ratelimit: '"default";t=5;r=1' }, { remaining: 1, resetMs: 5_000 }],
  [{ ratelimit: '"default";r=50' }, { remaining: 50 }],
  [{ 'ratelimit-policy': '"burst";q=100;w=60' }, { quota: 100, windowMs: 60_000 }],
  [
    { 'retry-after': '7', ratelimit: '"a";r=0;t=9', 'ratelimit-policy': '"a";q=5;w=60' },
    { retryAfterMs: 7_000, remaining: 0, resetMs: 9_000, quota: 5, windowMs: 60_000 },
  ],
])('%j → %j', (headers, limit) => {
  expect(readRateLimitHeaders(headers)).toEqual(limit);
});

test.each([
  { 'retry-after': '' },
  { 'retry-after': '-1' },
  { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' },
  { 'retry-after': '1e9' },
  { 'retry-after': '9'.repeat(30) },
  { 'retry-after': 'Infinity' },
  { ratelimit: 'r' },
  { ratelimit: '"default";r=;t=x' },
  { ratelimit: '"default";xr=5' },
  { 'ratelimit-policy': '"default"' },
])('%j says nothing', (headers) => {
  expect(readRateLimitHeaders(headers)).toEqual({});
});
