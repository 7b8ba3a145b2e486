import type { Clock } from '../clock.ts';
import type { Stop } from '../pacing/stop.ts';
import { countOutcome, type RequestOutcome } from '../purge/outcome.ts';
import { askFromRunner } from './ask-from-runner.ts';
import type { Check } from './check.ts';
import type { CheckResult } from './check-state.ts';
import type { CheckTime } from './check-time.ts';
import type { Judging } from './judge-answer.ts';
import { keepAsking, type Question } from './keep-asking.ts';
import { type Repurge, type RepurgeResults, Repurges } from './repurges.ts';
import type { Ask } from './wait-for-deploy.ts';

/** What verifying needs of the world. */
export interface Verifying extends Pick<Judging, 'method' | 'purgedAt' | 'log'> {
  readonly clock: Clock;
  readonly time: CheckTime;
  /** Ends the step before the time of the checks does. */
  readonly stop: Stop;
  readonly ask: Ask;
  /** How long after a purge a question comes, in milliseconds. */
  readonly settleMs: number;
  /** Purges URLs by themselves. */
  readonly repurge: (urls: readonly string[]) => Promise<RepurgeResults>;
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

/** After the plan was sent once more the checks have this long at least, in milliseconds. */
const leastTimeAfterResendMs = 15_000;

/** Makes the checks after a purge, and purges what is stale again until all is fresh or time is over. */
export async function verifyPurge(
  checks: readonly Check[],
  verifying: Verifying,
): Promise<Verification> {
  const { clock, time, stop, log } = verifying;
  const repurges = new Repurges(clock, stop.noMore, verifying.repurge);
  const warnings: string[] = [];
  const judging: Judging = {
    ...verifying,
    warn: (message) => warnings.push(message),
    purgedAt: (url) => repurges.purgedAt(url) ?? verifying.purgedAt(url),
    agedByOrigin: new Set(),
  };
  const here = checks.map((check) => askFromRunner(check, judging, verifying.ask));
  const there = verifying.askFromProbes(checks, judging);
  const questions = [...here, ...there];
  // Each for itself, so that one that hangs takes nobody's time.
  const askAll = async (asked: readonly Question[]): Promise<void> => {
    const asking = { clock, time, settleMs: verifying.settleMs, repurges };
    await Promise.all(asked.map((question) => keepAsking(question, asking)));
  };
  let resending: Promise<readonly RequestOutcome[]> | undefined;
  const resend = async (): Promise<readonly RequestOutcome[]> => {
    log(
      'A check turned fresh only when its URL was purged again: the whole plan is sent once more',
    );
    const sentAt = clock.now();
    const outcomes = await time.hold(verifying.resend());
    if (countOutcome(outcomes).unpurged > 0) return outcomes;
    repurges.planWasSent(sentAt);
    for (const { states } of questions) for (const state of states) state.forgetRepurges();
    return outcomes;
  };
  const askAndResend = async (asked: readonly Question[]): Promise<void> => {
    await askAll(asked);
    const isLate = asked.some(({ states }) => states.some((state) => state.turnedFreshByRepurge));
    if (isLate && !stop.noMore.aborted) resending ??= resend();
  };

  // The second purge does not wait for probes where the runner knows already that it is needed.
  await Promise.all([askAndResend(here), askAndResend(there)]);
  const resent = await resending;
  if (resent !== undefined && countOutcome(resent).unpurged === 0) {
    time.extendTo(leastTimeAfterResendMs);
    await askAll(questions);
  }
  return {
    results: questions.flatMap((question) =>
      question.states.flatMap((state) => state.result() ?? []),
    ),
    repurges: repurges.done,
    resent,
    cancelled: stop.reason === 'cancelled',
    warnings,
  };
}
