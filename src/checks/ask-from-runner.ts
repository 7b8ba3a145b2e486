import type { Clock } from '../clock.ts';
import type { FailedMeasurement } from '../globalping/measurement.ts';
import type { Method } from '../inputs/settings.ts';
import { showsAgeOfOrigin } from './cache-headers.ts';
import { type Check, nameCheck } from './check.ts';
import { CheckState } from './check-state.ts';
import { describeVerdict } from './describe-verdict.ts';
import type { Question } from './keep-asking.ts';
import { nameVantage, runner } from './vantage.ts';
import type { VisitReply } from './visit.ts';
import type { Ask } from './wait-for-deploy.ts';

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

/** A last question that is asked later than this before the end would hardly be answered. */
const longestUsualAnswerMs = 800;

const tooLate = { kind: 'no-reply', reason: 'timeout', code: 'verify-timeout' } as const;

/** Makes the question for one check, asked from here. */
export function askFromRunner(check: Check, judging: Judging, ask: Ask): Question {
  const { clock } = judging;
  const state = new CheckState(check, runner, judging.method);
  const started = clock.now();
  return {
    url: check.url,
    states: [state],
    get isOpen() {
      return !state.isFresh;
    },
    answerMs: longestUsualAnswerMs,
    ask: async (signal) => {
      const reply = await ask(check, signal);
      const isCutOff = signal.aborted && reply.kind === 'no-reply';
      // The end of the time is no answer: what was stale before it still is.
      if (isCutOff && state.verdict !== undefined) return;
      if (isCutOff) return judgeAnswer(state, tooLate, started, judging);
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
  reply: VisitReply | FailedMeasurement,
  started: number,
  { clock, agedByOrigin, purgedAt, log }: Judging,
): void {
  const { check, from } = state;
  const before = state.verdict && describeVerdict(state.verdict);
  const now = clock.now();
  const answered = reply.kind === 'reply' ? reply.receivedAt : now;
  const times = { started, now, answered, purged: purgedAt(check.url) };
  const verdict = state.judge(reply, times, agedByOrigin.has(check.url));
  const said = describeVerdict(verdict);
  if (said === before) return;
  log(`verify ${nameCheck(check)}${nameVantage(from)}: ${verdict.verdict}, ${said}`);
}
