import type { Clock } from '../clock.ts';
import { sortNetworkError } from '../http/network-failure.ts';
import { chooseDelay, mostTransientFailures } from '../pacing/backoff.ts';
import type { Gate, Load } from '../pacing/gate.ts';
import type { Stop } from '../pacing/stop.ts';
import { type GitHubRefusal, type GitHubReply, mayPass } from './github-reply.ts';
import type { CallGitHub, GitHubQuestion } from './octokit-caller.ts';

/** What asking needs of the world. */
export interface Asking {
  readonly call: CallGitHub;
  /** One for all questions, so that a limit holds them all. */
  readonly gate: Gate;
  readonly stop: Stop;
  readonly clock: Clock;
  /** Gives numbers from 0 to less than 1, as Math.random does. */
  readonly random: () => number;
}

/** The last answer; undefined where the step stopped before there was any. */
export type AskGitHub = (question: GitHubQuestion) => Promise<GitHubReply | undefined>;

/** GitHub's requests count alike, whatever they ask for. */
const load: Load = { limit: 'look-ups', items: 1 };

/**
 * Makes the way to ask GitHub until it answers for good: limits are waited for as GitHub says, as long
 * as `timeout` allows; faults on the way get 5 tries.
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function createAskGitHub(asking: Asking): AskGitHub {
  const { gate, stop, clock, random } = asking;
  return async (question) => {
    let reply: GitHubReply | undefined;
    let failures = 0;
    while (await gate.enter(load, stop)) {
      reply = await askOnce(question, asking);
      if (isLimited(reply)) continue;
      failures += 1;
      if (!mayPass(reply) || failures >= mostTransientFailures) return reply;
      const delayMs = chooseDelay(failures, random);
      if (clock.now() + delayMs >= stop.deadline) return reply;
      await clock.sleep(delayMs, stop.noMore);
    }
    return reply;
  };
}

/** Asks, and tells the gate what came of it. */
async function askOnce(
  question: GitHubQuestion,
  { call, gate, stop }: Asking,
): Promise<GitHubReply> {
  const reply = await call(question, stop.cutOff).catch(sortNetworkError);
  if (reply.kind === 'accepted') gate.leave(load, 'accepted', {});
  else if (isLimited(reply)) gate.leave(load, 'rate-limited', { retryAfterMs: reply.waitMs });
  else gate.leave(load, 'nothing', {});
  return reply;
}

function isLimited(reply: GitHubReply): reply is GitHubRefusal & { readonly waitMs: number } {
  return reply.kind === 'refused' && reply.waitMs !== undefined;
}
