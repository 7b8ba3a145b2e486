import type { Clock } from '../clock.ts';
import type { FailedMeasurement } from '../globalping/measurement.ts';
import type { Method } from '../inputs/settings.ts';
import { showsAgeOfOrigin } from './cache-headers.ts';
import { type Check, nameCheck } from './check.ts';
import { CheckState } from './check-state.ts';
import { describeVerdict } from './describe-verdict.ts';
import type { Question } from './keep-asking.ts';
import type { ProbeReply } from './probe.ts';
import { nameVantage, runner } from './vantage.ts';
import type { Asking } from './wait-for-deploy.ts';

/** What judging an answer after the purge needs, wherever it was asked from. */
export interface Judging {
  readonly clock: Clock;
  readonly method: Method;
  /** When the last request was sent that covered a URL, on the clock's scale. */
  readonly purgedAt: (url: string) => number;
  /** URLs whose origin sends an `Age`, learned by all checks together. */
  readonly agedByOrigin: Set<string>;
  /** Told what is seen. */
  readonly log: (line: string) => void;
  /** Told what cannot be seen, though verdicts of before stand. */
  readonly warn: (message: string) => void;
}

/** Makes the question for one check, asked from here. */
export function askFromRunner(
  check: Check,
  judging: Judging,
  { ask, stop }: Pick<Asking, 'ask' | 'stop'>,
): Question {
  const { clock } = judging;
  const state = new CheckState(check, runner, judging.method);
  const started = clock.now();
  return {
    url: check.url,
    states: [state],
    get isOpen() {
      return !state.isFresh;
    },
    ask: async () => {
      const reply = await ask(check, stop.noMore);
      // The end of the step is no answer: what was stale before it still is.
      const isInterrupted = stop.noMore.aborted && reply.kind === 'no-reply';
      if (isInterrupted && state.verdict !== undefined) return;
      if (reply.kind === 'reply' && showsAgeOfOrigin(reply.headers)) {
        judging.agedByOrigin.add(reply.url);
      }
      judgeAnswer(state, reply, started, judging);
    },
  };
}

/** Judges an answer that came just now, and says so where it is another one than before. */
export function judgeAnswer(
  state: CheckState,
  reply: ProbeReply | FailedMeasurement,
  started: number,
  { clock, agedByOrigin, purgedAt, log }: Judging,
): void {
  const { check, from } = state;
  const before = state.verdict && describeVerdict(state.verdict);
  const times = { started, answered: clock.now(), purged: purgedAt(check.url) };
  const verdict = state.judge(reply, times, agedByOrigin.has(check.url));
  const said = describeVerdict(verdict);
  if (said === before) return;
  log(`verify ${nameCheck(check)}${nameVantage(from)}: ${verdict.verdict}, ${said}`);
}
