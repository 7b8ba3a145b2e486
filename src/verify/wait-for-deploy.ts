import type { Clock } from '../clock.ts';
import type { Stop, StopReason } from '../pacing/stop.ts';
import { formatDuration } from '../text.ts';
import { readCacheHeaders } from './cache-headers.ts';
import { type Check, nameCheck } from './check.ts';
import { describeSeen } from './describe-seen.ts';
import { stepMs } from './growing-steps.ts';
import { isChallenge } from './judge.ts';
import { holds } from './match-content.ts';
import type { VisitAnswer, VisitReply } from './visit.ts';

/** Asks the address of a check once. */
export type Ask = (check: Check, signal: AbortSignal) => Promise<VisitReply>;

/** What waiting needs of the world. */
export interface Asking {
  readonly ask: Ask;
  readonly clock: Clock;
  readonly stop: Stop;
  /** Told what is seen meanwhile. */
  readonly log: (line: string) => void;
  readonly warn: (message: string) => void;
}

/** How waiting for one check ended. */
export interface WaitResult {
  readonly check: Check;
  readonly held: boolean;
  readonly tries: number;
  readonly ms: number;
  /** What the last answer was; undefined where none came. */
  readonly seen: string | undefined;
  /** Why waiting ended; undefined where the check holds. */
  readonly stopped: StopReason | undefined;
  /** Whether an answer that did not hold came from Cloudflare's cache, which was warned of at once. */
  readonly fromCache: boolean;
  /** Whether the last answer was a refusal of the check, and none of the page. */
  readonly isRefused: boolean;
}

/** Cache statuses of answers that the origin was not asked for. */
const cacheStatuses = new Set<string | undefined>(['HIT', 'STALE', 'UPDATING']);

/** Asks for all checks, side by side, until each holds or the time is over. */
export function waitForDeploy(checks: readonly Check[], asking: Asking): Promise<WaitResult[]> {
  return Promise.all(checks.map((check) => waitForCheck(check, asking)));
}

async function waitForCheck(check: Check, asking: Asking): Promise<WaitResult> {
  const { ask, clock, stop } = asking;
  const started = clock.now();
  const told = new WaitLog(check, asking);
  for (let tries = 0; ; tries += 1) {
    const reply = stop.noMore.aborted ? undefined : await ask(check, stop.noMore);
    const isCutOff = stop.noMore.aborted && reply?.kind === 'no-reply';
    if (reply === undefined || isCutOff) {
      const ms = clock.now() - started;
      return { check, held: false, tries, ms, stopped: stop.reason, ...told.summary };
    }
    const held = holds(check, reply);
    told.tell(reply, held);
    if (held) {
      const ms = clock.now() - started;
      return { check, held, tries: tries + 1, ms, stopped: undefined, ...told.summary };
    }
    const left = stop.deadline - clock.now() - lastAnswerMs;
    const step = stepMs(tries);
    // The last question comes just before the end.
    await clock.sleep(left > 0 ? Math.min(step, left) : step, stop.noMore);
  }
}

/** So long before the end an answer can still come. */
const lastAnswerMs = 1_000;

/** A log that is silent for longer looks as if the step hung. */
const longestSilenceMs = 30_000;

/** Tells what is seen of a check when it changes, and now and then that it does not. */
class WaitLog {
  #seen: string | undefined;
  #fromCache = false;
  #isRefused = false;
  readonly #check: Check;
  readonly #asking: Asking;
  readonly #started: number;
  #toldAt = 0;

  constructor(check: Check, asking: Asking) {
    this.#check = check;
    this.#asking = asking;
    this.#started = asking.clock.now();
  }

  get summary(): Pick<WaitResult, 'seen' | 'fromCache' | 'isRefused'> {
    return { seen: this.#seen, fromCache: this.#fromCache, isRefused: this.#isRefused };
  }

  tell(reply: VisitReply, held: boolean): void {
    const { clock, log, warn } = this.#asking;
    const name = nameCheck(this.#check);
    const seen = held ? 'the check holds' : describeSeen(this.#check, reply);
    const now = clock.now();
    this.#isRefused = reply.kind === 'reply' && isRefusal(reply);
    if (seen !== this.#seen) log(`wait-for ${name}: ${seen}`);
    else if (now - this.#toldAt >= longestSilenceMs) {
      log(`wait-for ${name}: still ${seen}, after ${formatDuration(now - this.#started)}`);
    } else return;
    this.#seen = seen;
    this.#toldAt = now;
    if (held || this.#fromCache || !isFromCache(reply)) return;
    this.#fromCache = true;
    warn(
      `wait-for ${name}: the answer comes from Cloudflare's cache (${seen}), so it cannot change before the purge unless it expires. Ask the origin, or an address that is not cached`,
    );
  }
}

/** Bot protection, a firewall, a login or a rate limit answered in place of the page. */
function isRefusal(reply: VisitAnswer): boolean {
  return isChallenge(reply) || [401, 403, 429].includes(reply.status);
}

function isFromCache(reply: VisitReply): boolean {
  return reply.kind === 'reply' && cacheStatuses.has(readCacheHeaders(reply.headers).cacheStatus);
}
