import type { Clock } from '../clock.ts';
import { acceptedEncodings, requestTimeoutMs, userAgent } from '../http/http.ts';
import type { NetworkFailure, Send } from '../http/transport.ts';
import { type Check, mostBodyBytes } from '../inputs/checks.ts';
import type { RequestHeaders } from '../inputs/headers.ts';
import type { Settings } from '../inputs/inputs.ts';
import { publicValue } from '../inputs/secrets.ts';
import { Stop } from '../pacing/stop.ts';
import { createRedact, type Redact } from '../redact.ts';
import { limitAtOnce } from './limit-at-once.ts';
import type { VisitAnswer, VisitReply } from './visit.ts';
import type { Ask } from './wait.ts';

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
    return { ...reply, redirectedTo };
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
