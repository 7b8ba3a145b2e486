import type { MeasurementFailure, ProbePlace } from '../globalping/client.ts';
import type { NetworkFailure, NetworkFailureReason } from '../http/transport.ts';
import type { Check, Expectation } from '../inputs/checks.ts';
import type { Method } from '../inputs/inputs.ts';
import { countOf, formatDuration, inline } from '../text.ts';
import type { VisitReply } from './ask.ts';

export type Freshness = 'fresh' | 'stale' | 'inconclusive';

/** What is expected of a body. */
export type ContentExpectation = Exclude<Expectation, { kind: 'status' }>;

/** What the headers of a response say about Cloudflare's cache; undefined if they say nothing. */
export interface CacheFacts {
  /** `cf-cache-status`, in upper case, cut: it is text from outside. */
  readonly cacheStatus: string | undefined;
  /** `Age`, in whole seconds. */
  readonly age: number | undefined;
  /** The last three letters of `cf-ray`: the airport code of a data center. */
  readonly dataCentre: string | undefined;
}

/** Cache statuses of a response that Cloudflare fetched or confirmed at the origin just now. */
export type FetchedStatus = 'MISS' | 'EXPIRED' | 'REVALIDATED';

/** Why a verdict is what it is: facts, which `describeReason` puts into words. */
export type Reason =
  | { readonly kind: 'content-holds' }
  | { readonly kind: 'asked-origin'; readonly cacheStatus: FetchedStatus }
  /** A `HIT` that another visitor brought into the cache after the purge. */
  | { readonly kind: 'refilled'; readonly secondsSincePurge: number }
  | { readonly kind: 'not-cached'; readonly cacheStatus: 'DYNAMIC' | 'BYPASS' }
  | {
      readonly kind: 'other-content';
      readonly expectation: ContentExpectation;
      readonly bytes: number;
      /** Undefined if no redirect led away from the URL of the check. */
      readonly redirectedTo: string | undefined;
    }
  | { readonly kind: 'missing'; readonly status: number }
  | { readonly kind: 'cached-before'; readonly age: number; readonly secondsSincePurge: number }
  /** The plan was sent again, and this copy is older. */
  | { readonly kind: 'not-reached' }
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
  /** A redirect that nobody follows. */
  | { readonly kind: 'redirect'; readonly status: number }
  | { readonly kind: 'no-measurement'; readonly failure: MeasurementFailure }
  | { readonly kind: 'no-cache-status' }
  | { readonly kind: 'unknown-cache-status'; readonly cacheStatus: string }
  | { readonly kind: 'no-age' }
  /** A `HIT` whose `Age` is not only Cloudflare's. */
  | { readonly kind: 'age-of-origin' }
  /** Not from Cloudflare's cache here, but older than the purge: another cache answered. */
  | { readonly kind: 'cached-behind'; readonly cacheStatus: string }
  /** It turned fresh by a purge of its URL alone, and nothing shows that the plan reaches it. */
  | { readonly kind: 'only-own-purge' };

/** What each reason means, in one place. */
export const freshnessOf: Readonly<Record<Reason['kind'], Freshness>> = {
  'content-holds': 'fresh',
  'asked-origin': 'fresh',
  refilled: 'fresh',
  'not-cached': 'fresh',
  'other-content': 'stale',
  missing: 'stale',
  'cached-before': 'stale',
  'not-reached': 'stale',
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
  'cached-behind': 'inconclusive',
  'only-own-purge': 'inconclusive',
};

/** What one response says about one check after the purge. */
export interface Verdict extends CacheFacts {
  readonly verdict: Freshness;
  readonly reason: Reason;
  /** Of the response; undefined if none came. */
  readonly status: number | undefined;
}

/** `cached 2 h before the purge (HTTP 200, HIT, Age 7453 s, data center FRA)`, for one line. */
export function describeVerdict(verdict: Verdict): string {
  const seen = verdict.status === undefined ? '' : ` (${describeCache(verdict.status, verdict)})`;
  return `${describeReason(verdict.reason)}${seen}`;
}

/** What every line about a response shows: `HTTP 200, HIT, Age 30 s, data center FRA`. */
export function describeCache(
  status: number,
  { cacheStatus, age, dataCentre }: CacheFacts,
): string {
  return [
    `HTTP ${status}`,
    cacheStatus ?? 'no cf-cache-status',
    age === undefined ? 'no Age' : `Age ${age} s`,
    dataCentre === undefined ? 'no data center' : `data center ${dataCentre}`,
  ].join(', ');
}

/** What a check of `wait-for` saw: `other content (HTTP 200, HIT, Age 30 s, data center FRA)`. */
export function describeSeen(
  { expectation }: Check,
  reply: VisitReply,
  cache: CacheFacts | undefined,
  hasPassed: boolean,
): string {
  if (reply.kind === 'no-reply') return `no answer: ${describeNetworkFailure(reply)}`;
  if (cache === undefined) return 'no answer';
  const { status, headers, body, redirectedTo } = reply;
  const what = hasPassed
    ? 'passed'
    : headers['cf-mitigated'] !== undefined
      ? describeReason({ kind: 'challenge' })
      : expectation.kind !== 'status' && body.kind === 'unread'
        ? describeReason({ kind: 'body-too-large' })
        : expectation.kind !== 'status' && status >= 200 && status < 300
          ? 'other content'
          : `HTTP ${status}`;
  const from = redirectedTo === undefined ? '' : ` from ${inline(redirectedTo)} after a redirect`;
  return `${what}${from} (${describeCache(status, cache)})`;
}

/** Why, without what was seen. */
export function describeReason(reason: Reason): string {
  switch (reason.kind) {
    case 'content-holds':
      return 'the content is there';
    case 'asked-origin':
      return `${reason.cacheStatus}: ${originAnswers[reason.cacheStatus]}`;
    case 'refilled':
      return `HIT, cached after the purge, which was sent ${formatDuration(reason.secondsSincePurge * 1000)} before`;
    case 'not-cached':
      return `${reason.cacheStatus}: not cached by Cloudflare, so it comes from the origin each time`;
    case 'other-content':
      return describeContent(reason);
    case 'missing':
      return `HTTP ${reason.status}: the page is not there`;
    case 'cached-before':
      return `cached ${describeSpan(reason.age - reason.secondsSincePurge)} before the purge`;
    case 'not-reached':
      return 'the purge does not reach this page: only a purge of its URL made it fresh, and after the whole plan was sent again, the same copy came from the cache. Everything else that the plan should cover is as old as before. Check the spelling of the tags, hosts, and prefixes';
    case 'served-stale':
      return `${reason.cacheStatus}: the old content was served${reason.method === 'invalidate' ? '; after `invalidate`, this may happen until the origin has answered' : ''}`;
    case 'no-answer':
      return describeNetworkFailure(reason.failure);
    case 'challenge':
      return "a challenge of Cloudflare's bot protection came instead of the page. If it is Bot Fight Mode, no header and no rule lets a check pass: turn it off, or allow the runner's address with an IP Access rule. For other protection, put what lets the check pass in `check-headers`";
    case 'status':
      return `HTTP ${reason.status}: ${describeStatus(reason.status)}, which says nothing about the cache`;
    case 'body-too-large':
      return 'the body is larger than 10 MiB, and was not read';
    case 'body-cut':
      return describeCut(reason.expectation);
    case 'not-text':
      return `the file ${inline(reason.path, 80)} is not UTF-8, and a probe returns the body as text`;
    case 'garbled':
      return 'the body is not UTF-8 text, and a probe returns it as text';
    case 'redirect':
      return `HTTP ${reason.status}: a redirect, and probes do not follow redirects`;
    case 'no-measurement':
      return describeMeasurementFailure(reason.failure);
    case 'no-cache-status':
      return 'no cf-cache-status: the response did not come through the cache of Cloudflare';
    case 'unknown-cache-status':
      return `cf-cache-status ${reason.cacheStatus}: this says nothing about the age of the content`;
    case 'no-age':
      return 'HIT without Age: nothing shows when it was cached; a content check can tell';
    case 'age-of-origin':
      return 'HIT, but its Age is not only that of Cloudflare (the origin, or a cache there, sends an Age of its own): nothing shows when it was cached; a content check can tell';
    case 'cached-behind':
      return `${reason.cacheStatus}, but with an Age from before the purge: a cache behind Cloudflare answered, an upper tier or one at the origin; a content check can tell`;
    case 'only-own-purge':
      return 'only its own purge helped, and nothing shows that the plan reaches it: the rest may still be old';
  }
}

const originAnswers: Readonly<Record<FetchedStatus, string>> = {
  MISS: 'fetched from the origin just now',
  EXPIRED: 'fetched from the origin just now',
  REVALIDATED: 'the origin confirmed just now that the content has not changed',
};

function describeContent(reason: Extract<Reason, { kind: 'other-content' }>): string {
  const { expectation, bytes, redirectedTo } = reason;
  const from = redirectedTo === undefined ? '' : ` from ${inline(redirectedTo)}, after a redirect,`;
  if (expectation.kind === 'contains') {
    return `other content: the body${from} (${countOf(bytes, 'byte')}) does not contain "${inline(expectation.text, 80)}"`;
  }
  const sizes =
    bytes === expectation.bytes
      ? `${countOf(bytes, 'byte')}, as the file has`
      : `${countOf(bytes, 'byte')}, the file has ${countOf(expectation.bytes, 'byte')}`;
  return `other content: the body${from} is not the file ${inline(expectation.path, 80)} (${sizes})`;
}

function describeCut(expectation: ContentExpectation): string {
  return expectation.kind === 'contains'
    ? `"${inline(expectation.text, 80)}" is not in the beginning of the body, and a probe returns no more than that`
    : `the beginning of the body is that of the file ${inline(expectation.path, 80)}, and a probe returns no more than that`;
}

function describeStatus(status: number): string {
  if (status === 429) return 'too many requests';
  if (status >= 500) return 'the server could not answer';
  if (status >= 400) return 'the check was refused';
  if (status >= 300) return 'a redirect that could not be followed to its end';
  return 'not the page';
}

/** `2 h`: in the largest unit that it has two of, rounded down. */
function describeSpan(seconds: number): string {
  if (seconds >= 2 * 86_400) return `${Math.floor(seconds / 86_400)} days`;
  if (seconds >= 2 * 3_600) return `${Math.floor(seconds / 3_600)} h`;
  if (seconds >= 2 * 60) return `${Math.floor(seconds / 60)} min`;
  return `${Math.max(1, Math.floor(seconds))} s`;
}

const longestHarmless = 60;

/**
 * A note on a fresh HTML page that browsers may keep for more than a minute: no purge reaches them.
 * @see https://developers.cloudflare.com/cache/concepts/cache-control/
 */
export function describeKeeping(headers: Readonly<Record<string, string>>): string | undefined {
  if (!/^text\/html\b/i.test(headers['content-type'] ?? '')) return undefined;
  const control = headers['cache-control'] ?? '';
  if (/\bno-(?:cache|store)\b/i.test(control)) return undefined;
  const maxAge = Number(/\bmax-age\s*=\s*"?(\d{1,10})/i.exec(control)?.[1] ?? 0);
  return maxAge > longestHarmless
    ? `browsers may keep this page for ${maxAge} s (max-age), and no purge reaches them`
    : undefined;
}

/** Where an answer was asked for from. */
export type Vantage =
  | { readonly kind: 'runner' }
  | { readonly kind: 'probe'; readonly place: ProbePlace }
  /** The places of `verify-from`, where no probe gave an answer. */
  | { readonly kind: 'places' };

export const runner: Vantage = { kind: 'runner' };

/** ` from Tokyo, JP (NTT, AS2914)`; nothing for the runner. */
export function nameVantage(from: Vantage): string {
  switch (from.kind) {
    case 'runner':
      return '';
    case 'places':
      return ' from other places';
    case 'probe': {
      const { city, country, network, asn } = from.place;
      const number = asn === undefined ? '' : `, AS${asn}`;
      return ` from ${inline(city, 60)}, ${inline(country, 10)} (${inline(network, 60)}${number})`;
    }
  }
}

const sharedLimit =
  'a `globalping-token` has a larger limit of its own; without one it counts by IP address, which hosted runners share';

/** Why Globalping told nothing, for one line. */
export function describeMeasurementFailure(failure: MeasurementFailure): string {
  switch (failure.kind) {
    case 'limit': {
      const { seconds, hasToken } = failure;
      const reset =
        seconds === undefined ? '' : `, and is reset in ${formatDuration(seconds * 1000)}`;
      return `the limit of Globalping is reached${reset}${hasToken ? '' : ` (${sharedLimit})`}`;
    }
    case 'no-probes':
      return 'Globalping has no probe in any of the places of `verify-from`';
    case 'too-few-probes':
      return `Globalping has a probe in only ${failure.probes} of the ${failure.places} places of \`verify-from\``;
    case 'token-refused':
      return `Globalping refused the request (HTTP ${failure.status}); look whether \`globalping-token\` is right`;
    case 'refused':
      return `Globalping refused the measurement (HTTP ${failure.status}: ${inline(failure.message)})`;
    case 'unreachable':
      return `Globalping cannot be reached: ${describeNetworkFailure(failure.failure)}`;
    case 'down':
      return `Globalping could not answer (HTTP ${failure.status})`;
    case 'unreadable':
      return 'the answer of Globalping is not what its API documents';
    case 'too-slow':
      return 'no answer came in time';
    case 'probe-failed':
      return `the probe got no answer (${inline(failure.message, 100)})`;
    case 'probe-offline':
      return 'the probe went offline';
    case 'untrusted':
      return 'the probe got a certificate that is not trusted';
    case 'not-public':
      return 'the host is no public name, so that its URL is not told to Globalping';
  }
}

/** Why no answer came, for one line: `the host name could not be resolved (ENOTFOUND)`. */
export function describeNetworkFailure({ reason, code }: NetworkFailure): string {
  return `${networkFailures[reason]} (${inline(code)})`;
}

/** Other words than for the API: here any server may have answered, and nothing was changed. */
const networkFailures: Readonly<Record<NetworkFailureReason, string>> = {
  connection: 'the connection was refused or broke',
  dns: 'the host name could not be resolved',
  timeout: 'no whole answer came in time',
  'cut-off': 'the answer was cut off or cannot be decoded',
  malformed: 'the response is not valid HTTP',
  'too-large': 'the answer was too large',
  tls: 'no trusted TLS connection came about, most often for the certificate of the server',
  proxy: 'the proxy cannot be used, or refused the connection',
  interrupted: 'the step ended before the answer came',
  unexpected: 'an unexpected error',
};
