import type { Clock } from '../clock.ts';
import { acceptedEncodings, requestTimeoutMs, userAgent } from '../http/http.ts';
import type { NetworkFailure, Send } from '../http/transport.ts';
import { type Check, mostBodyBytes } from '../inputs/checks.ts';
import type { RequestHeaders } from '../inputs/headers.ts';
import type { Settings } from '../inputs/inputs.ts';
import { publicValue } from '../inputs/secrets.ts';
import { Stop } from '../pacing/stop.ts';
import { createRedact, type Redact } from '../redact.ts';

/** What an address answered. */
export interface VisitAnswer {
  readonly kind: 'reply';
  /** A probe in another place follows no redirects, and gives a body as text, up to a length. */
  readonly by: 'runner' | 'probe';
  readonly status: number;
  /** When its headers came, on the clock's scale. */
  readonly receivedAt: number;
  /** Names in lower case; of a header that came several times, the first value. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: VisitBody;
  /** The address that answered: after redirects, another one than was asked. */
  readonly url: string;
  /** Where redirects led to, in a form that may be told; undefined where there were none. */
  readonly redirectedTo: string | undefined;
}

/** A body, decoded. */
export type VisitBody =
  /** `sent` is as it came, where it was encoded. */
  | { readonly kind: 'whole'; readonly bytes: Uint8Array; readonly sent?: Uint8Array }
  | { readonly kind: 'beginning'; readonly bytes: Uint8Array }
  /** Too large, or of no use for this check. */
  | { readonly kind: 'unread' };

export type VisitReply = VisitAnswer | NetworkFailure;

/** Requests the address of a check once. */
export type Ask = (check: Check, signal: AbortSignal) => Promise<VisitReply>;

/** Checks that are under way at once: a page of each is held, and sites limit their visitors. */
const mostAtOnce = 10;

const mostRedirects = 10;

const noAnswerInTime: NetworkFailure = {
  kind: 'no-reply',
  reason: 'timeout',
  code: 'TimeoutError',
};

/** Makes the way to ask for one check, its redirects included, for 30 s at most. */
export function createAsk(settings: Settings, send: Send, clock: Clock): Ask {
  const { checkHeaders } = settings;
  const redact = createRedact(findSecrets(settings));
  return limitAtOnce(mostAtOnce, async (check: Check, signal: AbortSignal) => {
    using limit = new Stop(clock, requestTimeoutMs, signal);
    const reply = await followRedirects(check, send, checkHeaders, limit.noMore);
    if (reply.kind === 'no-reply') return limit.reason === 'timeout' ? noAnswerInTime : reply;
    const redirectedTo =
      reply.url === check.url ? undefined : nameTarget(reply.url, check.url, redact);
    // The step purges where redirects led to, which must not show a secret that a page repeats there.
    const url = redact(reply.url) === reply.url ? reply.url : check.url;
    return { ...reply, url, redirectedTo };
  });
}

/**
 * Asks the address of a check. Redirects are followed where its content counts; a bare URL is judged
 * by its own response, which is what a purge of it changes.
 * @param checkHeaders For the origin of the check only. After a redirect to another they are gone for
 *   good: a secret must not go where a page points to, and not be led back either.
 */
async function followRedirects(
  { url, expectation }: Check,
  send: Send,
  checkHeaders: RequestHeaders,
  signal: AbortSignal,
): Promise<VisitReply> {
  // A bare URL needs no body.
  if (expectation.kind === 'status') return visit(send, url, checkHeaders, 0, signal);
  let reply = await visit(send, url, checkHeaders, mostBodyBytes, signal);
  let headers = checkHeaders;
  for (let count = 0; count < mostRedirects; count += 1) {
    const target = reply.kind === 'reply' ? findRedirect(reply) : undefined;
    if (target === undefined) return reply;
    if (target.origin !== URL.parse(url)?.origin) headers = {};
    reply = await visit(send, target.href, headers, mostBodyBytes, signal);
  }
  return reply;
}

/** Makes one `GET`, as a browser would, and follows nothing. */
async function visit(
  send: Send,
  url: string,
  checkHeaders: RequestHeaders,
  most: number,
  signal: AbortSignal,
): Promise<VisitReply> {
  const headers = {
    accept: '*/*',
    'user-agent': userAgent,
    ...checkHeaders,
    'accept-encoding': acceptedEncodings,
  };
  const reply = await send({ method: 'GET', url, headers, mostBodyBytes: most }, signal);
  if (reply.kind === 'no-reply') return reply;
  const body = reply.body ? ({ kind: 'whole', ...reply.body } as const) : unread;
  return { ...reply, by: 'runner', body, url, redirectedTo: undefined };
}

const unread = { kind: 'unread' } as const;

/** Where a redirect leads to; undefined where it is none, or leaves the web. */
function findRedirect({ status, headers, url }: VisitAnswer): URL | undefined {
  const location = headers['location'];
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  const target = URL.parse(location, url);
  if (target === null || !/^https?:$/.test(target.protocol)) return undefined;
  target.username = '';
  target.password = '';
  target.hash = '';
  return target;
}

/**
 * Where redirects led to, as it may be shown: on another origin the origin alone; on the same the path
 * too, without a query; and nothing of the secrets that a page may repeat there.
 */
function nameTarget(target: string, from: string, redact: Redact): string {
  const { origin, pathname } = new URL(target);
  return redact(origin === new URL(from).origin ? origin + pathname : `${origin}/`);
}

/** What the step knows that no page may make it show: a page can echo the headers of a check. */
function findSecrets({ token, globalpingToken, checkHeaders }: Settings): string[] {
  const headers = Object.values(checkHeaders).filter((value) => !publicValue.test(value));
  const values = [token ?? '', globalpingToken ?? '', ...headers];
  return [...values, ...values.flatMap((value) => value.split(/\s+/))];
}

/** The same work, of which no more than so many run at once; the others wait for their turn. */
export function limitAtOnce<Args extends readonly unknown[], T>(
  most: number,
  work: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (...args) => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work(...args);
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

const firstBackoffMs = 2_000;
const longestBackoffMs = 30_000;
/** So that checks that were refused together do not come back together. */
const jitter = 0.25;

/** Respects the limits of sites: what answers 429 is requested later, and fewer pages at once. */
export class Throttle {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #openAt = new Map<string, number>();
  readonly #backoffMs = new Map<string, number>();
  #atOnce = mostAtOnce;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** How many requests may be under way. */
  get atOnce(): number {
    return this.#atOnce;
  }

  /** How long the site of a URL is to be left alone, in milliseconds; 0 if it is not. */
  waitMs(url: string): number {
    return Math.max(0, (this.#openAt.get(new URL(url).origin) ?? 0) - this.#clock.now());
  }

  /**
   * Takes a response into account.
   * @see https://www.rfc-editor.org/rfc/rfc6585#section-4
   */
  learn(url: string, reply: VisitReply): void {
    if (reply.kind !== 'reply') return;
    const { origin } = new URL(url);
    const told = /^\s*(\d{1,7})\s*$/.exec(reply.headers['retry-after'] ?? '')?.[1];
    if (reply.status !== 429 && (reply.status !== 503 || told === undefined)) {
      this.#backoffMs.delete(origin);
      return;
    }
    // Responses that come while the site is left alone were requested before.
    if (this.waitMs(url) > 0) return;
    const backoffMs = this.#backoffMs.get(origin) ?? firstBackoffMs;
    this.#backoffMs.set(origin, Math.min(backoffMs * 2, longestBackoffMs));
    const toldMs = told === undefined ? backoffMs : Number(told) * 1000;
    // A page that says 503 while the deploy is under way names any time.
    const waitMs = reply.status === 503 ? Math.min(toldMs, longestBackoffMs) : toldMs;
    this.#openAt.set(origin, this.#clock.now() + waitMs * (1 + jitter * this.#random()));
    this.#atOnce = Math.max(1, Math.floor(this.#atOnce / 2));
  }
}
