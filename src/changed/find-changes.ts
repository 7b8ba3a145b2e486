import type { ChangedSettings } from '../inputs/changed-settings.ts';
import type { InputFault } from '../inputs/input-faults.ts';
import type { Unanswered } from './answer.ts';
import type { Base, ChangedScope, Changes, FileCounts } from './changes.ts';
import { chooseBase } from './choose-base.ts';
import type { FileChange } from './compare-entries.ts';
import { compareTrees, mostUrls, type TreeComparison, tooManyUrls } from './compare-trees.ts';
import type { GitHub } from './github.ts';
import { findUrls } from './site-urls.ts';
import { listWholeSite } from './whole-site.ts';

/** What changed, or why nothing may be purged. */
export type FoundChanges =
  | { readonly kind: 'changes'; readonly changes: Omit<Changes, 'calls'> }
  | { readonly kind: 'fault'; readonly fault: InputFault }
  | { readonly kind: 'cancelled' };

/**
 * Finds what changed between what visitors had and what was deployed. Where that cannot be told, it
 * is everything under the site's address; where it cannot be told because of an input, a fault.
 */
export async function findChanges(
  settings: ChangedSettings,
  github: GitHub,
): Promise<FoundChanges> {
  const chosen = await chooseBase(settings, github);
  switch (chosen.kind) {
    case 'base': {
      const { base, notices } = chosen;
      return base.kind === 'none'
        ? giveWholeSite(settings, base, `${base.reason}; \`since\` can name a commit`, notices)
        : compareWith(settings, base, notices, github);
    }
    case 'fault':
    case 'cancelled':
      return chosen;
    default:
      return giveUp(settings, { kind: 'none', reason: 'GitHub could not be asked' }, chosen, []);
  }
}

async function compareWith(
  settings: ChangedSettings,
  base: Extract<Base, { kind: 'commit' }>,
  notices: readonly string[],
  github: GitHub,
): Promise<FoundChanges> {
  const commits = { base: base.sha, head: settings.head };
  const compared = await compareTrees(settings.root, commits, github);
  switch (compared.kind) {
    case 'compared':
      return giveFiles(settings, base, compared.files, notices);
    case 'no-folder': {
      const item = settings.root.join('/');
      const problem =
        'is no folder in the deployed commit, nor in the one that it is compared with';
      const accepted = 'a folder that is committed: what a build writes is not in the repository';
      return { kind: 'fault', fault: { input: 'root', item, problem, accepted } };
    }
    case 'no-commit':
      return explainMissingCommit(settings, base, compared, notices, github);
    case 'unclear':
      return giveWholeSite(settings, base, compared.why, notices);
    case 'cancelled':
      return compared;
    default:
      return giveUp(settings, base, compared, notices);
  }
}

/** Without the right to read, GitHub says of everything that it is not there. */
async function explainMissingCommit(
  settings: ChangedSettings,
  base: Extract<Base, { kind: 'commit' }>,
  { which }: Extract<TreeComparison, { kind: 'no-commit' }>,
  notices: readonly string[],
  github: GitHub,
): Promise<FoundChanges> {
  const repository = await github.findRepository();
  if (repository.kind === 'cancelled') return repository;
  if (repository.kind !== 'found') return giveUp(settings, base, repository, notices);
  const why =
    which === 'base'
      ? `the commit to compare with, ${base.sha}, is not in the repository any more`
      : `the deployed commit, ${settings.head}, is not in the repository`;
  return giveWholeSite(settings, base, why, notices);
}

/** Without an answer of use there is everything under the site's address; without the right, a fault. */
function giveUp(
  settings: ChangedSettings,
  base: Base,
  answer: Exclude<Unanswered, { kind: 'cancelled' }>,
  notices: readonly string[],
): FoundChanges {
  if (answer.kind === 'unreachable') {
    return giveWholeSite(settings, base, `GitHub ${answer.why}`, notices);
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
  base: Base,
  files: readonly FileChange[],
  notices: readonly string[],
): FoundChanges {
  const urls = [...new Set(files.flatMap(({ path }) => findUrls(path, settings.site)))];
  if (urls.length > mostUrls) return giveWholeSite(settings, base, tooManyUrls, notices, files);
  return give(settings, base, { kind: 'urls', urls }, notices, files);
}

function giveWholeSite(
  settings: ChangedSettings,
  base: Base,
  why: string,
  notices: readonly string[],
  files?: readonly FileChange[],
): FoundChanges {
  const lists = listWholeSite(settings.site);
  return give(settings, base, { kind: 'whole-site', why, lists }, notices, files);
}

function give(
  { head, root, site, serverUrl, repository }: ChangedSettings,
  base: Base,
  scope: ChangedScope,
  notices: readonly string[],
  files: readonly FileChange[] | undefined,
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
    scope,
    notices,
  };
  return { kind: 'changes', changes };
}

function countFiles(files: readonly FileChange[]): FileCounts {
  const count = (kind: FileChange['change']): number =>
    files.filter(({ change }) => change === kind).length;
  return { added: count('added'), changed: count('changed'), removed: count('removed') };
}
