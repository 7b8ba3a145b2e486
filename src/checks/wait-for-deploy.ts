import type { Clock } from '../clock.ts';
import type { Stop, StopReason } from '../purge/stop.ts';
import { readCacheHeaders } from './cache-headers.ts';
import { type Check, nameCheck } from './check.ts';
import { describeSeen } from './describe-seen.ts';
import { stepMs } from './growing-steps.ts';
import { holds } from './match-content.ts';
import type { ProbeReply } from './probe.ts';

/** Asks the address of a check once. */
export type Ask = (check: Check, signal: AbortSignal) => Promise<ProbeReply>;

/** What waiting and verifying need of the world. */
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
}

/** Cache statuses of answers that the origin was not asked for. */
const cacheStatuses = new Set<string | undefined>(['HIT', 'STALE', 'UPDATING']);

/** Asks for all checks, side by side, until each holds or the time is over. */
export function waitForDeploy(checks: readonly Check[], asking: Asking): Promise<WaitResult[]> {
  return Promise.all(checks.map((check) => waitForCheck(check, asking)));
}

async function waitForCheck(check: Check, asking: Asking): Promise<WaitResult> {
  const { ask, clock, stop, log, warn } = asking;
  const started = clock.now();
  let tries = 0;
  let seen: string | undefined;
  let fromCache = false;
  while (!stop.noMore.aborted) {
    const reply = await ask(check, stop.noMore);
    if (stop.noMore.aborted && reply.kind === 'no-reply') break;
    tries += 1;
    const held = holds(check, reply);
    const before = seen;
    seen = held ? 'the check holds' : describeSeen(check, reply);
    if (seen !== before) log(`wait-for ${nameCheck(check)}: ${seen}`);
    if (held) {
      const ms = clock.now() - started;
      return { check, held, tries, ms, seen, stopped: undefined, fromCache };
    }
    if (!fromCache && isFromCache(reply)) {
      fromCache = true;
      warn(
        `wait-for ${nameCheck(check)}: the answer comes from Cloudflare's cache (${seen}), so it cannot change before the purge unless it expires. Ask the origin, or an address that is not cached`,
      );
    }
    await clock.sleep(stepMs(tries - 1), stop.noMore);
  }
  const ms = clock.now() - started;
  return { check, held: false, tries, ms, seen, stopped: stop.reason, fromCache };
}

function isFromCache(reply: ProbeReply): boolean {
  return reply.kind === 'reply' && cacheStatuses.has(readCacheHeaders(reply.headers).cacheStatus);
}
