import { readHash } from '../json.ts';
import type { Environment } from '../runner.ts';
import type { Checked } from '../text.ts';
import { readApiUrl } from './api-url.ts';
import { type DeployRun, readDeployRun } from './deploy-run.ts';
import type { ReportFault } from './input-faults.ts';
import type { InputName, RawInputs } from './input-names.ts';
import { readRootFolder, rootForm } from './root-folder.ts';
import { readSiteUrl, type SiteUrl, siteUrlForm } from './site-url.ts';
import { findTokenFormProblem } from './token.ts';

/** What `mode: changed` needs to find what changed. */
export interface ChangedSettings {
  readonly site: SiteUrl;
  /** Names of the folders that lead to the one that is served. */
  readonly root: readonly string[];
  /** Commit, branch or tag to compare with; undefined where the event says it. */
  readonly since: string | undefined;
  readonly githubToken: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  /** `OWNER/REPO` */
  readonly repository: string;
  readonly run: DeployRun;
  /** The commit that was deployed; undefined where the event does not say it. */
  readonly head: string | undefined;
}

/** Inputs that mean something in `mode: changed` only; `github-token` has a default and is always there. */
const ownInputs = ['site-url', 'root', 'since'] as const satisfies readonly InputName[];

const githubTokenForm =
  'a token of GitHub with `contents: read`; without this input it is that of the job';
const sinceForm = 'the hash of a commit, or the name of a branch or a tag';
const environmentForm = 'a run of GitHub Actions';

/**
 * Reads the inputs of `mode: changed`, and what GitHub says of the run.
 * @param payload The payload of the event, parsed; undefined where it cannot be read.
 * @returns undefined where something is wrong, which is reported.
 */
export function readChangedSettings(
  raw: RawInputs,
  environment: Environment,
  payload: unknown,
  report: ReportFault,
): ChangedSettings | undefined {
  const site = read(readSiteUrl(raw['site-url']), raw, 'site-url', siteUrlForm, report);
  const root = read(readRootFolder(raw.root), raw, 'root', rootForm, report);
  const since = read(readSince(raw.since), raw, 'since', sinceForm, report);
  const isTokenRight = checkToken(raw['github-token'], report);
  const surroundings = readSurroundings(environment, payload, report);
  if (site === undefined || root === undefined || since === undefined) return undefined;
  if (!isTokenRight || surroundings === undefined) return undefined;
  return {
    site,
    root,
    since: since || undefined,
    githubToken: raw['github-token'],
    ...surroundings,
  };
}

function read<T>(
  checked: Checked<T>,
  raw: RawInputs,
  input: InputName,
  accepted: string,
  report: ReportFault,
): T | undefined {
  if (checked.ok) return checked.value;
  if (raw[input] === '') report({ input, problem: 'is needed by `mode: changed`', accepted });
  else report({ input, item: raw[input], problem: checked.problem, accepted });
  return undefined;
}

/**
 * Reads `since`; empty where it is not given. What is a way through folders in an address is refused:
 * it would ask GitHub something else. Git has no such names, and of two commits there is one here.
 * @see https://git-scm.com/docs/git-check-ref-format
 */
function readSince(text: string): Checked<string> {
  return /(?:^|\/)\.|\.\./.test(text)
    ? { ok: false, problem: 'has dots as no commit, branch or tag has them' }
    : { ok: true, value: text };
}

function checkToken(token: string, report: ReportFault): boolean {
  const problem =
    token === '' ? 'is empty, so GitHub cannot be asked what changed' : findTokenFormProblem(token);
  if (problem !== undefined) report({ input: 'github-token', problem, accepted: githubTokenForm });
  return problem === undefined;
}

/** What GitHub says of the run; what is missing outside of GitHub Actions is reported under `mode`. */
function readSurroundings(
  environment: Environment,
  payload: unknown,
  report: ReportFault,
): Pick<ChangedSettings, 'apiUrl' | 'serverUrl' | 'repository' | 'run' | 'head'> | undefined {
  const repository = environment['GITHUB_REPOSITORY'] ?? '';
  const apiUrl = readApiUrl(environment['GITHUB_API_URL'] || 'https://api.github.com');
  const run = readDeployRun(environment, payload);
  const problems = [
    ...(/^(?!\.\.?\/)[\w.-]+\/(?!\.\.?$)[\w.-]+$/.test(repository)
      ? []
      : ['needs GITHUB_REPOSITORY in the environment, as GitHub sets it']),
    ...(apiUrl.ok ? [] : [`needs GITHUB_API_URL in the environment, which ${apiUrl.problem}`]),
    ...(payload === undefined && environment['GITHUB_EVENT_PATH']
      ? [
          'needs the payload of the event, but the file of GITHUB_EVENT_PATH is not JSON in UTF-8 without a byte order mark',
        ]
      : []),
    ...(run.head === undefined && readHash(environment, 'GITHUB_SHA') === undefined
      ? ['needs the deployed commit, but neither the event nor GITHUB_SHA names one']
      : []),
  ];
  for (const problem of problems) {
    report({ input: 'mode', item: 'changed', problem, accepted: environmentForm });
  }
  if (problems.length > 0 || !apiUrl.ok) return undefined;
  const serverUrl = readServerUrl(environment['GITHUB_SERVER_URL']);
  return { apiUrl: apiUrl.value, serverUrl, repository, run, head: run.head };
}

/** Only for links that people follow. */
function readServerUrl(text: string | undefined): string {
  const url = URL.parse(text ?? '');
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  // Without a path, which could hold what means something in a link.
  return isWeb ? url.origin : 'https://github.com';
}

/** Warnings for inputs that mean nothing in another mode. */
export function describeUselessChangedInputs(raw: RawInputs): string[] {
  if (raw.mode === 'changed') return [];
  return ownInputs
    .filter((input) => raw[input] !== '')
    .map((input) => `${input} has no effect: it belongs to \`mode: changed\``);
}
