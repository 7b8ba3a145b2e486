import type { ChangedCase } from './changed.ts';
import type { PacingCase } from './pacing.ts';

const silent = { ratelimitHeaders: false, retryAfter: false } as const;

/**
 * The hard cases of pacing. Free's 5 requests a minute run 12 times as fast where the server says how
 * long to wait, since whole seconds still tell the truth then (a request comes back every second);
 * where it says nothing, the action's own waits count, so time is as real.
 */
export const pacingCases: readonly PacingCase[] = [
  {
    title: 'Tags on Free, `ratelimit` headers (12 × as fast)',
    kind: 'tags',
    items: 5_500,
    limits: { plan: 'free', timeScale: 12 },
  },
  {
    title: 'Tags on Free, `retry-after` alone (12 × as fast)',
    kind: 'tags',
    items: 5_500,
    limits: { plan: 'free', timeScale: 12, ratelimitHeaders: false },
  },
  {
    title: 'Tags on Free, no headers at all',
    kind: 'tags',
    items: 3_000,
    limits: { plan: 'free', ...silent },
  },
  {
    title: 'URLs on Pro, `ratelimit` headers',
    kind: 'urls',
    items: 16_500,
    limits: { plan: 'pro' },
  },
  {
    title: 'URLs on Pro, no headers at all',
    kind: 'urls',
    items: 16_500,
    limits: { plan: 'pro', ...silent },
  },
  {
    title: 'URLs on Enterprise, `ratelimit` headers',
    kind: 'urls',
    items: 33_000,
    limits: { plan: 'enterprise' },
  },
  {
    title: 'URLs on Enterprise, no headers at all',
    kind: 'urls',
    items: 33_000,
    limits: { plan: 'enterprise', ...silent },
  },
];

/** The same change in repositories of three sizes, close together and far apart; then a large one. */
export const changedCases: readonly ChangedCase[] = [
  { files: 1_000, changed: 10, folders: 1 },
  { files: 10_000, changed: 10, folders: 1 },
  { files: 100_000, changed: 10, folders: 1 },
  { files: 1_000, changed: 10, folders: 10 },
  { files: 10_000, changed: 10, folders: 10 },
  { files: 100_000, changed: 10, folders: 10 },
  { files: 10_000, changed: 400, folders: 10 },
];
