import type { Clock } from '../clock.ts';
import type { Api } from '../cloudflare/client.ts';
import type { PurgeRequest } from '../cloudflare/request.ts';
import type { CreateTransport } from '../http/undici-transport.ts';
import type { Settings } from '../inputs/settings.ts';
import { Stop } from '../pacing/stop.ts';
import { countOutcome, type RequestOutcome } from '../purge/outcome.ts';
import type { ZoneTarget } from '../purge/plan.ts';
import { sendRequests } from '../purge/send.ts';
import type { Environment } from '../runner.ts';
import { CheckTime, holdWhileWaiting } from './check-time.ts';
import { createAsk } from './create-ask.ts';
import { findPurgeTime } from './purge-time.ts';
import { createRepurge } from './repurge-urls.ts';
import type { ClosableVisitor } from './undici-visitor.ts';
import { type Verification, verifyPurge } from './verify-purge.ts';
import { type WaitResult, waitForDeploy } from './wait-for-deploy.ts';

/** What checks touch outside the action. */
export interface CheckWorld {
  readonly clock: Clock;
  readonly cancelled: AbortSignal;
  readonly createVisitor: () => Promise<ClosableVisitor>;
  readonly environment: Environment;
  readonly createTransport: CreateTransport;
  readonly log: (line: string) => void;
  /** Told of each request that is sent again. */
  readonly logOutcome: (outcome: RequestOutcome) => void;
  readonly warn: (message: string) => void;
}

/** Waits until every check of `wait-for` holds, as long as `wait-timeout` says. */
export async function waitBeforePurge(
  settings: Settings,
  world: CheckWorld,
): Promise<readonly WaitResult[]> {
  if (settings.waitFor.length === 0) return [];
  await using visitor = await world.createVisitor();
  using stop = new Stop(world.clock, settings.waitTimeoutMs, world.cancelled);
  let warned = false;
  // One annotation is enough to be seen; the others go to the log.
  const warn = (message: string): void => {
    if (warned) world.log(message);
    else world.warn(message);
    warned = true;
  };
  const ask = createAsk(settings, visitor.visit, world.clock);
  return await waitForDeploy(settings.waitFor, { ...world, warn, stop, ask });
}

/**
 * Cloudflare states an average of under 150 ms until a purge is everywhere; a question that comes
 * before would purge again, and then the whole plan, for nothing.
 * @see https://blog.cloudflare.com/instant-purge/
 */
const settleMs = 300;

/** What was purged, for the checks after it. */
export interface Purged {
  readonly targets: readonly ZoneTarget[];
  readonly plan: readonly PurgeRequest[];
  readonly outcomes: readonly RequestOutcome[];
}

/** Makes the checks of `verify`; undefined where there are none. */
export async function verifyAfterPurge(
  settings: Settings,
  { targets, plan, outcomes }: Purged,
  api: Api,
  world: CheckWorld,
): Promise<Verification | undefined> {
  if (settings.verify.length === 0) return undefined;
  const { clock } = world;
  await using visitor = await world.createVisitor();
  // Re-purges have the time of a purge: what they wait for the rate limit is not time of the checks.
  using stop = new Stop(clock, settings.timeoutMs + settings.verifyTimeoutMs, world.cancelled);
  using time = new CheckTime(clock, settings.verifyTimeoutMs, stop.noMore);
  // Loaded only where places are named, so that other steps start as fast as without.
  await using probing =
    settings.verifyFrom.length > 0
      ? await (await import('./start-probing.ts')).startProbing(settings, world)
      : undefined;
  const resending = { ...api, stop };
  const repurging = { ...resending, gate: holdWhileWaiting(api.gate, time) };
  const scope = { targets, variants: settings.variants };
  /** The last time that all of the plan was accepted: what a purge by itself does not cover counts from there. */
  let lastSent = outcomes;
  return await verifyPurge(settings.verify, {
    clock,
    time,
    stop,
    log: world.log,
    method: settings.method,
    settleMs,
    ask: createAsk(settings, visitor.visit, clock),
    askFromProbes: probing?.askFromProbes ?? (() => []),
    purgedAt: (url) => findPurgeTime(url, lastSent) ?? clock.now(),
    repurge: createRepurge(scope, repurging, world.logOutcome),
    resend: async () => {
      const resent = await sendRequests(plan, resending, world.logOutcome);
      if (countOutcome(resent).unpurged === 0) lastSent = resent;
      return resent;
    },
  });
}
