import { createHash } from 'node:crypto';
import type { FailedMeasurement } from '../globalping/client.ts';
import type { Check } from '../inputs/checks.ts';
import type { Method } from '../inputs/inputs.ts';
import type { VisitAnswer, VisitBody, VisitReply } from './ask.ts';
import {
  type CacheFacts,
  type ContentExpectation,
  freshnessOf,
  type Reason,
  type Verdict,
} from './verdict.ts';

/** What a response cannot know itself. */
export interface PurgeFacts {
  /** From the sending of the request that covered the URL to the headers of the response; exact. */
  readonly secondsSincePurge: number;
  readonly method: Method;
  /** Whether the `Age` of a `HIT` of this URL cannot be Cloudflare's: see `Ages`. */
  readonly hasForeignAge: boolean;
}

const noCacheFacts: CacheFacts = {
  cacheStatus: undefined,
  age: undefined,
  dataCentre: undefined,
};

/**
 * What Cloudflare sends. Nothing else is shown: a page may repeat secrets of `check-headers` there.
 * @see https://developers.cloudflare.com/cache/concepts/cache-responses/
 */
const cacheStatuses: ReadonlySet<string> = new Set([
  'HIT',
  'MISS',
  'EXPIRED',
  'STALE',
  'BYPASS',
  'REVALIDATED',
  'UPDATING',
  'DYNAMIC',
  'NONE',
  'NONE/UNKNOWN',
]);

export function readCacheHeaders(headers: Readonly<Record<string, string>>): CacheFacts {
  const cacheStatus = headers['cf-cache-status']?.trim().toUpperCase() || undefined;
  // Of a list, the first value counts: https://www.rfc-editor.org/rfc/rfc9111#section-5.1
  const age = /^\s*(\d{1,10})\s*(?:,|$)/.exec(headers['age'] ?? '')?.[1];
  const dataCentre = /-([A-Z]{3})\s*$/i.exec(headers['cf-ray'] ?? '')?.[1];
  return {
    cacheStatus:
      cacheStatus === undefined || cacheStatuses.has(cacheStatus) ? cacheStatus : 'UNKNOWN',
    age: age === undefined ? undefined : Number(age),
    dataCentre: dataCentre?.toUpperCase(),
  };
}

/** Learns, over all responses of a URL, whether its `Age` can be Cloudflare's. */
export class Ages {
  readonly #foreign = new Set<string>();
  readonly #last = new Map<string, { readonly age: number; readonly seconds: number }>();

  /**
   * Takes a response into account. What was fetched just now has no `Age` of Cloudflare's. And an
   * object that replaced another one (its `Age` grew by less than the time in between) cannot be
   * older than that time.
   * @param seconds When its headers came; undefined if that is not known to the second.
   */
  learn(url: string, { cacheStatus, age, dataCentre }: CacheFacts, seconds?: number): void {
    if (age === undefined) return;
    if (cacheStatus === 'MISS') this.#foreign.add(url);
    if (cacheStatus !== 'HIT' || seconds === undefined) return;
    // Each data center has a copy of its own.
    const key = `${dataCentre} ${url}`;
    const before = this.#last.get(key);
    this.#last.set(key, { age, seconds });
    if (before === undefined) return;
    const passed = seconds - before.seconds;
    // A second is for what the network takes: a doubt must not hide what is stale.
    const isReplaced = age - before.age < Math.floor(passed) - 1;
    if (isReplaced && age > passed + 1) this.#foreign.add(url);
  }

  isForeign(url: string): boolean {
    return this.#foreign.has(url);
  }
}

/** Judges what a response after the purge says about a check. */
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

/** Undefined for a bare URL. */
function judgeContent({ expectation }: Check, reply: VisitAnswer): Reason | undefined {
  const { status, body } = reply;
  if (expectation.kind === 'status') return undefined;
  if (body.kind === 'unread') return { kind: 'body-too-large' };
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
      return judgeBehind(cacheStatus, age, facts) ?? { kind: 'asked-origin', cacheStatus };
    case 'DYNAMIC':
    case 'BYPASS':
      return judgeBehind(cacheStatus, age, facts) ?? { kind: 'not-cached', cacheStatus };
    case 'STALE':
    case 'UPDATING':
      return { kind: 'served-stale', cacheStatus, method: facts.method };
    case 'HIT':
      return judgeHit(age, facts);
    case undefined:
      return { kind: 'no-cache-status' };
    default:
      return { kind: 'unknown-cache-status', cacheStatus };
  }
}

/** With Tiered Cache, an upper tier may have answered; and an origin may have a cache of its own. */
function judgeBehind(
  cacheStatus: string,
  age: number | undefined,
  { secondsSincePurge }: PurgeFacts,
): Reason | undefined {
  if (age === undefined || age <= secondsSincePurge) return undefined;
  return { kind: 'cached-behind', cacheStatus };
}

/** `Age` is rounded down: what was cached after the purge has one of at most the time since, exactly. */
function judgeHit(
  age: number | undefined,
  { secondsSincePurge, hasForeignAge }: PurgeFacts,
): Reason {
  if (age === undefined) return { kind: 'no-age' };
  if (hasForeignAge) return { kind: 'age-of-origin' };
  if (age <= secondsSincePurge) return { kind: 'refilled', secondsSincePurge };
  return { kind: 'cached-before', age, secondsSincePurge };
}

/**
 * Judges whether the plan reaches a page that had turned fresh only through its own purge, by the
 * first response after the plan was sent again: the copy that the own purge brought must be gone.
 */
export function judgeReach(verdict: Verdict, facts: PurgeFacts): Verdict {
  const { cacheStatus, age, reason } = verdict;
  const { secondsSincePurge, hasForeignAge } = facts;
  if (verdict.verdict !== 'fresh' && reason.kind !== 'cached-before') return verdict;
  const isOlder = age !== undefined && age > secondsSincePurge;
  const isFetched =
    cacheStatus === 'MISS' || cacheStatus === 'EXPIRED' || cacheStatus === 'REVALIDATED';
  if (isFetched && !isOlder) return verdict;
  if (cacheStatus === 'HIT' && age !== undefined && !hasForeignAge) {
    return isOlder ? withReason(verdict, { kind: 'not-reached' }) : verdict;
  }
  return withReason(verdict, { kind: 'only-own-purge' });
}

export function withReason(verdict: Verdict, reason: Reason): Verdict {
  return { ...verdict, verdict: freshnessOf[reason.kind], reason };
}

/** Whether a body is what is expected; unknown where only its beginning came, and that fits. */
export function matchContent(
  expectation: ContentExpectation,
  body: Exclude<VisitBody, { kind: 'unread' }>,
): 'holds' | 'other' | 'unknown' {
  const { kind, bytes } = body;
  switch (expectation.kind) {
    case 'contains':
      if (toBuffer(bytes).includes(expectation.text)) return 'holds';
      return kind === 'whole' ? 'other' : 'unknown';
    case 'equals':
      if (body.kind === 'beginning') return isBeginning(bytes, expectation) ? 'unknown' : 'other';
      // Files may be stored compressed, and then be sent as they are.
      return isFile(bytes, expectation) || (body.sent && isFile(body.sent, expectation))
        ? 'holds'
        : 'other';
  }
}

type FileExpectation = Extract<ContentExpectation, { kind: 'equals' }>;

function isFile(bytes: Uint8Array, file: FileExpectation): boolean {
  return bytes.length === file.bytes && sha256(bytes) === file.sha256;
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether a longer file begins so. Where the body was cut, a last character may be half one. */
function isBeginning(bytes: Uint8Array, file: FileExpectation): boolean {
  const text = toBuffer(bytes)
    .toString()
    .replace(/\ufffd$/, '');
  const known = Buffer.from(text).subarray(0, file.beginning.length);
  return file.bytes >= known.length && known.equals(file.beginning.subarray(0, known.length));
}

/** Whether a status says that the page is there. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Whether a check of `wait-for` holds: any 2xx for a bare URL, a 2xx with the content for others. */
export function holds({ expectation }: Check, reply: VisitReply): boolean {
  if (reply.kind !== 'reply' || !isSuccess(reply.status)) return false;
  if (expectation.kind === 'status') return true;
  return reply.body.kind !== 'unread' && matchContent(expectation, reply.body) === 'holds';
}
