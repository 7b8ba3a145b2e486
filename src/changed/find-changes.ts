import type { ChangedSettings } from '../inputs/changed-settings.ts';
import type { InputFault } from '../inputs/input-faults.ts';
import type { Unanswered } from './answer.ts';
import type { Base, ChangedScope, Changes, FileCounts } from './changes.ts';
import { chooseBase, type SettingsWithHead } from './choose-base.ts';
import { compareCommits } from './compare-commits.ts';
import type { FileChange } from './compare-entries.ts';
import { mostUrls, tooManyUrls } from './compare-trees.ts';
import type { GitHub } from './github.ts';
import { findUrls } from './site-urls.ts';
import { listWholeSite } from './whole-site.ts';

/** What changed, or why nothing may be purged. */
export type FoundChanges =
  | { readonly kind: 'changes'; readonly changes: Omit<Changes, 'calls'> }
  | { readonly kind: 'fault'; readonly fault: InputFault }
  | { readonly kind: 'cancelled' };

/** More commits that may be live than these are not compared one by one. */
const mostOthers = 20;

/**
 * Finds what changed between what visitors had and what was deployed. Where that cannot be told, it
 * is everything under the site's address; where it cannot be told because of an input, a fault.
 */
export async function findChanges(
  settings: ChangedSettings,
  github: GitHub,
): Promise<FoundChanges> {
  const { head } = settings;
  if (head === undefined) {
    const reason = 'the event does not say which commit was deployed';
    return give(settings, { base: { kind: 'none', reason }, notices: [] }, wholeSite(reason));
  }
  const known = { ...settings, head };
  const chosen = await chooseBase(known, github);
  switch (chosen.kind) {
    case 'base': {
      const { base, notices } = chosen;
      return base.kind === 'commit'
        ? compareWith(known, { base, notices }, github)
        : give(known, chosen, wholeSite(`${base.reason}; \`since\` can name a commit`));
    }
    case 'fault':
    case 'cancelled':
      return chosen;
    case 'unreachable':
    case 'not-found':
    case 'not-allowed': {
      const base = { kind: 'none', reason: 'GitHub could not be asked' } as const;
      return giveUp(known, { base, notices: [] }, chosen);
    }
  }
}

/** What is compared with, and what people should know of it. */
interface Choice<B extends Base = Base> {
  readonly base: B;
  readonly notices: readonly string[];
}

type BaseCommit = Extract<Base, { kind: 'commit' }>;

async function compareWith(
  settings: SettingsWithHead,
  choice: Choice<BaseCommit>,
  github: GitHub,
): Promise<FoundChanges> {
  const { head, root } = settings;
  const { sha } = choice.base;
  const others = [...new Set(choice.base.others)].filter((one) => one !== sha && one !== head);
  const known = { ...choice, base: { ...choice.base, others } };
  if (others.length > mostOthers) {
    const why = `more than ${mostOthers} commits may have been live since ${sha}, of deploys that did not succeed or overlapped`;
    return give(settings, known, wholeSite(why));
  }
  const compared = await compareCommits(root, { bases: [sha, ...others], head }, github);
  switch (compared.kind) {
    case 'compared':
      return giveFiles(settings, known, compared.files);
    case 'no-folder': {
      const item = root.join('/');
      const problem =
        'is no folder in the deployed commit, nor in the one that it is compared with';
      const accepted = 'a folder that is committed: what a build writes is not in the repository';
      return { kind: 'fault', fault: { input: 'root', item, problem, accepted } };
    }
    case 'no-commit':
      return explainMissingCommit(settings, known, compared.sha, github);
    case 'unclear':
      return give(settings, known, wholeSite(compared.why));
    case 'cancelled':
      return compared;
    case 'unreachable':
    case 'not-found':
    case 'not-allowed':
      return giveUp(settings, known, compared);
  }
}

/** Without the right to read, GitHub says of everything that it is not there. */
async function explainMissingCommit(
  settings: SettingsWithHead,
  choice: Choice<BaseCommit>,
  missing: string,
  github: GitHub,
): Promise<FoundChanges> {
  const repository = await github.findRepository();
  if (repository.kind === 'cancelled') return repository;
  if (repository.kind !== 'found') return giveUp(settings, choice, repository);
  // That the choice was poor is of no interest any more.
  const known = { ...choice, notices: [] };
  if (missing === settings.head) {
    const why = `the deployed commit, ${missing}, is not in the repository`;
    return give(settings, known, wholeSite(why));
  }
  const why =
    missing === choice.base.sha
      ? `the commit to compare with, ${missing}, is not in the repository any more`
      : `the commit that may have been live, ${missing}, is not in the repository any more`;
  return give(settings, known, wholeSite(why));
}

/** Without an answer of use there is everything under the site's address; without the right, a fault. */
function giveUp(
  settings: ChangedSettings,
  choice: Choice,
  answer: Exclude<Unanswered, { kind: 'cancelled' }>,
): FoundChanges {
  if (answer.kind === 'unreachable') {
    return give(settings, choice, wholeSite(`GitHub ${answer.why}`));
  }
  const { repository } = settings;
  const problem =
    answer.kind === 'not-found'
      ? `may not read ${repository}, or there is no such repository: GitHub says HTTP 404`
      : `may not read the files of ${repository}: GitHub says ${answer.said}`;
  const accepted =
    'a token of this repository with `contents: read`, which a job names under `permissions`';
  return { kind: 'fault', fault: { input: 'github-token', problem, accepted } };
}

function giveFiles(
  settings: ChangedSettings,
  choice: Choice,
  files: readonly FileChange[],
): FoundChanges {
  const urls = [...new Set(files.flatMap(({ path }) => findUrls(path, settings.site)))];
  return urls.length > mostUrls
    ? give(settings, choice, wholeSite(tooManyUrls), files)
    : give(settings, choice, { kind: 'urls', urls }, files);
}

function wholeSite(why: string): Scope {
  return { kind: 'whole-site', why };
}

/** What to purge, before the address of the site comes to it. */
type Scope =
  | Extract<ChangedScope, { kind: 'urls' }>
  | { readonly kind: 'whole-site'; readonly why: string };

function give(
  { head, root, site, serverUrl, repository }: ChangedSettings,
  { base, notices }: Choice,
  scope: Scope,
  files?: readonly FileChange[],
): FoundChanges {
  const compareUrl =
    base.kind === 'none' ? undefined : `${serverUrl}/${repository}/compare/${base.sha}...${head}`;
  const changes = {
    head,
    base,
    compareUrl,
    root: root.join('/'),
    site: site.origin + site.folder,
    files: files === undefined ? undefined : countFiles(files),
    scope: scope.kind === 'urls' ? scope : { ...scope, lists: listWholeSite(site) },
    notices,
  };
  return { kind: 'changes', changes };
}

function countFiles(files: readonly FileChange[]): FileCounts {
  const count = (kind: FileChange['change']): number =>
    files.filter(({ change }) => change === kind).length;
  return { added: count('added'), changed: count('changed'), removed: count('removed') };
}
