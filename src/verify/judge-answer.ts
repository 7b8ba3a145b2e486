import type { Clock } from '../clock.ts';
import type { FailedMeasurement } from '../globalping/measurement.ts';
import type { Method } from '../inputs/settings.ts';
import { nameCheck } from './check.ts';
import type { CheckState } from './check-state.ts';
import { describeVerdict } from './describe-verdict.ts';
import { nameVantage } from './vantage.ts';
import type { VisitReply } from './visit.ts';

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
