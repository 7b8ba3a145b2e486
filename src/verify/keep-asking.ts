import type { Clock } from '../clock.ts';
import type { CheckState } from './check-state.ts';
import type { CheckTime } from './check-time.ts';
import { stepMs } from './growing-steps.ts';
import type { Repurges } from './repurges.ts';

/** What is asked again until it is fresh: a check from the runner, or a URL from probes. */
export interface Question {
  readonly url: string;
  /** What is known of it so far. */
  readonly states: readonly CheckState[];
  /** Whether an answer is missing that asking again may bring. */
  readonly isOpen: boolean;
  /** How long before the end it is asked last, so that its answer comes in time; milliseconds. */
  readonly answerMs: number;
  /** Asks once, until the signal is aborted. What comes of it stands in `states`. */
  readonly ask: (signal: AbortSignal) => Promise<void>;
}

/** How questions are asked again. */
export interface AskingAgain {
  readonly clock: Clock;
  readonly time: CheckTime;
  readonly repurges: Repurges;
  /** How long after a purge a question comes, in milliseconds. */
  readonly settleMs: number;
}

/** A question so soon after the last one would hardly tell more. */
const shortestStepMs = 250;

/**
 * Asks a question, a moment after the purge, and again in growing steps while it is open and there
 * is time. What is stale is purged by itself before it is asked again.
 */
export async function keepAsking(question: Question, asking: AskingAgain): Promise<void> {
  const { clock, time, settleMs } = asking;
  if (settleMs > 0) await clock.sleep(settleMs, time.over);
  for (let n = 0; ; n += 1) {
    const askedAt = clock.now();
    await question.ask(time.over);
    const left = time.left() - question.answerMs;
    if (!question.isOpen || left < shortestStepMs) return;
    await clock.sleep(Math.min(stepMs(n), left), time.over);
    if (time.over.aborted) return;
    const isPurged = await repurgeStale(question, asking.repurges, askedAt);
    if (isPurged && settleMs > 0) await clock.sleep(settleMs, time.over);
    if (time.over.aborted) return;
  }
}

async function repurgeStale(
  { url, states }: Question,
  repurges: Repurges,
  askedAt: number,
): Promise<boolean> {
  const stale = states.filter(({ wantsRepurge }) => wantsRepurge);
  if (stale.length === 0) return false;
  const refusal = await repurges.purgeAgain(url, askedAt);
  for (const state of stale) state.repurged(refusal);
  return refusal === undefined;
}
