import type { MeasurementFailure } from '../globalping/measurement.ts';
import type { NetworkFailure } from '../http/transport.ts';
import type { Method } from '../inputs/settings.ts';
import type { CacheFacts } from './cache-headers.ts';
import type { Expectation } from './check.ts';

export type Freshness = 'fresh' | 'stale' | 'inconclusive';

/** What is expected of a body. */
export type ContentExpectation = Exclude<Expectation, { kind: 'status' }>;

/** Why a verdict is what it is: facts, that `describe-verdict.ts` puts into words. */
export type Reason =
  | { readonly kind: 'content-holds' }
  | { readonly kind: 'asked-origin'; readonly cacheStatus: 'MISS' | 'EXPIRED' | 'REVALIDATED' }
  /** A `HIT` that another visitor brought into the cache after the purge. */
  | { readonly kind: 'refilled'; readonly age: number; readonly secondsSincePurge: number }
  | { readonly kind: 'not-cached'; readonly cacheStatus: 'DYNAMIC' | 'BYPASS' }
  | {
      readonly kind: 'other-content';
      readonly expectation: ContentExpectation;
      readonly bytes: number;
      /** Undefined where no redirect led away from the URL of the check. */
      readonly redirectedTo: string | undefined;
    }
  | { readonly kind: 'missing'; readonly status: number }
  | { readonly kind: 'cached-before'; readonly age: number; readonly secondsSincePurge: number }
  | {
      readonly kind: 'served-stale';
      readonly cacheStatus: 'STALE' | 'UPDATING';
      readonly method: Method;
    }
  | { readonly kind: 'no-answer'; readonly failure: NetworkFailure }
  | { readonly kind: 'challenge' }
  /** A status that says nothing about the content. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'body-too-large' }
  /** Only the beginning of the body came, and it does not contradict what is expected. */
  | { readonly kind: 'body-cut'; readonly expectation: ContentExpectation }
  /** A body that came as text, for a file that is none. */
  | { readonly kind: 'not-text'; readonly path: string }
  /** A body of a probe that is no text, so that it cannot be compared. */
  | { readonly kind: 'garbled' }
  /** Where nobody follows it. */
  | { readonly kind: 'redirect'; readonly status: number }
  | { readonly kind: 'no-measurement'; readonly failure: MeasurementFailure }
  | { readonly kind: 'no-cache-status' }
  | { readonly kind: 'unknown-cache-status'; readonly cacheStatus: string }
  | { readonly kind: 'no-age' }
  /** A `HIT` whose `Age` is not only Cloudflare's. */
  | { readonly kind: 'age-of-origin' };

/** What each reason means, in one place. */
export const freshnessOf: Readonly<Record<Reason['kind'], Freshness>> = {
  'content-holds': 'fresh',
  'asked-origin': 'fresh',
  refilled: 'fresh',
  'not-cached': 'fresh',
  'other-content': 'stale',
  missing: 'stale',
  'cached-before': 'stale',
  'served-stale': 'stale',
  'no-answer': 'inconclusive',
  challenge: 'inconclusive',
  status: 'inconclusive',
  'body-too-large': 'inconclusive',
  'body-cut': 'inconclusive',
  'not-text': 'inconclusive',
  garbled: 'inconclusive',
  redirect: 'inconclusive',
  'no-measurement': 'inconclusive',
  'no-cache-status': 'inconclusive',
  'unknown-cache-status': 'inconclusive',
  'no-age': 'inconclusive',
  'age-of-origin': 'inconclusive',
};

/** What one answer says about one check after the purge. */
export interface Verdict extends CacheFacts {
  readonly verdict: Freshness;
  readonly reason: Reason;
  /** Of the answer; undefined where none came. */
  readonly status: number | undefined;
}
