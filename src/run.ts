import type { Clock } from './clock.ts';
import { type Api, createClient } from './cloudflare/client.ts';
import { countRequestItems, type PurgeRequest } from './cloudflare/request.ts';
import { readProxySettings } from './http/proxy-settings.ts';
import type { ClosableTransport, CreateTransport } from './http/undici-transport.ts';
import type { InputFault } from './inputs/input-faults.ts';
import { type RawInputs, readRawInputs } from './inputs/input-names.ts';
import { countItems } from './inputs/items.ts';
import { maskSecrets } from './inputs/mask-secrets.ts';
import { readSettings } from './inputs/read-settings.ts';
import { readBoolean, readDuration } from './inputs/scalars.ts';
import type { Settings } from './inputs/settings.ts';
import type { ReadFile } from './inputs/text-file.ts';
import { Gate } from './pacing/gate.ts';
import { Stop } from './pacing/stop.ts';
import { countOutcome, type RequestOutcome } from './purge/outcome.ts';
import { planRequests, type ZoneTarget } from './purge/plan.ts';
import { sendRequests } from './purge/send.ts';
import { resolveTargets } from './purge/targets.ts';
import { ProgressLog } from './report/log-progress.ts';
import { tell, type WriteReportFile } from './report/tell.ts';
import { createAgainLog, createOutcomeLog, logChanges, logPlan } from './report/write-log.ts';
import type { Environment, Runner } from './runner.ts';
import type { StepEnding, StepResult } from './step-result.ts';
import type { ClosableVisitor } from './verify/undici-visitor.ts';

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
  /** Makes what asks the addresses of checks; called only where there are any. */
  readonly createVisitor: () => Promise<ClosableVisitor>;
  readonly createTransport: CreateTransport;
}

/**
 * The whole step: inputs → settings → targets → plan → outcome → outputs, summary, log.
 * @returns Whether the step succeeded.
 */
export async function run(world: World): Promise<boolean> {
  const { environment, runner, writeReportFile } = world;
  const raw = readRawInputs(environment);
  maskSecrets(raw, environment, runner.mask);
  let ending: StepEnding;
  try {
    ending = await purgeCache(world, raw);
  } catch (error) {
    ending = { result: { kind: 'bug', error }, warnings: [] };
  }
  const summary = readBoolean(raw.summary);
  return tell(ending, { runner, writeReportFile, summary: !summary.ok || summary.value });
}

async function purgeCache(world: World, raw: RawInputs): Promise<StepEnding> {
  const { environment, readFile, runner } = world;
  const timeout = readDuration(raw.timeout);
  using reading = new Stop(world.clock, timeout.ok ? timeout.value : 900_000, world.cancelled);
  const read = await readSettings({ raw, environment, readFile, signal: reading.noMore });
  if (reading.reason === 'cancelled') {
    return endWith({ kind: 'cancelled', asked: read.ok ? countAsked(read.settings) : read.asked });
  }
  if (!read.ok) return endWith({ kind: 'bad-inputs', found: read.found, asked: read.asked });
  const { settings } = read;
  for (const remark of settings.remarks) runner.info(remark);
  if (settings.changed === undefined) return purgeSelection(world, settings);
  // Before GitHub's client is loaded, which reads the proxy by itself and fails where it is no address.
  const proxy = readProxySettings(environment, new URL(settings.changed.apiUrl));
  if (!proxy.ok) return endWithFault({ input: 'mode', problem: proxy.problem }, settings);
  // Loaded only where it is needed: GitHub's client is larger than all the rest.
  const { addChanges } = await import('./changed/changed.ts');
  const added = await addChanges(settings, settings.changed, proxy.value, world);
  if (added.kind === 'fault') return endWithFault(added.fault, settings);
  if (added.kind === 'cancelled') {
    return endWith({ kind: 'cancelled', asked: countAsked(settings) }, settings);
  }
  const { changes } = added;
  logChanges(changes, runner);
  return { ...(await purgeSelection(world, added.settings)), changes };
}

async function purgeSelection(world: World, settings: Settings): Promise<StepEnding> {
  const { environment, runner } = world;
  const { selection } = settings;
  if (selection.kind === 'items' && countItems(selection.lists) === 0) {
    return endWith({ kind: 'nothing-to-purge', settings }, settings);
  }

  const origin = new URL(settings.apiUrl);
  const proxy = readProxySettings(environment, origin);
  if (!proxy.ok) return endWithFault({ input: 'api-url', problem: proxy.problem }, settings);
  if (proxy.value !== undefined) {
    const { host } = new URL(proxy.value.httpsProxy || proxy.value.httpProxy);
    runner.info(
      `Requests to ${origin.host} go through the proxy ${host}, unless NO_PROXY names it`,
    );
  }
  await using transport = await world.createTransport(origin, proxy.value);
  using stop = new Stop(world.clock, settings.timeoutMs, world.cancelled);
  const api = createApi(world, settings, transport, stop);

  const targets = await resolveTargets(settings, api);
  const asked = countAsked(settings);
  if (targets.kind === 'faults') {
    return endWith({ kind: 'bad-inputs', found: targets.found, asked }, settings);
  }
  if (targets.kind === 'look-up-failed') {
    return endWith({ kind: 'look-up-failed', failure: targets, asked }, settings);
  }
  const plan = planRequests(targets.targets, settings.method);
  logPlan(plan, settings.dryRun, runner);
  if (settings.dryRun)
    return endWith({ kind: 'dry-run', settings, plan }, settings, targets.warnings);
  const work = { settings, plan, targets: targets.targets };
  const result = await purgeAndCheck(world, work, api);
  return endWith(result, settings, targets.warnings);
}

interface Work {
  readonly settings: Settings;
  readonly targets: readonly ZoneTarget[];
  readonly plan: readonly PurgeRequest[];
}

async function purgeAndCheck(
  world: World,
  { settings, targets, plan }: Work,
  api: Api,
): Promise<StepResult> {
  const { runner } = world;
  let warningsGiven = 0;
  const checkWorld = {
    ...world,
    log: runner.info,
    logOutcome: createAgainLog(runner),
    warn: (message: string) => {
      warningsGiven += 1;
      runner.warning(message);
    },
  };
  const hasChecks = settings.waitFor.length + settings.verify.length > 0;
  // Loaded only where there are checks, so that other steps start as fast as without them.
  const checks = hasChecks ? await import('./verify/verify.ts') : undefined;
  const waits = (await checks?.waitBeforePurge(settings, plan, checkWorld)) ?? [];
  if (waits.some(({ held }) => !held)) {
    return { kind: 'not-deployed', settings, plan, waits, warningsGiven };
  }

  using stop = new Stop(world.clock, settings.timeoutMs, world.cancelled);
  const sent = await send(world, plan, { ...api, stop });
  const isPurged = countOutcome(sent.outcomes).unpurged === 0;
  const verification = isPurged
    ? await checks?.verifyAfterPurge(settings, { targets, plan, ...sent }, api, checkWorld)
    : undefined;
  return {
    ...{ kind: 'sent', settings, plan, waits, warningsGiven, ...sent, verification },
    stopped: stop.reason,
  };
}

function createApi(
  { clock, random }: World,
  { apiUrl, token }: Settings,
  transport: ClosableTransport,
  stop: Stop,
): Api {
  const call =
    token === undefined
      ? () => Promise.reject(new Error('a request without a token'))
      : createClient(apiUrl, token, transport.send);
  return { call, gate: new Gate(clock), stop, clock, random };
}

async function send(
  { clock, runner }: World,
  plan: readonly PurgeRequest[],
  api: Api,
): Promise<{ outcomes: readonly RequestOutcome[]; ms: number }> {
  const started = clock.now();
  const items = plan.reduce((sum, request) => sum + countRequestItems(request), 0);
  const logOutcome = createOutcomeLog(plan.length, runner);
  using progress = new ProgressLog(clock, runner, items, () => api.gate.opensAt);
  const outcomes = await sendRequests(plan, api, (outcome) => {
    progress.count(outcome);
    logOutcome(outcome);
  });
  return { outcomes, ms: clock.now() - started };
}

/** Items that are asked for, where nothing is purged: everything counts as one a zone. */
function countAsked({ selection, zones }: Settings): number {
  return selection.kind === 'everything' ? zones.length : countItems(selection.lists);
}

function endWithFault(fault: InputFault, settings: Settings): StepEnding {
  const found = { faults: [fault], left: new Map() };
  return endWith({ kind: 'bad-inputs', found, asked: countAsked(settings) }, settings);
}

function endWith(
  result: StepResult,
  settings?: Settings,
  warnings: readonly string[] = [],
): StepEnding {
  return { result, warnings: [...(settings?.warnings ?? []), ...warnings] };
}
