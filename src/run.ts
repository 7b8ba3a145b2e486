import type { Clock } from './clock.ts';
import { type Api, createClient } from './cloudflare/client.ts';
import { countRequestItems, type PurgeRequest } from './cloudflare/request.ts';
import { globalpingOrigin } from './globalping/client.ts';
import { readAsText } from './http/http.ts';
import { findProxy } from './http/proxy.ts';
import type { Send } from './http/transport.ts';
import type { ReadFile } from './inputs/files.ts';
import { maskSecrets, readEarly, readSettings, type Settings } from './inputs/inputs.ts';
import { countItems } from './inputs/items.ts';
import type { InputFault } from './inputs/problem.ts';
import { Gate } from './pacing/gate.ts';
import { Stop } from './pacing/stop.ts';
import { planRequests, type ZoneTarget } from './purge/plan.ts';
import { countOutcome, type RequestOutcome, sendRequests } from './purge/send.ts';
import { resolveTargets } from './purge/targets.ts';
import { ProgressLog } from './report/log-progress.ts';
import { emptyRecord, StepEnded, type StepRecord } from './report/record.ts';
import { tell, type WriteReportFile } from './report/tell.ts';
import { createAgainLog, createOutcomeLog, logChanges, logPlan, warn } from './report/write-log.ts';
import type { Environment, Runner } from './runner.ts';

/** Everything outside the action that it touches. */
export interface World {
  readonly environment: Environment;
  readonly runner: Runner;
  readonly clock: Clock;
  /** Gives numbers from 0 to less than 1, as Math.random does. */
  readonly random: () => number;
  /** Aborted when the job is cancelled. */
  readonly cancelled: AbortSignal;
  readonly readFile: ReadFile;
  readonly writeReportFile: WriteReportFile;
  readonly send: Send;
}

/**
 * The whole step: inputs → settings → (changed) → targets → plan → (wait) → send → verify → report.
 * Each step adds what it did to the record, and whatever ends the step is caught here, so that what
 * was sent is told in any case.
 * @returns Whether the step succeeded.
 */
export async function run(world: World): Promise<boolean> {
  const { environment, runner } = world;
  maskSecrets(environment, runner.mask);
  let record = emptyRecord;
  const add: Add = (learn) => {
    record = { ...record, ...learn(record) };
  };
  try {
    await purgeCache(world, add);
  } catch (error) {
    const end = error instanceof StepEnded ? error.end : ({ kind: 'bug', error } as const);
    add(() => ({ end }));
  }
  return tell(record, { ...world, summary: readEarly(environment).summary });
}

/** Adds to the record of the step. */
type Add = (learn: (record: StepRecord) => Partial<StepRecord>) => void;

async function purgeCache(world: World, add: Add): Promise<void> {
  const settings = await addChanged(world, await readInputs(world, add), add);
  if (settings.selection.kind === 'items' && countItems(settings.selection.lists) === 0) {
    throw new StepEnded({ kind: 'nothing-to-purge' });
  }
  using stop = new Stop(world.clock, settings.timeoutMs, world.cancelled);
  const api = createApi(world, settings, stop);
  const targets = await findTargets(settings, api, add);
  const plan = planRequests(targets, settings.method);
  add(() => ({ plan }));
  logPlan(plan, settings.dryRun, world.runner);
  if (settings.dryRun) throw new StepEnded({ kind: 'dry-run' });

  const hasChecks = settings.waitFor.length + settings.verify.length > 0;
  // Loaded only where there are checks, so that other steps start as fast as without them.
  const checks = hasChecks ? await import('./verify/verify.ts') : undefined;
  const checkWorld = createCheckWorld(world, add);
  const waits = (await checks?.waitBeforePurge(settings, plan, checkWorld)) ?? [];
  add(() => ({ waits }));
  if (waits.some(({ held }) => !held)) throw new StepEnded({ kind: 'not-deployed' });

  const outcomes = await send(world, settings, plan, api, add);
  if (checks === undefined || countOutcome(outcomes).unpurged > 0) return;
  const purged = { targets, plan, outcomes };
  const verification = await checks.verifyAfterPurge(settings, purged, api, checkWorld);
  add(() => ({ verification }));
  if (verification?.error !== undefined) throw verification.error;
}

async function readInputs(world: World, add: Add): Promise<Settings> {
  const { environment, readFile, runner } = world;
  const { timeoutMs } = readEarly(environment);
  using reading = new Stop(world.clock, timeoutMs, world.cancelled);
  const read = await readSettings({ environment, readFile, signal: reading.noMore });
  add(() => ({ requested: read.ok ? countRequested(read.settings) : read.asked }));
  if (reading.reason === 'cancelled') throw new StepEnded({ kind: 'cancelled' });
  if (!read.ok) throw new StepEnded({ kind: 'bad-inputs', found: read.found });
  const { settings } = read;
  add(() => ({ settings, warnings: settings.warnings }));
  for (const remark of settings.remarks) runner.info(remark);
  checkProxies(settings, world);
  return settings;
}

/** Adds what the repository says has changed. */
async function addChanged(world: World, settings: Settings, add: Add): Promise<Settings> {
  if (settings.changed === undefined) return settings;
  // Loaded only where it is needed: GitHub's client is larger than all the rest.
  const { addChanges } = await import('./changed/changed.ts');
  const { debug } = world.runner;
  const added = await addChanges(settings, settings.changed, { ...world, debug });
  if (added.kind === 'fault') throw endWithFault(added.fault);
  if (added.kind === 'cancelled') throw new StepEnded({ kind: 'cancelled' });
  const { changes } = added;
  add(() => ({ changes, settings: added.settings, requested: countRequested(added.settings) }));
  logChanges(changes, world.runner);
  return added.settings;
}

/** Reports the first address of the step whose proxy cannot be used, before anything is sent. */
function checkProxies(settings: Settings, { environment, runner }: World): void {
  const { apiUrl, changed, waitFor, verify, verifyFrom } = settings;
  const addresses: readonly (readonly [InputFault['input'], string])[] = [
    ['api-url', apiUrl],
    ...(changed === undefined ? [] : [['mode', changed.apiUrl] as const]),
    ...waitFor.map(({ url }) => ['wait-for', url] as const),
    ...verify.map(({ url }) => ['verify', url] as const),
    ...(verifyFrom.length === 0 ? [] : [['verify-from', globalpingOrigin.href] as const]),
  ];
  for (const [input, address] of addresses) {
    const url = new URL(address);
    const proxy = findProxy(environment, url);
    if (!proxy.ok) throw endWithFault({ input, problem: proxy.problem });
    if (input === 'api-url' && proxy.value !== undefined) {
      runner.info(`Requests to ${url.host} go through the proxy ${proxy.value.host}`);
    }
  }
}

function createApi(world: World, { apiUrl, token }: Settings, stop: Stop): Api {
  const { clock, random, runner } = world;
  const call =
    token === undefined
      ? () => Promise.reject(new Error('a request without a token'))
      : createClient(apiUrl, token, readAsText(world.send));
  return { call, gate: new Gate(clock), stop, clock, random, debug: runner.debug };
}

/** Looks up zones and environments, and routes every item to its zone. */
async function findTargets(settings: Settings, api: Api, add: Add): Promise<readonly ZoneTarget[]> {
  const resolved = await resolveTargets(settings, api);
  if (resolved.kind === 'faults') {
    throw new StepEnded({ kind: 'bad-inputs', found: resolved.found });
  }
  if (resolved.kind === 'look-up-failed') {
    throw new StepEnded({ kind: 'look-up-failed', failure: resolved });
  }
  add(({ warnings }) => ({ warnings: [...warnings, ...resolved.warnings] }));
  return resolved.targets;
}

function createCheckWorld(world: World, add: Add) {
  const { runner } = world;
  return {
    ...world,
    log: runner.info,
    logOutcome: createAgainLog(runner),
    warn: (message: string): void => {
      add(({ warned }) => ({ warned: [...warned, message] }));
      warn(message, runner);
    },
  };
}

/** Sends the plan. What has ended is in the record at once. */
async function send(
  { clock, runner, cancelled }: World,
  { timeoutMs }: Settings,
  plan: readonly PurgeRequest[],
  api: Api,
  add: Add,
): Promise<readonly RequestOutcome[]> {
  using stop = new Stop(clock, timeoutMs, cancelled);
  const started = clock.now();
  const items = plan.reduce((sum, request) => sum + countRequestItems(request), 0);
  const logOutcome = createOutcomeLog(plan.length, runner);
  using progress = new ProgressLog(clock, runner, items, () => api.gate.opensAt);
  const ended: RequestOutcome[] = [];
  add(() => ({ outcomes: ended }));
  const outcomes = await sendRequests(plan, { ...api, stop }, (outcome) => {
    ended.push(outcome);
    progress.count(outcome);
    logOutcome(outcome);
  });
  add(() => ({ outcomes, sendingMs: clock.now() - started }));
  return outcomes;
}

/** Items that are to be purged: everything counts as one item for each zone. */
function countRequested({ selection, zones }: Settings): number {
  return selection.kind === 'everything' ? zones.length : countItems(selection.lists);
}

function endWithFault(fault: InputFault): StepEnded {
  return new StepEnded({ kind: 'bad-inputs', found: { faults: [fault], left: new Map() } });
}
