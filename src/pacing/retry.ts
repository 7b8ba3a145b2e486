import type { Clock } from '../clock.ts';
import type { ApiFailure, ApiReply } from '../cloudflare/api-reply.ts';
import type { ApiRequest, CallApi } from '../cloudflare/client.ts';
import { classifyFailure } from '../cloudflare/failure-class.ts';
import type { RateLimitHeaders } from '../cloudflare/rate-limit-headers.ts';
import { sortNetworkError } from '../http/network-failure.ts';
import { chooseDelay, mostTransientFailures } from './backoff.ts';
import type { GateKeeper, Load } from './gate.ts';
import type { Stop } from './stop.ts';

/** What persistence needs of the world. */
export interface Persistence {
  readonly callApi: CallApi;
  readonly gate: GateKeeper;
  readonly stop: Stop;
  readonly clock: Clock;
  /** Gives numbers from 0 to less than 1, as Math.random does. */
  readonly random: () => number;
}

export interface Attempts {
  /** The last answer; undefined where nothing was sent before the step stopped. */
  readonly reply: ApiReply | undefined;
  readonly tries: number;
  /** From the first sending to the last answer, waiting included. */
  readonly ms: number;
  /** When the last try was sent, on the clock's scale. */
  readonly sentAt: number | undefined;
  /** Whether the request was not wanted any more when its turn came. */
  readonly withdrawn: boolean;
  /** Whether it would have been tried again, but not before the step ends. */
  readonly outOfTime: boolean;
}

export const noAttempts: Attempts = {
  reply: undefined,
  tries: 0,
  ms: 0,
  sentAt: undefined,
  withdrawn: false,
  outOfTime: false,
};

const authenticationDelayMs = 500;

/**
 * Calls the API until it answers for good: rate limits are waited for as long as the step may take,
 * transient faults get 5 tries with full jitter, an authentication error gets one more try.
 * @param load What the request takes of which limit, for the gate.
 * @param isWanted Asked when the gate lets the request in: what was learned while it waited may have
 *   made it pointless.
 */
export async function callPersistently(
  request: ApiRequest,
  load: Load,
  persistence: Persistence,
  isWanted: () => boolean = () => true,
): Promise<Attempts> {
  const { gate, stop, clock } = persistence;
  let attempts: Attempts = noAttempts;
  let transientFailures = 0;
  let started: number | undefined;

  while (await gate.enter(load, stop)) {
    if (!isWanted()) {
      gate.leave(load, 'nothing', {});
      return { ...attempts, withdrawn: true };
    }
    const sentAt = clock.now();
    started ??= sentAt;
    const { reply, tries } = await callTwiceIfRefused(request, persistence);
    attempts = {
      reply,
      tries: attempts.tries + tries,
      ms: clock.now() - started,
      sentAt,
      withdrawn: false,
      outOfTime: false,
    };
    if (reply.kind === 'accepted') {
      gate.leave(load, 'accepted', reply.limit);
      return attempts;
    }
    const { kind } = classifyFailure(reply);
    const limit = limitOf(reply);
    gate.leave(load, kind === 'rate-limited' ? kind : 'nothing', limit);
    if (kind === 'rate-limited') continue;

    transientFailures += 1;
    if (kind !== 'transient' || transientFailures >= mostTransientFailures) return attempts;
    const delayMs = limit.retryAfterMs ?? chooseDelay(transientFailures, persistence.random);
    if (clock.now() + delayMs >= stop.deadline) return { ...attempts, outOfTime: true };
    await clock.sleep(delayMs, stop.noMore);
  }
  return attempts;
}

/**
 * Calls once more where the token is refused, as happens now and then to valid ones. The gate is
 * shut meanwhile: where the token is wrong, whatever went next would fail in the same way. A bug in
 * the call is a failure of this request, so that what was purged before is still accounted for.
 */
async function callTwiceIfRefused(
  request: ApiRequest,
  { callApi, gate, stop, clock }: Persistence,
): Promise<{ reply: ApiReply; tries: number }> {
  const reply = await callApi(request, stop.cutOff).catch(sortNetworkError);
  if (reply.kind === 'accepted' || classifyFailure(reply).kind !== 'authentication') {
    return { reply, tries: 1 };
  }
  gate.shutFor(authenticationDelayMs);
  await clock.sleep(authenticationDelayMs, stop.noMore);
  if (stop.noMore.aborted) return { reply, tries: 1 };
  return { reply: await callApi(request, stop.cutOff).catch(sortNetworkError), tries: 2 };
}

function limitOf(failure: ApiFailure): RateLimitHeaders {
  return failure.kind === 'no-reply' ? {} : failure.limit;
}
