import { inlineItem } from '../text.ts';
import { readCacheHeaders } from './cache-headers.ts';
import type { Check } from './check.ts';
import { describeNetworkFailure } from './describe-network-failure.ts';
import { isChallenge } from './judge.ts';
import { isSuccess } from './match-content.ts';
import type { VisitReply } from './visit.ts';

/** What an answer was, without its body: `HTTP 200, HIT, Age 30 s, other content`. */
export function describeSeen({ expectation }: Check, reply: VisitReply): string {
  if (reply.kind === 'no-reply') return `no answer: ${describeNetworkFailure(reply)}`;
  const { cacheStatus, age } = readCacheHeaders(reply.headers);
  const parts = [
    `HTTP ${reply.status}`,
    ...(reply.redirectedTo === undefined
      ? []
      : [`from ${inlineItem(reply.redirectedTo)} after a redirect`]),
    ...(cacheStatus === undefined ? [] : [cacheStatus]),
    ...(age === undefined ? [] : [`Age ${age} s`]),
    ...(isChallenge(reply)
      ? [
          "a challenge of Cloudflare's bot protection (`check-headers` can carry what lets the check pass)",
        ]
      : []),
    ...(reply.body.kind === 'too-large' ? ['a body larger than 10 MiB'] : []),
    ...(expectation.kind !== 'status' && isSuccess(reply.status) ? ['other content'] : []),
  ];
  return parts.join(', ');
}
