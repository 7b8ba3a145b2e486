import type { FailedMeasurement } from '../globalping/measurement.ts';
import type { Method } from '../inputs/settings.ts';
import { type CacheFacts, noCacheFacts, readCacheHeaders } from './cache-headers.ts';
import type { Check } from './check.ts';
import { isSuccess, matchContent } from './match-content.ts';
import { freshnessOf, type Reason, type Verdict } from './verdict.ts';
import type { VisitAnswer, VisitReply } from './visit.ts';

/** What an answer cannot know itself. */
export interface PurgeFacts {
  /** From the sending of the request that covered the URL to the answer; rounded up here. */
  readonly secondsSincePurge: number;
  readonly method: Method;
  /** Whether a `MISS` of the same URL carried an `Age`: see `showsAgeOfOrigin`. */
  readonly originSendsAge: boolean;
}

/** Judges what an answer after the purge says about a check. */
export function judge(
  check: Check,
  reply: VisitReply | FailedMeasurement,
  facts: PurgeFacts,
): Verdict {
  if (reply.kind === 'no-reply') {
    return giveVerdict({ kind: 'no-answer', failure: reply }, noCacheFacts);
  }
  if (reply.kind === 'no-measurement') {
    return giveVerdict({ kind: 'no-measurement', failure: reply.failure }, noCacheFacts);
  }
  const seen = readCacheHeaders(reply.headers);
  const reason = findObstacle(reply) ?? judgeContent(check, reply) ?? judgeCacheStatus(seen, facts);
  return giveVerdict(reason, seen, reply.status);
}

function giveVerdict(reason: Reason, seen: CacheFacts, status?: number): Verdict {
  return { verdict: freshnessOf[reason.kind], reason, status, ...seen };
}

/**
 * Whether bot protection answered instead of the page.
 * @see https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
 */
export function isChallenge({ headers }: VisitAnswer): boolean {
  return headers['cf-mitigated'] !== undefined;
}

/** What decides without a look at content or cache. */
function findObstacle(reply: VisitAnswer): Reason | undefined {
  const { status } = reply;
  if (isChallenge(reply)) return { kind: 'challenge' };
  if (status === 404 || status === 410) return { kind: 'missing', status };
  return status >= 400 ? { kind: 'status', status } : undefined;
}

/** Undefined for a bare URL whose body could be read. */
function judgeContent({ expectation }: Check, reply: VisitAnswer): Reason | undefined {
  const { status, body } = reply;
  if (body.kind === 'too-large') return { kind: 'body-too-large' };
  if (expectation.kind === 'status') return undefined;
  if (reply.by === 'probe' && status >= 300) return { kind: 'redirect', status };
  // A redirect that goes round in circles, or leaves the web.
  if (!isSuccess(status)) return { kind: 'status', status };
  if (reply.by === 'probe' && expectation.kind === 'equals' && !expectation.isText) {
    return { kind: 'not-text', path: expectation.path };
  }
  switch (matchContent(expectation, body)) {
    case 'holds':
      return { kind: 'content-holds' };
    case 'unknown':
      return { kind: 'body-cut', expectation };
    case 'other': {
      if (reply.by === 'probe' && isGarbled(body.bytes)) return { kind: 'garbled' };
      const { redirectedTo } = reply;
      return { kind: 'other-content', expectation, bytes: body.bytes.length, redirectedTo };
    }
  }
}

/** Whether bytes that are no text were turned into text on the way, compressed ones for example. */
function isGarbled(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes('\ufffd');
}

/** @see https://developers.cloudflare.com/cache/concepts/cache-responses/ */
function judgeCacheStatus({ cacheStatus, age }: CacheFacts, facts: PurgeFacts): Reason {
  switch (cacheStatus) {
    case 'MISS':
    case 'EXPIRED':
    case 'REVALIDATED':
      return { kind: 'asked-origin', cacheStatus };
    case 'DYNAMIC':
    case 'BYPASS':
      return { kind: 'not-cached', cacheStatus };
    case 'STALE':
    case 'UPDATING':
      return { kind: 'served-stale', cacheStatus, method: facts.method };
    case 'HIT':
      return judgeAge(age, facts);
    case undefined:
      return { kind: 'no-cache-status' };
    default:
      return { kind: 'unknown-cache-status', cacheStatus };
  }
}

function judgeAge(age: number | undefined, facts: PurgeFacts): Reason {
  if (age === undefined) return { kind: 'no-age' };
  if (facts.originSendsAge) return { kind: 'age-of-origin' };
  // Age is rounded down, so the time since the purge is rounded up: what came just after it is fresh.
  const secondsSincePurge = Math.ceil(facts.secondsSincePurge);
  return { kind: age <= secondsSincePurge ? 'refilled' : 'cached-before', age, secondsSincePurge };
}
