import type { NetworkFailure, NetworkFailureReason } from '../http/transport.ts';
import type { RateLimitHeaders } from '../pacing/retry.ts';

/** One error of Cloudflare's envelope. */
export interface ApiError {
  readonly code: number;
  readonly message: string;
  /** JSON pointer to the part of the body that is meant, if Cloudflare names it: `/files/3`. */
  readonly pointer?: string;
  /** Cloudflare's page about this error. */
  readonly documentation?: string;
  /** Codes and messages further down, such as 6111 under 6003. */
  readonly chain: readonly { readonly code: number; readonly message: string }[];
}

export interface ResponseFacts {
  readonly status: number;
  /** `cf-ray`: names the request in Cloudflare's logs. */
  readonly ray: string | undefined;
  readonly limit: RateLimitHeaders;
}

/** What a body was that is not an envelope. */
export type UnreadableContent = 'empty' | 'HTML' | 'text' | 'JSON of another form';

/** Every response but a success: facts, what follows from them, and what to do about them. */
export type ApiFailure = { readonly diagnosis: Diagnosis } & (
  | NetworkFailure
  | (ResponseFacts &
      (
        | { readonly kind: 'refused'; readonly errors: readonly ApiError[] }
        | { readonly kind: 'unreadable'; readonly content: UnreadableContent }
        | { readonly kind: 'redirect'; readonly location: string }
      ))
);

/** What follows from a failure, for whoever sends. */
export type Next =
  /** Wait for the rate limit. */
  | 'throttle'
  /** The same request may succeed a little later. */
  | 'backoff'
  /** Retry twice while nothing else is sent; then no request for this zone can succeed. */
  | 'hold'
  /** Too many items in one request. */
  | 'split'
  /** The items that the errors name are wrong, the others may be right. */
  | 'drop-items'
  /** This request is wrong, others may be right. */
  | 'fail'
  /** No request for this zone can succeed. */
  | 'stop-zone'
  /** No request at all can succeed: the token or the address is wrong. */
  | 'stop-all';

/** Why something failed, and what to do: half a sentence each. */
export interface Explanation {
  readonly cause: string;
  readonly advice: string;
}

interface Row extends Explanation {
  readonly next: Next;
}

export type Diagnosis = Explanation &
  (
    | { readonly next: Exclude<Next, 'split'> }
    /** How many items one request may have. */
    | { readonly next: 'split'; readonly mostItems: number }
  );

const rateLimit = {
  next: 'throttle',
  cause: 'the account was over its purge rate limit the whole time',
  advice:
    'Raise `timeout`, purge with fewer requests (a prefix or host instead of many URLs), or keep several workflows from purging at once with `concurrency`',
} as const;
const badItem = {
  next: 'drop-items',
  cause: 'Cloudflare does not accept an item',
  advice: 'Correct the item that the message names',
} as const;

/**
 * Cloudflare's codes: what follows, why, and what to do. Everything about a code is here: sending,
 * the log, the summary, and docs/troubleshooting.md read this table.
 * @see https://developers.cloudflare.com/api/resources/cache/methods/purge/
 * @see https://developers.cloudflare.com/fundamentals/api/troubleshooting/
 */
export const codeRows: readonly (Row & { readonly codes: readonly number[] })[] = [
  // Most of them come with 429, some with 200.
  { codes: [971, 1083, 1102, 1113, 1134], ...rateLimit },
  {
    codes: [1000],
    next: 'stop-all',
    cause: 'Cloudflare does not know this token',
    advice:
      'Check whether the token was revoked or rolled, has expired, or was cut when it was stored as a secret. Next store it again',
  },
  {
    codes: [1012, 1014, 1092],
    next: 'fail',
    cause: 'the request was malformed',
    advice: 'This is a bug in the action. Please open an issue with this message and the `cf-ray`',
  },
  { codes: [1015, 1084, 1100, 1114, 1115], ...badItem },
  {
    codes: [1082],
    next: 'drop-items',
    cause: 'an item is in another zone',
    advice:
      'Name the zone of that item as well (`zone` takes several), or leave it out. Host names of Cloudflare for SaaS must be set up as custom hostnames of the zone',
  },
  {
    codes: [1094, 1101, 1111],
    next: 'split',
    cause: 'Cloudflare accepts fewer items in one request than any known limit',
    advice: 'Please open an issue with this message',
  },
  {
    codes: [1095],
    next: 'stop-zone',
    cause: 'the zone ID is wrong, or the token may not purge this zone',
    advice:
      "Compare the zone ID with the one on the zone's overview page in the dashboard. Then give the token Zone › Cache Purge › Purge for this zone",
  },
  {
    codes: [1107, 1112],
    next: 'fail',
    cause: 'this zone may not purge by this kind',
    advice:
      'Every plan may since 2025: an old edge of the API answered, so run the step again. If it keeps failing, ask Cloudflare support',
  },
  {
    codes: [1136],
    next: 'fail',
    cause: 'this environment cannot be purged by URL',
    advice: 'Purge it by tags, hosts, prefixes or everything',
  },
  {
    codes: [6003, 9103, 9106],
    next: 'stop-all',
    cause: 'this does not have the form of an API token',
    advice:
      'Store the token alone: no quotes, no line break, no "Bearer". A Global API Key is not a token: create an API token with Zone › Cache Purge › Purge',
  },
  {
    codes: [7003],
    next: 'stop-zone',
    cause: 'the zone ID or the environment ID is wrong',
    advice:
      "Copy the zone ID (32 hex digits) from the zone's overview page in the dashboard, or use the domain name. For Production, write `zone-environment: Production`: it has no environment path",
  },
  {
    codes: [9109],
    next: 'stop-zone',
    cause: 'the zone ID is wrong, or the token is not valid for this zone',
    advice:
      'Check the zone ID first. Then check that the token has Zone › Cache Purge › Purge for this zone and was not revoked. After many failed logins, wait a few minutes',
  },
  {
    codes: [10000],
    next: 'hold',
    cause: 'the zone ID is wrong, or the token may not purge this zone',
    advice:
      'Check the zone ID first: an account ID looks the same. Next check that the token has Zone › Cache Purge › Purge for this zone, is not from another account, is not limited to other IP addresses, and has not expired',
  },
  {
    codes: [10001],
    next: 'stop-all',
    cause: 'Cloudflare could not authenticate the request',
    advice: 'Run the step again. If it keeps failing, create a new token',
  },
  {
    codes: [10405],
    next: 'stop-zone',
    cause: 'the token has no right to this endpoint',
    advice:
      'Give the token Zone › Cache Purge › Purge. For an environment by name, add Zone Versioning › Read, or use the ID of the environment',
  },
];

const rowOfCode = new Map(codeRows.flatMap((row) => row.codes.map((code) => [code, row] as const)));

/** Failures without a code of the table, by what came. */
export const responseRows = {
  globalApiKey: {
    next: 'stop-all',
    cause: '`token` holds a Global API Key, which opens the whole account',
    advice:
      'Create an API token with Zone › Cache Purge › Purge (https://dash.cloudflare.com/profile/api-tokens) and store it instead',
  },
  unknownCode: {
    next: 'drop-items',
    cause: 'Cloudflare refused it for a reason that this action does not know',
    advice: 'See the message. With the `cf-ray`, Cloudflare support can find the request',
  },
  serverFault: {
    next: 'backoff',
    cause: "a problem on Cloudflare's side that did not pass",
    advice: 'Check https://www.cloudflarestatus.com/ and run the step again',
  },
  wrongAddress: {
    next: 'fail',
    cause: 'something between this runner and the API refused the request',
    advice: 'Check `api-url`, proxies, and firewall rules for the addresses of the runner',
  },
  notTheApi: {
    next: 'backoff',
    cause: "this is not a response of Cloudflare's API, or it was damaged on the way",
    advice: 'Check `api-url`, and proxies between this runner and the API',
  },
  redirect: {
    next: 'stop-all',
    cause: 'redirects are not followed, because that would take the token elsewhere',
    advice: 'If the new address is right, use it as `api-url`',
  },
} as const satisfies Readonly<Record<string, Row>>;

const mayHavePurged = 'Cloudflare may have carried out the purge';

/** Failures without any response, by their reason. */
export const networkRows: Readonly<Record<NetworkFailureReason, Diagnosis>> = {
  connection: {
    next: 'backoff',
    cause: 'the connection was refused or broke',
    advice:
      "Check the runner's network, proxies, and firewall, and https://www.cloudflarestatus.com/",
  },
  dns: {
    next: 'backoff',
    cause: "the API's host name could not be resolved",
    advice: "Check `api-url` and the runner's DNS",
  },
  timeout: {
    next: 'backoff',
    cause: 'no complete response came within 30 s',
    advice: `${mayHavePurged}. Check the runner's network and https://www.cloudflarestatus.com/, and run the step again: purging twice does no harm`,
  },
  'cut-off': {
    next: 'backoff',
    cause: 'the response was cut off',
    advice: `${mayHavePurged}. Check proxies on the way, and run the step again`,
  },
  malformed: {
    next: 'backoff',
    cause: 'the response is not valid HTTP',
    advice: `${mayHavePurged}. Check proxies and gateways on the way, and run the step again`,
  },
  'too-large': {
    next: 'fail',
    cause: "the response was longer than any of Cloudflare's API",
    advice: 'Check `api-url` and proxies: something else seems to answer',
  },
  tls: {
    next: 'stop-all',
    cause: "the server's certificate is not trusted",
    advice:
      'If a proxy or gateway opens TLS connections, name its certificate authority in NODE_EXTRA_CA_CERTS',
  },
  proxy: {
    next: 'stop-all',
    cause: 'the proxy refused the connection',
    advice: "Check HTTPS_PROXY, NO_PROXY, and the proxy's user name and password",
  },
  interrupted: {
    next: 'backoff',
    cause: 'the step ended before the response came',
    advice: `${mayHavePurged}. Run the step again: purging twice does no harm`,
  },
  unexpected: {
    next: 'stop-all',
    cause: 'an unexpected error',
    advice: 'This is a bug in the action. Please open an issue with this message',
  },
};

/** Every alternative has a space, which no item has: a message may quote items. */
const rateLimitMessage = /rate limit|too many requests|consider throttling/i;
/** Codes that mean a fault inside Cloudflare with these messages, and a wrong token with others. */
const ambiguousCodes = new Set([1000, 10001]);
const transientMessage = /time-?out|timed out|internal|temporar|unavailable|try again/i;
/** The number in a message about one item is not about the size of a request. */
const tooManyItemsMessage = /exceeded maximum amount of (\d+)/i;

/** What decides about a request with several errors, the first of these that there is. */
const precedence = ['throttle', 'split', 'backoff', 'hold', 'stop-all', 'stop-zone'] as const;

/** Diagnoses a refusal by its codes first, then its HTTP status. */
export function diagnoseErrors(status: number, errors: readonly ApiError[]): Diagnosis {
  if (status === 429) return rateLimit;
  const found = errors.map(diagnoseError).filter((diagnosis) => diagnosis !== undefined);
  const decisive = precedence
    .map((next) => found.find((diagnosis) => diagnosis.next === next))
    .find((diagnosis) => diagnosis !== undefined);
  if (decisive !== undefined) return decisive;
  if (status === 408 || status >= 500) return responseRows.serverFault;
  return found[0] ?? responseRows.unknownCode;
}

function diagnoseError({ code, message }: ApiError): Diagnosis | undefined {
  if (rateLimitMessage.test(message)) return rateLimit;
  if (ambiguousCodes.has(code) && transientMessage.test(message)) return responseRows.serverFault;
  const row = rowOfCode.get(code);
  if (row === undefined) return undefined;
  const { next, cause, advice } = row;
  if (next !== 'split') return { next, cause, advice };
  const mostItems = Number(tooManyItemsMessage.exec(message)?.[1] ?? 0);
  return mostItems > 0 ? { next, mostItems, cause, advice } : badItem;
}

/** Diagnoses a response that is not an envelope by its HTTP status. */
export function diagnoseStatus(status: number): Diagnosis {
  if (status === 429) return rateLimit;
  if (status === 408 || status >= 500) return responseRows.serverFault;
  return status >= 400 ? responseRows.wrongAddress : responseRows.notTheApi;
}
