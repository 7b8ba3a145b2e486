import { findProxyPasswords } from '../http/proxy.ts';
import type { Environment } from '../runner.ts';
import {
  type ChangedSettings,
  readGitHubRun,
  readRootFolder,
  readSince,
  readSiteUrl,
  rootForm,
  sinceForm,
  siteUrlForm,
} from './changed.ts';
import { checksForm, describeQuotes, placesForm, readChecks, readPlaces } from './checks.ts';
import { limitReading, type ReadFile } from './files.ts';
import { checkHeadersForm, readCheckHeaders, readVariants, variantsForm } from './headers.ts';
import { hostRules, prefixRules, type Selection, tagRules, urlRules } from './items.ts';
import { fileForm, readListFile, readListText } from './lists.ts';
import { findUnknownInputs } from './mistyped-names.ts';
import {
  FaultCollector,
  type InputFaults,
  InputProblem,
  type InputSource,
  type ReadingFault,
  type ReportFault,
} from './problem.ts';
import {
  apiUrlForm,
  booleanForm,
  durationForm,
  readApiUrl,
  readBoolean,
  readChoice,
  readDuration,
} from './scalars.ts';
import {
  dryRunNeedsTokenFor,
  emptyTokenProblems,
  findHeaderSecrets,
  findRunOrigin,
  findTokenSecrets,
  isSecret,
  readApiToken,
  readToken,
  tokenForm,
} from './secrets.ts';
import { hasRoutedItems, modes, readSelection } from './selection.ts';
import { readZoneEnvironment, readZones, type ZoneReference, zoneForm } from './zones.ts';

export const methods = ['purge', 'invalidate'] as const;
/** `purge` removes content, `invalidate` marks it as stale. */
export type Method = (typeof methods)[number];

/** One input of the action. */
interface Input<Name extends string, Value> {
  readonly name: Name;
  /**
   * As in `action.yml`, in the form of the input; nothing where it is left out. It counts where the
   * value is empty as well: an expression that gives nothing must not break a step.
   */
  readonly default?: string;
  /** Where an empty input is taken from instead. */
  readonly variable?: string;
  /** The accepted form, for messages. */
  readonly accepted: string;
  /** What is masked, even where the input is wrong; its text is never shown then. */
  readonly findSecrets?: (text: string) => readonly string[];
  /** It has no effect without one of these. */
  readonly needs?: readonly string[];
  /** Reports what is wrong with a part, or throws `InputProblem`. */
  readonly read: (text: string, source: InputSource) => Value | Promise<Value>;
}

function input<const Name extends string, Value>(given: Input<Name, Value>): Input<Name, Value> {
  return given;
}

const githubTokenForm =
  'a token of GitHub with `contents: read`; without this input it is that of the job';

/** Inputs from which the settings are made: what is purged, and what changed. */
const ingredients = {
  mode: input({
    name: 'mode',
    accepted: `${modes.map((mode) => `\`${mode}\``).join(', ')}, or nothing`,
    read: (text) => (text === '' ? undefined : readChoice(text, modes)),
  }),
  urls: input({ name: 'urls', accepted: urlRules.form, read: readListText(urlRules) }),
  tags: input({ name: 'tags', accepted: tagRules.form, read: readListText(tagRules) }),
  hosts: input({ name: 'hosts', accepted: hostRules.form, read: readListText(hostRules) }),
  prefixes: input({
    name: 'prefixes',
    accepted: prefixRules.form,
    read: readListText(prefixRules),
  }),
  urlsFile: input({ name: 'urls-file', accepted: fileForm, read: readListFile(urlRules) }),
  tagsFile: input({ name: 'tags-file', accepted: fileForm, read: readListFile(tagRules) }),
  hostsFile: input({ name: 'hosts-file', accepted: fileForm, read: readListFile(hostRules) }),
  prefixesFile: input({
    name: 'prefixes-file',
    accepted: fileForm,
    read: readListFile(prefixRules),
  }),
  site: input({
    name: 'site-url',
    accepted: siteUrlForm,
    needs: ['mode: changed'],
    read: (text) => (text === '' ? undefined : readSiteUrl(text)),
  }),
  root: input({ name: 'root', accepted: rootForm, needs: ['mode: changed'], read: readRootFolder }),
  since: input({ name: 'since', accepted: sinceForm, needs: ['mode: changed'], read: readSince }),
  // The runner fills in `github.token`; where it has none, there is none.
  githubToken: input({
    name: 'github-token',
    accepted: githubTokenForm,
    findSecrets: findTokenSecrets,
    read: readToken,
  }),
  summary: input({ name: 'summary', default: 'true', accepted: booleanForm, read: readBoolean }),
};

/** Inputs that are settings as they are, by what they are called there. */
const direct = {
  zones: input({
    name: 'zone',
    variable: 'CLOUDFLARE_ZONE_ID',
    accepted: zoneForm,
    read: readZones,
  }),
  token: input({
    name: 'token',
    variable: 'CLOUDFLARE_API_TOKEN',
    accepted: tokenForm,
    findSecrets: findTokenSecrets,
    read: readApiToken,
  }),
  method: input({
    name: 'method',
    default: 'purge',
    accepted: '`purge` or `invalidate`',
    read: (text) => readChoice(text, methods),
  }),
  /** Sets of headers with which every URL without headers of its own is purged as well. */
  variants: input({ name: 'variants', accepted: variantsForm, read: readVariants }),
  environment: input({
    name: 'zone-environment',
    accepted: 'the name or the ID of an environment',
    read: readZoneEnvironment,
  }),
  /** Checks that must pass before anything is purged. */
  waitFor: input({ name: 'wait-for', accepted: checksForm, read: readChecks }),
  waitTimeoutMs: input({
    name: 'wait-timeout',
    default: '5m',
    accepted: durationForm,
    read: readDuration,
  }),
  timeoutMs: input({ name: 'timeout', default: '15m', accepted: durationForm, read: readDuration }),
  /** Checks after the purge. */
  verify: input({ name: 'verify', accepted: checksForm, read: readChecks }),
  verifyTimeoutMs: input({
    name: 'verify-timeout',
    default: '1m',
    accepted: durationForm,
    read: readDuration,
  }),
  /** Places in Globalping's words, from which every check of `verify` is made as well. */
  verifyFrom: input({
    name: 'verify-from',
    accepted: placesForm,
    needs: ['verify'],
    read: readPlaces,
  }),
  globalpingToken: input({
    name: 'globalping-token',
    accepted: 'a token of https://dash.globalping.io/tokens',
    findSecrets: findTokenSecrets,
    needs: ['verify-from'],
    read: readToken,
  }),
  /** Sent with checks only, to the origins that they name. */
  checkHeaders: input({
    name: 'check-headers',
    accepted: checkHeadersForm,
    findSecrets: findHeaderSecrets,
    needs: ['wait-for', 'verify'],
    read: readCheckHeaders,
  }),
  dryRun: input({ name: 'dry-run', default: 'false', accepted: booleanForm, read: readBoolean }),
  apiUrl: input({
    name: 'api-url',
    default: 'https://api.cloudflare.com/client/v4',
    accepted: apiUrlForm,
    read: readApiUrl,
  }),
};

export type InputName =
  | (typeof ingredients)[keyof typeof ingredients]['name']
  | (typeof direct)[keyof typeof direct]['name'];

type Inputs = Readonly<Record<string, Input<InputName, unknown>>>;

/** What is read of each input. */
type Values<Table extends Inputs> = {
  readonly [Key in keyof Table]: Awaited<ReturnType<Table[Key]['read']>>;
};

type Ingredients = Values<typeof ingredients>;

/** Everything that the workflow wants: read, checked, and never looked at as text again. */
export interface Settings extends Values<typeof direct> {
  readonly selection: Selection;
  /** Only in `mode: changed`, whose URLs join the selection when they are known. */
  readonly changed: ChangedSettings | undefined;
  /** What the workflow should know, though it stops nothing. */
  readonly warnings: readonly string[];
  /** What only the log says. */
  readonly remarks: readonly string[];
}

/** What the workflow gave, trimmed, with the default where it gave nothing. */
type RawInputs = Readonly<Record<InputName, string>>;

const inputs = Object.values<Input<InputName, unknown>>({ ...ingredients, ...direct });
const names = inputs.map(({ name }) => name);

/** Every input, and the value that counts where it is empty. */
export const inputDefaults = Object.fromEntries(
  inputs.map(({ name, default: fallback = '' }) => [name, fallback]),
) as RawInputs;

/**
 * Reads the texts of all inputs as the runner passes them on: `INPUT_` and the name in upper case, with
 * its hyphens. Commas alone are nothing: lists are put together from expressions that may be empty.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs
 */
function readTexts(environment: Environment): RawInputs {
  const read = (variable = ''): string => {
    const text = environment[variable]?.trim() ?? '';
    return /^[\s,]*$/.test(text) ? '' : text;
  };
  return Object.fromEntries(
    inputs.map(({ name, variable }) => [
      name,
      read(`INPUT_${name.toUpperCase()}`) || read(variable) || inputDefaults[name],
    ]),
  ) as RawInputs;
}

/**
 * Masks every secret that the action is given, before anything else is done or said: also those of
 * inputs that are wrong, and of the proxy.
 */
export function maskSecrets(environment: Environment, mask: (secret: string) => void): void {
  const raw = readTexts(environment);
  const secrets = [
    ...inputs.flatMap(({ name, findSecrets }) => findSecrets?.(raw[name]) ?? []),
    ...findProxyPasswords(environment),
  ];
  for (const secret of new Set(secrets)) if (isSecret(secret)) mask(secret);
}

/** What is needed before all inputs are read, and where they are wrong. */
export function readEarly(environment: Environment): {
  readonly timeoutMs: number;
  readonly summary: boolean;
} {
  const raw = readTexts(environment);
  const readOrDefault = <T>(read: (text: string) => T, name: InputName): T => {
    try {
      return read(raw[name]);
    } catch (error) {
      if (!(error instanceof InputProblem)) throw error;
      return read(inputDefaults[name]);
    }
  };
  return {
    timeoutMs: readOrDefault(readDuration, 'timeout'),
    summary: readOrDefault(readBoolean, 'summary'),
  };
}

/** Where settings come from. */
export interface SettingsSources {
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
  const { environment, signal } = sources;
  const readFile = limitReading(sources.readFile, signal);
  const raw = readTexts(environment);
  const collector = new FaultCollector();
  const { report } = collector;
  for (const unknown of findUnknownInputs(environment, names, raw.mode)) report(unknown);

  const readAll = <Table extends Inputs>(table: Table): Promise<Values<Table>> =>
    readValues(table, raw, { readFile, signal }, report);
  const read = await readAll(ingredients);
  const values = await readAll(direct);
  const lists = { ...read, variants: values.variants };
  const { selection, asked, warnings, remarks } = readSelection(lists, raw, report);
  checkZones(values.zones, raw, report);
  const event = await readEvent(environment, readFile);
  const changed =
    read.mode === 'changed'
      ? readChangedSettings(read, raw, { environment, event }, report)
      : undefined;
  const settings: Settings = {
    ...values,
    selection,
    changed,
    warnings: [
      ...warnings,
      ...describeUseless(raw),
      ...describeQuotes(values.waitFor).map((quotes) => `wait-for ${quotes}`),
      ...describeQuotes(values.verify).map((quotes) => `verify ${quotes}`),
    ],
    remarks: [
      ...remarks,
      ...(values.apiUrl === inputDefaults['api-url']
        ? []
        : [`api-url: the token and all requests go to ${values.apiUrl} instead of Cloudflare`]),
    ],
  };
  // A computed list may be empty, and then nothing is sent.
  const needsToken = values.dryRun ? needsLookUp(settings) : asked > 0 || read.mode === 'changed';
  if (raw.token === '' && needsToken) {
    const why = emptyTokenProblems[findRunOrigin(environment, event)];
    const problem = values.dryRun ? why + dryRunNeedsTokenFor : why;
    report({ input: 'token', problem, accepted: tokenForm });
  }
  const { found } = collector;
  if (found === undefined) return { ok: true, settings };
  const zones = selection.kind === 'everything' ? Math.max(1, values.zones.length) : 1;
  return { ok: false, found, asked: asked * zones };
}

/** Reads each input by itself. One that is wrong counts as its default while the others are checked. */
async function readValues<Table extends Inputs>(
  table: Table,
  raw: RawInputs,
  source: Omit<InputSource, 'report'>,
  reportFault: ReportFault,
): Promise<Values<Table>> {
  const values: Record<string, unknown> = {};
  for (const [key, { name, accepted, findSecrets, read }] of Object.entries(table)) {
    const report = (fault: ReadingFault): void => reportFault({ accepted, ...fault, input: name });
    try {
      values[key] = await read(raw[name], { ...source, report });
    } catch (error) {
      if (!(error instanceof InputProblem)) throw error;
      report({ ...(findSecrets === undefined && { item: raw[name] }), problem: error.message });
      values[key] = await read(inputDefaults[name], { ...source, report });
    }
  }
  // Every key of the table has its value now, which the compiler cannot follow through the loop.
  return values as Values<Table>;
}

function checkZones(zones: readonly ZoneReference[], raw: RawInputs, report: ReportFault): void {
  if (raw.zone === '') {
    report({
      input: 'zone',
      problem: 'is empty, and so is CLOUDFLARE_ZONE_ID in the environment',
      accepted: `${zoneForm}; the ID is on the zone's overview page in the dashboard`,
    });
  }
  if (zones.length > 1 && raw['zone-environment'] !== '') {
    report({
      input: 'zone-environment',
      problem: `belongs to one zone, but ${zones.length} are given`,
      accepted: 'one zone, or a step for each',
    });
  }
}

/** What `mode: changed` needs; undefined where something is missing, which is reported. */
function readChangedSettings(
  { site, root, since, githubToken }: Ingredients,
  raw: RawInputs,
  { environment, event }: { readonly environment: Environment; readonly event: unknown },
  report: ReportFault,
): ChangedSettings | undefined {
  if (raw['site-url'] === '') {
    const problem = 'is needed by `mode: changed`';
    report({ input: 'site-url', problem, accepted: siteUrlForm });
  }
  if (raw['github-token'] === '') {
    const problem = 'is empty, so GitHub cannot tell what changed';
    report({ input: 'github-token', problem, accepted: githubTokenForm });
  }
  const run = readGitHubRun(environment, event);
  if (Array.isArray(run)) {
    for (const problem of run) {
      report({ input: 'mode', item: 'changed', problem, accepted: 'a run of GitHub Actions' });
    }
    return undefined;
  }
  if (site === undefined || githubToken === undefined) return undefined;
  return { site, root, since, githubToken, ...run };
}

/**
 * The payload of the event that started the run; undefined where it cannot be read. JSON has no byte
 * order mark.
 */
async function readEvent(environment: Environment, readFile: ReadFile): Promise<unknown> {
  const path = environment['GITHUB_EVENT_PATH'] ?? '';
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of path === '' ? [] : readFile(path)) pieces.push(piece);
    return JSON.parse(Buffer.concat(pieces).toString());
  } catch {
    return undefined;
  }
}

function describeUseless(raw: RawInputs): string[] {
  const isGiven = (need: string): boolean =>
    need === 'mode: changed'
      ? raw.mode === 'changed'
      : names.some((name) => name === need && raw[name] !== '');
  return inputs.flatMap(({ name, needs }) =>
    needs === undefined || raw[name] === inputDefaults[name] || needs.some(isGiven)
      ? []
      : [`${name} has no effect without ${needs.map((need) => `\`${need}\``).join(' or ')}`],
  );
}

/**
 * Whether Cloudflare has to be asked before the purge can be planned: for a zone by name, for an
 * environment by name, and for the names of several zones where items are to be routed.
 */
export function needsLookUp({ zones, environment, changed, selection }: Settings): boolean {
  return (
    zones.some((zone) => zone.by === 'name') ||
    environment?.by === 'name' ||
    (zones.length > 1 && (changed !== undefined || hasRoutedItems(selection)))
  );
}
