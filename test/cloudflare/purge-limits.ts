import type { Plan } from './account.ts';
import type { PurgeKind } from './purge-body.ts';

/**
 * How much may be purged, per account and plan.
 * https://developers.cloudflare.com/cache/how-to/purge-cache/#availability-and-limits (2026-09-29)
 */

export type Rate = {
  readonly perSecond: number;
  /** What an idle account may do at once: the capacity of its token bucket. */
  readonly burst: number;
};

export type PlanLimits = {
  /** Tags, hosts, prefixes, everything: counted by request. */
  readonly requests: Rate;
  /** Counted by URL: a moving average, taken here as a bucket of one second. */
  readonly urls: Rate;
  readonly maxItems: { readonly urls: number; readonly others: number };
};

export const planLimits: Readonly<Record<Plan, PlanLimits>> = {
  free: {
    requests: { perSecond: 5 / 60, burst: 25 },
    urls: { perSecond: 800, burst: 800 },
    maxItems: { urls: 100, others: 100 },
  },
  pro: {
    requests: { perSecond: 5, burst: 25 },
    urls: { perSecond: 1500, burst: 1500 },
    maxItems: { urls: 100, others: 100 },
  },
  business: {
    requests: { perSecond: 10, burst: 50 },
    urls: { perSecond: 1500, burst: 1500 },
    maxItems: { urls: 100, others: 100 },
  },
  enterprise: {
    requests: { perSecond: 50, burst: 500 },
    urls: { perSecond: 3000, burst: 3000 },
    maxItems: { urls: 500, others: 100 },
  },
};

/**
 * The least time in which a plan accepts so much, from a full bucket: the burst at once, the rest
 * at the rate. `count` is URLs for the kind `urls`, requests for all others. `timeScale` is how
 * many times faster than real the limits run.
 */
export function leastPossibleMs(
  count: number,
  kind: PurgeKind,
  plan: Plan,
  timeScale: number = 1,
): number {
  const { perSecond, burst } = kind === 'urls' ? planLimits[plan].urls : planLimits[plan].requests;
  return (Math.max(0, count - burst) / perSecond / timeScale) * 1000;
}
