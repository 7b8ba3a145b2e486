import type { MeasurementFailure } from '../../src/globalping/client.ts';
import type { NetworkFailureReason } from '../../src/http/transport.ts';
import { describeReason, freshnessOf, type Reason } from '../../src/verify/verdict.ts';

const nothing = 'Nothing to do';
const contentCheck = 'Use a check by content: `URL contains text` or `URL equals file`';
const whatServes =
  'Look whether the deploy is complete (`wait-for` can wait for it), what the origin serves, and whether a Worker or another cache stands in between';
const tooLarge = 'Check a smaller file, such as a `version.txt` that the deploy writes';

const file = {
  kind: 'equals',
  path: 'dist/app.js',
  sha256: '',
  bytes: 1300,
  isText: true,
  beginning: new Uint8Array(),
} as const;

/** An example of each reason for a verdict, and what to do about it. */
export const verdictSamples: readonly (readonly [reason: Reason, advice: string])[] = [
  [{ kind: 'content-holds' }, nothing],
  [{ kind: 'asked-origin', cacheStatus: 'MISS' }, `${nothing}. The same with EXPIRED`],
  [{ kind: 'asked-origin', cacheStatus: 'REVALIDATED' }, nothing],
  [{ kind: 'refilled', secondsSincePurge: 5 }, nothing],
  [
    { kind: 'not-cached', cacheStatus: 'DYNAMIC' },
    `${nothing}; this URL needs no purge. The same with BYPASS`,
  ],
  [
    {
      kind: 'other-content',
      expectation: { kind: 'contains', text: '4f2a9c1' },
      bytes: 8,
      redirectedTo: undefined,
    },
    whatServes,
  ],
  [
    {
      kind: 'other-content',
      expectation: file,
      bytes: 1200,
      redirectedTo: 'https://www.example.com/old/app.js',
    },
    'As above. A redirect to a login page is let by with `check-headers`. Where Cloudflare rewrites the page on its way, use `contains`',
  ],
  [
    { kind: 'missing', status: 404 },
    'Look whether the deploy is complete, and whether the URL is spelt right. The same with 410',
  ],
  [
    { kind: 'cached-before', age: 7453, secondsSincePurge: 13 },
    `Look whether the purge names this URL, its host, or a prefix or tag of it. ${contentCheck} where the origin sends an Age of its own, or other visitors refill the cache before it can be asked`,
  ],
  [
    { kind: 'not-reached' },
    'Compare the lists with the page: the tag with its `Cache-Tag` header at the origin, the host and prefix with its address. Then run the job again, since everything else that the plan should cover is still old',
  ],
  [{ kind: 'served-stale', cacheStatus: 'STALE', method: 'purge' }, whatServes],
  [
    { kind: 'served-stale', cacheStatus: 'UPDATING', method: 'invalidate' },
    'Raise `verify-timeout` so that the origin has time to answer, or use `method: purge`',
  ],
  [
    { kind: 'challenge' },
    'Let a secret header pass by a rule, and give it in `check-headers`; on the plan Free no rule can do that: see [below](#a-challenge-instead-of-the-page)',
  ],
  [{ kind: 'status', status: 429 }, 'Make fewer checks, or let them pass the rate limiting rule'],
  [
    { kind: 'status', status: 503 },
    "Look at the origin and its logs. Any other 5xx likewise; Cloudflare's own are 520 to 530",
  ],
  [
    { kind: 'status', status: 403 },
    'Give in `check-headers` what lets the check pass, such as the two headers of an Access service token. The same with 401 and other 4xx',
  ],
  [
    { kind: 'status', status: 302 },
    'Follow the redirects by hand: they go round in circles, are more than 10, or leave http and https',
  ],
  [{ kind: 'body-too-large' }, tooLarge],
  [
    { kind: 'body-cut', expectation: { kind: 'contains', text: '4f2a9c1' } },
    'A probe gives the first 10,000 characters: look for a text that stands before',
  ],
  [
    { kind: 'body-cut', expectation: file },
    'A probe gives the first 10,000 characters: compare a shorter file, or look for a text that stands before',
  ],
  [{ kind: 'not-text', path: 'dist/logo.png' }, 'Compare a text file from other places'],
  [{ kind: 'garbled' }, 'Check a page that is UTF-8 text from other places'],
  [
    { kind: 'redirect', status: 301 },
    'Name the URL that the redirect leads to: a check from other places needs one that answers itself',
  ],
  [
    { kind: 'no-cache-status' },
    'Look whether the DNS record is proxied (orange cloud), and whether the runner resolves the public name. A redirect that Cloudflare answers itself has none either',
  ],
  [{ kind: 'unknown-cache-status', cacheStatus: 'NONE' }, contentCheck],
  [{ kind: 'no-age' }, contentCheck],
  [{ kind: 'age-of-origin' }, contentCheck],
  [
    { kind: 'cached-behind', cacheStatus: 'MISS' },
    `${contentCheck}. With Tiered Cache, the upper tier may be purged a little later; a cache at the origin needs a purge of its own`,
  ],
  [
    { kind: 'only-own-purge' },
    'Look whether the lists name this URL, its host, or a prefix or tag of it, and whether all servers have the new files; `wait-for` can wait for that',
  ],
];

/** What to do where no answer came to a check. */
const noAnswerAdvice: Readonly<Record<NetworkFailureReason, string>> = {
  connection: "Look at the host and port of the URL, the site, and the runner's network",
  dns: "Look at the spelling of the host, and at the runner's DNS",
  timeout: 'A response may take 30 s. Look how long the origin takes',
  'cut-off': 'Look at the origin, and at proxies on the way',
  malformed: 'Look at what answers there, and at proxies on the way',
  'too-large': tooLarge,
  tls: 'Where a proxy or gateway opens TLS connections, name its certificate authority in NODE_EXTRA_CA_CERTS; else look at the certificate of the site',
  proxy: 'Look at HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and at the name and password for the proxy',
  interrupted: 'The job was cancelled, or the time of the step was over. Run it again',
  unexpected: 'Please open an issue with this message',
};

/** The codes that Node gives most often, for the examples. */
const noAnswerCodes: Readonly<Record<NetworkFailureReason, string>> = {
  connection: 'ECONNREFUSED',
  dns: 'ENOTFOUND',
  timeout: 'TimeoutError',
  'cut-off': 'Z_BUF_ERROR',
  malformed: 'HPE_INVALID_CONSTANT',
  'too-large': 'body',
  tls: 'SELF_SIGNED_CERT_IN_CHAIN',
  proxy: 'HTTP 407',
  interrupted: 'AbortError',
  unexpected: 'TypeError',
};

/** Why Globalping told nothing, with an example of each, and what to do. */
const measurementFailures: readonly (readonly [MeasurementFailure, string])[] = [
  [
    { kind: 'limit', seconds: 1800, hasToken: false },
    'Give a `globalping-token`, name fewer places or check fewer URLs, or wait until the limit is reset',
  ],
  [
    { kind: 'no-probes' },
    'Look at https://globalping.io which places have probes, and how they are spelt',
  ],
  [
    { kind: 'too-few-probes', probes: 2, places: 3 },
    'The table of the summary shows which places answered. Look how the others are spelt, or name a larger place',
  ],
  [
    { kind: 'token-refused', status: 401 },
    'Make a new token at https://dash.globalping.io/tokens, or leave `globalping-token` out',
  ],
  [
    { kind: 'refused', status: 400, message: 'Parameter validation failed.' },
    'The message says what Globalping does not accept; most often it is the host of the URL',
  ],
  [
    { kind: 'unreachable', failure: { kind: 'no-reply', reason: 'dns', code: 'ENOTFOUND' } },
    'Let the runner reach api.globalping.io (port 443), or leave `verify-from` out',
  ],
  [{ kind: 'down', status: 503 }, 'Nothing: the purge stands. Run the job again for the proof'],
  [
    { kind: 'unreadable' },
    'Look whether a proxy answers for api.globalping.io. If not, please open an issue',
  ],
  [{ kind: 'too-slow' }, 'Raise `verify-timeout`: probes take some seconds'],
  [
    { kind: 'probe-failed', message: 'timeout' },
    'Look whether the site can be reached from that place; the probe itself may be at fault',
  ],
  [{ kind: 'probe-offline' }, 'Nothing: probes come and go'],
  [
    { kind: 'untrusted' },
    'Look at the certificate of the site; if it is right, somebody in that network answers in its place',
  ],
  [
    { kind: 'not-public' },
    'Nothing, where that is right: such hosts are checked from the runner only',
  ],
];

/** Cells of the table of what Globalping could not tell: text, what to do. */
export function listMeasurementRows(): string[][] {
  return measurementFailures.map(([failure, advice]) => [
    describeReason({ kind: 'no-measurement', failure }),
    advice,
  ]);
}

/** Cells of the table of verdicts: verdict, text, what to do. */
export function listVerdictRows(): string[][] {
  return verdictSamples.map(([reason, advice]) => [
    freshnessOf[reason.kind],
    describeReason(reason),
    advice,
  ]);
}

/** Cells of the table of checks without an answer: text, what to do. */
export function listNoAnswerRows(): string[][] {
  const reasons = Object.keys(noAnswerAdvice) as NetworkFailureReason[];
  return reasons.map((reason) => {
    const failure = { kind: 'no-reply', reason, code: noAnswerCodes[reason] } as const;
    return [describeReason({ kind: 'no-answer', failure }), noAnswerAdvice[reason]];
  });
}
