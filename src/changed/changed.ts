import type { Clock } from '../clock.ts';
import { readAsText } from '../http/http.ts';
import type { Send } from '../http/transport.ts';
import type { ChangedSettings } from '../inputs/changed.ts';
import type { Settings } from '../inputs/inputs.ts';
import {
  addVariants,
  dropRepeats,
  hostRules,
  type ItemLists,
  prefixRules,
  urlItemKey,
} from '../inputs/items.ts';
import type { InputFault } from '../inputs/problem.ts';
import { Gate } from '../pacing/gate.ts';
import { Stop } from '../pacing/stop.ts';
import { type Base, type Choice, chooseBase, InputError, type SettingsWithHead } from './base.ts';
import {
  compareCommits,
  type FileChange,
  MissingCommit,
  mostUrls,
  NotComparable,
  tooManyUrls,
} from './compare.ts';
import { createGitHub, type GitHub, GitHubError } from './github.ts';
import { findUrls, listWholeSite } from './site-urls.ts';

export interface FileCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** What is purged because of the changes. */
export type ChangedScope =
  | { readonly kind: 'urls'; readonly urls: readonly string[] }
  /** URLs cannot cover it all, so everything under the site's address is purged. */
  | { readonly kind: 'whole-site'; readonly why: string; readonly lists: ItemLists };

/** What the repository says has changed, and how that was found. */
export interface Changes {
  /** undefined if the event does not say it. */
  readonly head: string | undefined;
  readonly base: Base;
  /** Page on the server that shows the comparison; undefined without a base. */
  readonly compareUrl: string | undefined;
  /** The folder that was compared; empty for the whole repository. */
  readonly root: string;
  /** The address of that folder. */
  readonly site: string;
  /** undefined if the two could not be compared. */
  readonly files: FileCounts | undefined;
  readonly scope: ChangedScope;
  /** What people should know about the choice of the base. */
  readonly notices: readonly string[];
  /** Requests sent to GitHub, retries and followed redirects included. */
  readonly calls: number;
}

/** What finding changes touches outside the action. */
export interface ChangesWorld {
  readonly clock: Clock;
  readonly random: () => number;
  readonly cancelled: AbortSignal;
  readonly send: Send;
  readonly debug: (line: string) => void;
}

/** Settings that name what changed as well, or why nothing may be purged. */
export type AddedChanges =
  | { readonly kind: 'added'; readonly settings: Settings; readonly changes: Changes }
  | { readonly kind: 'fault'; readonly fault: InputFault }
  | { readonly kind: 'cancelled' };

/** GitHub advises against many requests at once; cut folders are read a few at a time all the same. */
const mostAtOnce = 8;

/** A tree has at most 100,000 entries, some 30 MB. */
const mostBodyBytes = 64 * 1024 * 1024;

/** Asks GitHub what changed, and adds it to what is purged. */
export async function addChanges(
  settings: Settings,
  changed: ChangedSettings,
  world: ChangesWorld,
): Promise<AddedChanges> {
  const { clock, random } = world;
  const transport = readAsText(world.send, mostBodyBytes);
  using stop = new Stop(clock, settings.timeoutMs, world.cancelled);
  let calls = 0;
  const github = createGitHub(changed, {
    send: (request, signal) => {
      calls += 1;
      return transport(request, signal);
    },
    gate: new Gate(clock, mostAtOnce),
    stop,
    clock,
    random,
    debug: world.debug,
  });
  try {
    const changes = { ...(await findChanges(changed, github)), calls };
    return { kind: 'added', settings: select(settings, changes.scope), changes };
  } catch (error) {
    if (error instanceof InputError) return { kind: 'fault', fault: error.fault };
    if (error instanceof GitHubError && error.kind === 'canceled') return { kind: 'cancelled' };
    throw error;
  }
}

function select(settings: Settings, scope: ChangedScope): Settings {
  const { selection, variants } = settings;
  if (selection.kind === 'everything') return settings;
  const { lists } = selection;
  const more: Partial<ItemLists> = scope.kind === 'urls' ? { urls: scope.urls } : scope.lists;
  const merged: ItemLists = {
    ...lists,
    urls: dropRepeats([lists.urls, addVariants(more.urls ?? [], variants)], urlItemKey),
    hosts: dropRepeats([lists.hosts, more.hosts ?? []], hostRules.keyOf),
    prefixes: dropRepeats([lists.prefixes, more.prefixes ?? []], prefixRules.keyOf),
  };
  return { ...settings, selection: { kind: 'items', lists: merged } };
}

/** More commits that may be live than these are not compared one by one. */
const mostOthers = 20;

type FoundChanges = Omit<Changes, 'calls'>;

/**
 * Finds what changed between what visitors had and what was deployed. If that cannot be told, it is
 * everything under the site's address; if it cannot be told because of an input, it throws.
 */
export async function findChanges(
  settings: ChangedSettings,
  github: GitHub,
): Promise<FoundChanges> {
  const { head } = settings;
  if (head === undefined) {
    const reason = 'the event does not say which commit was deployed';
    return describe(settings, { base: { kind: 'none', reason }, notices: [] }, { why: reason });
  }
  const known = { ...settings, head };
  let choice: Choice = { base: { kind: 'none', reason: 'GitHub gave no answer' }, notices: [] };
  try {
    choice = skipRepeated(await chooseBase(known, github), head);
    const { base } = choice;
    if (base.kind === 'none') {
      return describe(known, choice, { why: `${base.reason}; \`since\` can name a commit` });
    }
    const files = await compare(known, base, github);
    const urls = [...new Set(files.flatMap(({ path }) => findUrls(path, known.site)))];
    const found = urls.length > mostUrls ? { why: tooManyUrls, files } : { urls, files };
    return describe(known, choice, found);
  } catch (error) {
    if (error instanceof MissingCommit) return explainMissing(known, choice, error.sha, github);
    return describe(known, choice, { why: explainFallback(error, settings.repository) });
  }
}

/** Each other commit once, and none that is compared anyway. */
function skipRepeated({ base, notices }: Choice, head: string): Choice {
  if (base.kind === 'none') return { base, notices };
  const others = [...new Set(base.others)].filter((one) => one !== base.sha && one !== head);
  return { base: { ...base, others }, notices };
}

async function compare(
  { head, root }: SettingsWithHead,
  { sha, others }: Extract<Base, { kind: 'commit' }>,
  github: GitHub,
): Promise<readonly FileChange[]> {
  if (others.length > mostOthers) {
    const which = 'of deploys that did not succeed or overlapped';
    const why = `more than ${mostOthers} commits may have been live since ${sha}, ${which}`;
    throw new NotComparable(why);
  }
  const files = await compareCommits(root, { bases: [sha, ...others], head }, github);
  if (files !== undefined) return files;
  const item = root.join('/');
  const problem = 'is not a folder in the deployed commit, nor in the one that it is compared with';
  const accepted = 'a folder that is committed: what a build writes is not in the repository';
  throw new InputError({ input: 'root', item, problem, accepted });
}

/** Without the permission to read, GitHub says of everything that it does not exist. */
async function explainMissing(
  settings: SettingsWithHead,
  choice: Choice,
  missing: string,
  github: GitHub,
): Promise<FoundChanges> {
  const { base } = choice;
  const isBase = base.kind === 'commit' && missing === base.sha;
  const which = isBase ? 'commit to compare with' : 'commit that may have been live';
  // That the choice was poor does not matter any more.
  const known = { ...choice, notices: [] };
  try {
    await github.checkRepository();
    const why =
      missing === settings.head
        ? `the deployed commit, ${missing}, is not in the repository`
        : `the ${which}, ${missing}, is not in the repository any more`;
    return describe(settings, known, { why });
  } catch (error) {
    return describe(settings, choice, { why: explainFallback(error, settings.repository) });
  }
}

/** Why everything is purged instead. Without the permission to read, it is an error; so is a bug. */
function explainFallback(error: unknown, repository: string): string {
  if (error instanceof NotComparable) return error.message;
  if (!(error instanceof GitHubError) || error.kind === 'canceled') throw error;
  if (error.kind === 'unreachable') return `GitHub ${error.message}`;
  const problem =
    error.kind === 'not-found'
      ? `cannot read ${repository}, or there is no such repository: GitHub ${error.message}`
      : `cannot read the files of ${repository}: GitHub ${error.message}`;
  const accepted =
    'a token of this repository with `contents: read`, which a job names under `permissions`';
  throw new InputError({ input: 'github-token', problem, accepted });
}

/** URLs, or why everything under the site's address is purged instead. */
type Found = {
  readonly files?: readonly FileChange[];
} & ({ readonly urls: readonly string[] } | { readonly why: string });

function describe(
  { head, root, site, serverUrl, repository }: ChangedSettings,
  { base, notices }: Choice,
  found: Found,
): FoundChanges {
  return {
    head,
    base,
    compareUrl:
      base.kind === 'none' ? undefined : `${serverUrl}/${repository}/compare/${base.sha}...${head}`,
    root: root.join('/'),
    site: site.origin + site.folder,
    files: found.files && countFiles(found.files),
    scope:
      'urls' in found
        ? { kind: 'urls', urls: found.urls }
        : { kind: 'whole-site', why: found.why, lists: listWholeSite(site) },
    notices,
  };
}

function countFiles(files: readonly FileChange[]): FileCounts {
  const count = (kind: FileChange['change']): number =>
    files.filter(({ change }) => change === kind).length;
  return { added: count('added'), changed: count('changed'), removed: count('removed') };
}
