import { showsAgeOfOrigin } from './cache-headers.ts';
import type { Check } from './check.ts';
import { CheckState } from './check-state.ts';
import { type Judging, judgeAnswer } from './judge-answer.ts';
import type { Question } from './keep-asking.ts';
import { runner } from './vantage.ts';
import type { Ask } from './wait-for-deploy.ts';

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
