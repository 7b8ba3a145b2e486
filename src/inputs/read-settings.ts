import { readPlaces } from '../globalping/places.ts';
import type { Environment } from '../runner.ts';
import type { Checked } from '../text.ts';
import { readCheckHeaders } from '../verify/check-headers.ts';
import { describeQuotes, readChecks } from '../verify/read-checks.ts';
import { apiUrlForm, readApiUrl } from './api-url.ts';
import { describeUselessChangedInputs, readChangedSettings } from './changed-settings.ts';
import { FaultCollector, type InputFaults, type ReportFault } from './input-faults.ts';
import { type InputName, inputDefaults, type RawInputs } from './input-names.ts';
import { findUnknownInputs } from './mistyped-names.ts';
import { readSelection } from './read-selection.ts';
import { booleanForm, durationForm, readBoolean, readChoice, readDuration } from './scalars.ts';
import { methods, needsLookUp, type Settings } from './settings.ts';
import { createTextFileReader, limitReading, type ReadFile } from './text-file.ts';
import {
  dryRunNeedsTokenFor,
  emptyTokenProblems,
  findRunOrigin,
  findTokenProblem,
  tokenForm,
} from './token.ts';
import { readZoneEnvironment, readZones } from './zones.ts';

/** Where settings come from. */
export interface SettingsSources {
  readonly raw: RawInputs;
  readonly environment: Environment;
  readonly readFile: ReadFile;
  /** Aborted when nothing more is to be read: the job is canceled, or `timeout` is over. */
  readonly signal: AbortSignal;
}

/** The settings, or every fault in the inputs that can be found without the network. */
export type ReadSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly found: InputFaults; readonly asked: number };

/** Reads and checks all inputs. Nothing is sent anywhere. */
export async function readSettings(sources: SettingsSources): Promise<ReadSettings> {
  const { raw, environment, signal } = sources;
  const readFile = limitReading(sources.readFile, signal);
  const readTextFile = createTextFileReader(readFile);
  const collector = new FaultCollector();
  const { report } = collector;
  for (const unknown of findUnknownInputs(environment, raw.mode)) report(unknown);

  const { selection, variants, asked, warnings, remarks } = await readSelection(
    raw,
    { readTextFile, signal },
    report,
  );
  const zones = readZones([raw.zone, environment['CLOUDFLARE_ZONE_ID'] ?? ''], report);
  if (zones.length > 1 && raw['zone-environment'] !== '') {
    report({
      input: 'zone-environment',
      problem: `belongs to one zone, but ${zones.length} are given`,
      accepted: 'one zone, or a step for each',
    });
  }
  const readValue = <T>(input: InputName, checked: Checked<T>, accepted: string): T | undefined => {
    if (checked.ok) return checked.value;
    report({ input, item: raw[input], problem: checked.problem, accepted });
    return undefined;
  };
  const known = {
    zones,
    selection,
    environment: readZoneEnvironment(raw['zone-environment']),
    method: readValue('method', readChoice(raw.method, methods), '`purge` or `invalidate`'),
    timeoutMs: readValue('timeout', readDuration(raw.timeout), durationForm),
    dryRun: readValue('dry-run', readBoolean(raw['dry-run']), booleanForm),
    apiUrl: readValue('api-url', readApiUrl(raw['api-url']), apiUrlForm),
  };
  const checks = {
    waitFor: await readChecks('wait-for', raw['wait-for'], readFile, report),
    verify: await readChecks('verify', raw.verify, readFile, report),
    checkHeaders: readCheckHeaders(raw['check-headers'], report),
    waitTimeoutMs: readValue('wait-timeout', readDuration(raw['wait-timeout']), durationForm),
    verifyFrom: readPlaces(raw['verify-from'], report),
    globalpingToken: readGlobalpingToken(raw['globalping-token'], report),
    verifyTimeoutMs: readValue('verify-timeout', readDuration(raw['verify-timeout']), durationForm),
  };
  const changed =
    raw.mode === 'changed'
      ? readChangedSettings(raw, environment, await readEvent(environment, readFile), report)
      : undefined;
  // Read again where it is used, since the summary tells of faults as well.
  readValue('summary', readBoolean(raw.summary), booleanForm);
  const token = readToken(raw, environment);
  const settings: Settings = {
    ...known,
    ...checks,
    changed,
    variants,
    // A value that could not be read is a fault already, and then these settings go nowhere.
    method: known.method ?? 'purge',
    timeoutMs: known.timeoutMs ?? 0,
    waitTimeoutMs: checks.waitTimeoutMs ?? 0,
    verifyTimeoutMs: checks.verifyTimeoutMs ?? 0,
    dryRun: known.dryRun ?? false,
    apiUrl: known.apiUrl ?? inputDefaults['api-url'],
    token,
    warnings: [
      ...warnings,
      ...describeUseless(raw),
      ...describeUselessChangedInputs(raw),
      ...describeQuotes('wait-for', checks.waitFor),
      ...describeQuotes('verify', checks.verify),
    ],
    remarks: [...remarks, ...describeApiUrl(known.apiUrl)],
  };
  await reportTokenProblem(settings, { environment, readFile, asked }, report);

  const { found } = collector;
  const askedOfZones = selection.kind === 'everything' ? Math.max(1, zones.length) : asked;
  return found === undefined ? { ok: true, settings } : { ok: false, found, asked: askedOfZones };
}

/** The token as it is sent: from the input, else from the environment; undefined where there is none. */
export function readToken(raw: RawInputs, environment: Environment): string | undefined {
  const token = raw.token || (environment['CLOUDFLARE_API_TOKEN']?.trim() ?? '');
  return token === '' ? undefined : token;
}

async function reportTokenProblem(
  settings: Settings,
  {
    environment,
    readFile,
    asked,
  }: Pick<SettingsSources, 'environment' | 'readFile'> & { readonly asked: number },
  report: ReportFault,
): Promise<void> {
  const { token } = settings;
  if (token !== undefined) {
    const problem = findTokenProblem(token);
    if (problem !== undefined) report({ input: 'token', problem, accepted: tokenForm });
    return;
  }
  if (settings.dryRun && !needsLookUp(settings)) return;
  // A computed list may be empty, and then nothing is sent.
  if (settings.changed === undefined && asked === 0) return;
  const event = await readEvent(environment, readFile);
  const why = emptyTokenProblems[findRunOrigin(environment, event)];
  const problem = settings.dryRun ? why + dryRunNeedsTokenFor : why;
  report({ input: 'token', problem, accepted: tokenForm });
}

/**
 * The payload of the event that started the run; undefined where it cannot be read. JSON has no byte
 * order mark.
 */
async function readEvent(environment: Environment, readFile: ReadFile): Promise<unknown> {
  const path = environment['GITHUB_EVENT_PATH'] ?? '';
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of path === '' ? [] : readFile(path)) pieces.push(piece);
    return JSON.parse(Buffer.concat(pieces).toString());
  } catch {
    return undefined;
  }
}

function readGlobalpingToken(text: string, report: ReportFault): string | undefined {
  if (text === '') return undefined;
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  const problem = 'has white space or characters in it that no token has';
  const accepted = 'a token of https://dash.globalping.io/tokens';
  report({ input: 'globalping-token', problem, accepted });
  return undefined;
}

function describeUseless(raw: RawInputs): string[] {
  const warnings: string[] = [];
  if (raw['check-headers'] !== '' && raw['wait-for'] === '' && raw.verify === '') {
    warnings.push('check-headers has no effect: there is neither `wait-for` nor `verify`');
  }
  if (raw['verify-from'] !== '' && raw.verify === '') {
    warnings.push('verify-from has no effect: there is no `verify`');
  }
  if (raw['globalping-token'] !== '' && raw['verify-from'] === '') {
    warnings.push('globalping-token has no effect: there is no `verify-from`');
  }
  return warnings;
}

function describeApiUrl(apiUrl: string | undefined): string[] {
  return apiUrl === undefined || apiUrl === inputDefaults['api-url']
    ? []
    : [`api-url: the token and all requests go to ${apiUrl} instead of Cloudflare's own address`];
}
