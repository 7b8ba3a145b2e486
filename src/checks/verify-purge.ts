import type { RequestOutcome } from '../purge/outcome.ts';
import { askFromRunner, type Judging } from './ask-from-runner.ts';
import type { Check } from './check.ts';
import type { CheckResult } from './check-state.ts';
import { type AskingAgain, askOnce, keepAsking, type Question } from './keep-asking.ts';
import { type Repurge, RepurgeBook } from './repurge-book.ts';
import type { Asking } from './wait-for-deploy.ts';

/** What verifying needs beside asking. */
export interface Verifying
  extends Asking,
    Omit<AskingAgain, 'answerMs'>,
    Pick<Judging, 'method' | 'purgedAt'> {
  /** Purges a URL by itself; undefined where that cannot be done. */
  readonly repurge: (url: string) => Promise<RequestOutcome | undefined>;
  /** Sends the whole plan once more. */
  readonly resend: () => Promise<readonly RequestOutcome[]>;
  /** Makes the questions that probes in other places are asked; none where no places are named. */
  readonly askFromProbes: (checks: readonly Check[], judging: Judging) => readonly Question[];
}

export interface Verification {
  readonly results: readonly CheckResult[];
  readonly repurges: readonly Repurge[];
  /** The plan sent once more, because a check turned fresh only by a purge of its own. */
  readonly resent: readonly RequestOutcome[] | undefined;
  /** Whether the job was cancelled before the checks were done. */
  readonly cancelled: boolean;
  /** What else people should know. */
  readonly warnings: readonly string[];
}

/** A probe takes some seconds; one that is asked later than this could not answer in time. */
const probeAnswerMs = 5_000;
/** After the plan was sent once more the time of the checks may be over, and all are asked once. */
const lastAnswersMs = 15_000;

/** Makes the checks after a purge, and purges what is stale again until all is fresh or time is over. */
export async function verifyPurge(
  checks: readonly Check[],
  verifying: Verifying,
): Promise<Verification> {
  const { clock, stop, log } = verifying;
  const book = new RepurgeBook(clock, verifying.repurge);
  const warnings: string[] = [];
  const judging: Judging = {
    ...verifying,
    warn: (message) => warnings.push(message),
    purgedAt: (url) => book.purgedAt(url) ?? verifying.purgedAt(url),
    agedByOrigin: new Set(),
  };
  const here = checks.map((check) => askFromRunner(check, judging, verifying));
  const there = verifying.askFromProbes(checks, judging);
  // Side by side, so that slow probes keep nobody from purging again what is stale here.
  await Promise.all([
    keepAsking(here, book, { ...verifying, answerMs: 0 }),
    keepAsking(there, book, { ...verifying, answerMs: probeAnswerMs }),
  ]);

  const questions = [...here, ...there];
  const states = questions.flatMap((question) => question.states);
  let resent: readonly RequestOutcome[] | undefined;
  if (states.some((state) => state.turnedFreshByRepurge) && !stop.noMore.aborted) {
    log(
      'A check turned fresh only when its URL was purged again: the whole plan is sent once more',
    );
    resent = await verifying.resend();
    book.forgetTimes();
    for (const state of states) state.forgetRepurges();
    await askOnce(questions, verifying, lastAnswersMs);
  }
  return {
    results: questions.flatMap((question) =>
      question.states.flatMap((state) => state.result() ?? []),
    ),
    repurges: book.repurges,
    resent,
    cancelled: stop.reason === 'cancelled',
    warnings,
  };
}
