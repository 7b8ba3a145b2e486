import type { Clock } from '../clock.ts';
import { formatDuration } from '../text.ts';
import type { GateKeeper, Load } from './gate.ts';
import type { Stop, StopReason } from './stop.ts';

/** When and how often something may be sent. */
export interface Pacing {
  readonly gate: GateKeeper;
  readonly stop: Stop;
  readonly clock: Clock;
  /** Gives numbers from 0 to less than 1, as Math.random does. */
  readonly random: () => number;
  /** Told of retries, and of waits for a limit. */
  readonly debug: (line: string) => void;
}

/** What the headers of an answer say about the limit; absent where they say nothing. */
export interface RateLimitHeaders {
  /** From `retry-after`: how long to send nothing. */
  readonly retryAfterMs?: number;
  /** From `ratelimit`'s `r`: how much is left now. */
  readonly remaining?: number;
  /** From `ratelimit`'s `t`: when there is more. */
  readonly resetMs?: number;
  /** From `ratelimit-policy`'s `q`: how much there is in all. */
  readonly quota?: number;
  /** From `ratelimit-policy`'s `w`: in how long the quota comes back. */
  readonly windowMs?: number;
}

export interface Classified {
  readonly next:
    | 'accept'
    /** Over a limit: the gate closes for all, and the request is sent again as often as time allows. */
    | 'throttle'
    /** A fault that may pass: up to 5 tries, further and further apart. */
    | 'backoff'
    /** Seen now and then with valid credentials: two retries, and nothing else is sent meanwhile. */
    | 'hold'
    | 'fail';
  /** What the headers say about the limit. */
  readonly limit?: RateLimitHeaders;
}

/** What is sent until its response is final. */
export interface Retryable<R> {
  /** In debug lines: `POST /zones/…`. */
  readonly name: string;
  /** Sends it once; rejects only on a bug. */
  readonly send: (signal: AbortSignal) => Promise<R>;
  readonly classify: (response: R) => Classified;
  /** What it takes of which limit. */
  readonly load: Load;
  /**
   * Called when the gate lets the request in: what was learned while it waited may have made it
   * pointless.
   */
  readonly isWanted?: () => boolean;
}

export interface Attempts<R> {
  /** The last response; undefined if nothing was sent. */
  readonly response: R | undefined;
  readonly tries: number;
  /** From the first try to the last response, in milliseconds, including waits. */
  readonly ms: number;
  /** When the last try was sent, on the clock's scale. */
  readonly sentAt: number | undefined;
  /** Why it was not sent, or not sent again; undefined if the last response is final. */
  readonly stopped: StopReason | 'unwanted' | undefined;
}

export const untried: Attempts<never> = {
  response: undefined,
  tries: 0,
  ms: 0,
  sentAt: undefined,
  stopped: undefined,
};

const mostTries = 5;
const firstBackoffMs = 500;
const longestBackoffMs = 8_000;
const holdDelaysMs = [1_500, 3_000];

/** Sends a request through the gate until its response is final or the step stops. */
export async function retry<R>(request: Retryable<R>, pacing: Pacing): Promise<Attempts<R>> {
  const { name, load, isWanted = () => true } = request;
  const { gate, stop, clock, random, debug } = pacing;
  let attempts: Attempts<R> = untried;
  let startedAt: number | undefined;
  let failures = 0;
  while (await gate.enter(load, stop)) {
    if (!isWanted()) {
      gate.leave(load, 'nothing', {});
      return { ...attempts, stopped: 'unwanted' };
    }
    startedAt ??= clock.now();
    const sent = await sendInTurn(request, pacing);
    const { response, sentAt, next, limit = {} } = sent;
    const tries = attempts.tries + sent.tries;
    attempts = { response, tries, ms: clock.now() - startedAt, sentAt, stopped: undefined };
    gate.leave(load, gateSignals[next], limit);
    if (next === 'throttle') {
      const waitMs = Math.max(0, gate.opensAt - clock.now());
      debug(`${name}: over the rate limit, so everything waits ${formatDuration(waitMs)}`);
      continue;
    }
    failures += 1;
    if (next !== 'backoff' || failures >= mostTries) return attempts;
    const delayMs = limit.retryAfterMs ?? chooseBackoff(failures, random);
    debug(`${name}: failed, retry ${failures} of ${mostTries - 1} in ${formatDuration(delayMs)}`);
    const stopped = await wait(delayMs, pacing);
    if (stopped !== undefined) return { ...attempts, stopped };
  }
  return { ...attempts, stopped: stop.reason ?? 'cancelled' };
}

const gateSignals = {
  accept: 'accepted',
  throttle: 'rate-limited',
  backoff: 'nothing',
  hold: 'nothing',
  fail: 'nothing',
} as const;

/** Sends once, or up to three times if it is held: the gate stays closed to all others meanwhile. */
async function sendInTurn<R>({ name, send, classify }: Retryable<R>, pacing: Pacing) {
  const { gate, stop, clock, debug } = pacing;
  for (let tries = 1; ; tries += 1) {
    const sentAt = clock.now();
    const response = await send(stop.cutOff);
    const classified = classify(response);
    const sent = { response, tries, sentAt, ...classified };
    const delayMs = holdDelaysMs[tries - 1];
    if (classified.next !== 'hold' || delayMs === undefined) return sent;
    const waitMs = classified.limit?.retryAfterMs ?? delayMs;
    gate.shutFor(waitMs);
    debug(`${name}: refused, retry in ${formatDuration(waitMs)} while everything else waits`);
    if ((await wait(waitMs, pacing)) !== undefined) return sent;
  }
}

/** Waits for the next try. Gives why there is none. */
async function wait(ms: number, { clock, stop }: Pacing): Promise<StopReason | undefined> {
  const isTooLong = stop.reason === undefined && clock.now() + ms >= stop.deadline;
  if (isTooLong) return 'wait-outlasts-timeout';
  await clock.sleep(ms, stop.noMore);
  return stop.reason;
}

/**
 * How long to wait after so many failures: full jitter, up to 0.5 s doubling to 8 s.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
function chooseBackoff(failures: number, random: () => number): number {
  return random() * Math.min(firstBackoffMs * 2 ** (failures - 1), longestBackoffMs);
}
