import type { Clock } from '../clock.ts';
import type { Stop } from '../purge/stop.ts';
import type { CheckState } from './check-state.ts';
import { stepMs } from './growing-steps.ts';
import type { RepurgeBook } from './repurge-book.ts';

/** What is asked again until it is fresh: a check from the runner, or a URL from probes. */
export interface Question {
  readonly url: string;
  /** What is known of it so far. */
  readonly states: readonly CheckState[];
  /** Whether an answer is missing that asking again may bring. */
  readonly isOpen: boolean;
  /** Asks once. What comes of it stands in `states`. */
  readonly ask: (limits: AskLimits) => Promise<void>;
}

export interface AskLimits {
  /** When an answer is of no use any more, on the clock's scale. */
  readonly deadline: number;
}

/** How questions are asked again. */
export interface AskingAgain {
  readonly clock: Clock;
  readonly stop: Stop;
  /** How long to keep at it, in milliseconds; what re-purges wait for the rate limit does not count. */
  readonly timeoutMs: number;
  /** How long after a purge a question comes, in milliseconds. */
  readonly settleMs: number;
  /** How long before the end the last question comes, so that its answer comes in time; milliseconds. */
  readonly answerMs: number;
}

/**
 * Asks all questions, and those that stay open again, in growing steps and a last time just before
 * the time is over. What is stale is purged by itself before it is asked again.
 */
export async function keepAsking(
  questions: readonly Question[],
  book: RepurgeBook,
  asking: AskingAgain,
): Promise<void> {
  const { clock, stop, answerMs } = asking;
  let left = asking.timeoutMs;
  let open = questions;
  for (let n = 0; open.length > 0; n += 1) {
    const askedAt = clock.now();
    left -= await askOnce(open, asking, left);
    open = open.filter(({ isOpen }) => isOpen);
    if (left <= answerMs || open.length === 0) return;
    const step = Math.min(stepMs(n), left - answerMs);
    await clock.sleep(step, stop.noMore);
    left -= step;
    if (stop.noMore.aborted) return;
    await repurgeStale(open, book, askedAt);
    if (stop.noMore.aborted) return;
  }
}

/** Asks all at once, a moment after the purge; gives the milliseconds that the answers took. */
export async function askOnce(
  questions: readonly Question[],
  { clock, stop, settleMs }: Pick<AskingAgain, 'clock' | 'stop' | 'settleMs'>,
  timeLeftMs: number,
): Promise<number> {
  if (settleMs > 0) await clock.sleep(settleMs, stop.noMore);
  const asked = clock.now();
  const deadline = asked + timeLeftMs;
  await Promise.all(questions.map((question) => question.ask({ deadline })));
  return clock.now() - asked;
}

/** Purges each stale URL once, however many checks name it. */
async function repurgeStale(
  questions: readonly Question[],
  book: RepurgeBook,
  askedAt: number,
): Promise<void> {
  const stale = questions.flatMap(({ url, states }) =>
    states.filter(({ wantsRepurge }) => wantsRepurge).map((state) => ({ url, state })),
  );
  for (const [url, sameUrl] of Map.groupBy(stale, ({ url }) => url)) {
    if (!(await book.purgeAgain(url, askedAt))) continue;
    for (const { state } of sameUrl) state.repurged();
  }
}
