import { countOf, inline, inlineItem } from '../text.ts';
import { describeMeasurementFailure } from './describe-measurement-failure.ts';
import { describeNetworkFailure } from './describe-network-failure.ts';
import type { ContentExpectation, Reason, Verdict } from './verdict.ts';

/** `HIT with Age 7453 s: cached 2 h before this purge (data centre FRA)`, for one line. */
export function describeVerdict({ reason, dataCentre }: Verdict): string {
  const where = dataCentre === undefined ? '' : ` (data centre ${dataCentre})`;
  return `${describeReason(reason)}${where}`;
}

/** The same without the place that it was seen from. */
export function describeReason(reason: Reason): string {
  switch (reason.kind) {
    case 'content-holds':
      return 'the content is there';
    case 'asked-origin':
      return `${reason.cacheStatus}: ${originAnswers[reason.cacheStatus]}`;
    case 'refilled':
      return `HIT with Age ${reason.age} s: cached after this purge, which was sent ${reason.secondsSincePurge} s ago`;
    case 'not-cached':
      return `${reason.cacheStatus}: not cached by Cloudflare, so it comes from the origin each time`;
    case 'other-content':
      return describeContent(reason);
    case 'missing':
      return `HTTP ${reason.status}: the page is not there`;
    case 'cached-before':
      return `HIT with Age ${reason.age} s: cached ${describeSpan(reason.age - reason.secondsSincePurge)} before this purge`;
    case 'served-stale':
      return `${reason.cacheStatus}: the old content was served${reason.method === 'invalidate' ? '; after `invalidate` that may be so until the origin has answered' : ''}`;
    case 'no-answer':
      return describeNetworkFailure(reason.failure);
    case 'challenge':
      return "a challenge of Cloudflare's bot protection came instead of the page; `check-headers` can carry what lets the check pass";
    case 'status':
      return `HTTP ${reason.status}: ${describeStatus(reason.status)}, which tells nothing about the cache`;
    case 'body-too-large':
      return 'the body is larger than 10 MiB, and was not read';
    case 'body-cut':
      return describeCut(reason.expectation);
    case 'not-text':
      return `the file ${inlineItem(reason.path)} is not UTF-8, and from a probe a body comes back as text`;
    case 'garbled':
      return 'the body is no UTF-8 text, and from a probe it comes back as text';
    case 'redirect':
      return `HTTP ${reason.status}: a redirect, and probes do not follow any`;
    case 'no-measurement':
      return describeMeasurementFailure(reason.failure);
    case 'no-cache-status':
      return 'no cf-cache-status: the answer did not come through the cache of Cloudflare';
    case 'unknown-cache-status':
      return `cf-cache-status ${reason.cacheStatus}: this tells nothing about the age of the content`;
    case 'no-age':
      return 'HIT without Age: it cannot be told when it was cached; a check by content can tell';
    case 'age-of-origin':
      return 'HIT, but the origin sends an Age of its own: it cannot be told when it was cached; a check by content can tell';
  }
}

const originAnswers = {
  MISS: 'fetched from the origin just now',
  EXPIRED: 'fetched from the origin just now',
  REVALIDATED: 'the origin confirmed just now that the content has not changed',
} as const;

function describeContent(reason: Extract<Reason, { kind: 'other-content' }>): string {
  const { expectation, bytes, redirectedTo } = reason;
  const from =
    redirectedTo === undefined ? '' : ` from ${inlineItem(redirectedTo)}, after a redirect,`;
  if (expectation.kind === 'contains') {
    return `other content: the body${from} (${countOf(bytes, 'byte')}) does not contain "${inline(expectation.text)}"`;
  }
  const sizes =
    bytes === expectation.bytes
      ? `${countOf(bytes, 'byte')}, as the file has`
      : `${countOf(bytes, 'byte')}, the file has ${countOf(expectation.bytes, 'byte')}`;
  return `other content: the body${from} is not the file ${inlineItem(expectation.path)} (${sizes})`;
}

function describeCut(expectation: ContentExpectation): string {
  return expectation.kind === 'contains'
    ? `"${inline(expectation.text)}" is not in the beginning of the body, and a probe gives no more than that`
    : `the beginning of the body is that of the file ${inlineItem(expectation.path)}, and a probe gives no more than that`;
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
  return `${seconds} s`;
}
