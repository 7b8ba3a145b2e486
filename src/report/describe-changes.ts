import type { Changes } from '../changed/changed.ts';
import { countOf, formatCount } from '../text.ts';
import { nameAmount, nameItem } from './name-things.ts';
import { quote, type Table } from './table.ts';

/** What changed and how that was found, a line each, for the log. */
export function describeChanges(changes: Changes): string[] {
  const { head, base, compareUrl, scope, calls } = changes;
  return [
    `Deployed: ${head ?? 'not told by the event'}`,
    base.kind === 'none'
      ? `Compared with nothing: ${base.reason}`
      : `Compared with: ${base.sha}: ${base.reason}`,
    ...describeOthers(changes).map(({ title, text }) => `${title}: ${text}`),
    ...(compareUrl === undefined ? [] : [`Comparison: ${compareUrl}`]),
    `Files ${describeFolder(changes)}: ${describeFiles(changes)}`,
    scope.kind === 'urls' ? `To purge: ${describeScope(changes)}` : describeWholeSite(changes),
    countOf(calls, 'request to GitHub', 'requests to GitHub'),
  ];
}

/** What is right as it is, but should be known. */
export function noticeChanges(changes: Changes): string[] {
  const { notices, scope } = changes;
  const others = describeOthers(changes).map(({ title, text }) => `${title}: ${text}`);
  return scope.kind === 'urls' ? [...notices, ...others] : [...notices, describeWholeSite(changes)];
}

/** The same as a table for the summary. */
export function tabulateChanges(changes: Changes): Table {
  const { head, base, compareUrl, scope, calls } = changes;
  return {
    title: 'Changed files',
    head: [],
    rows: [
      ['Deployed', head === undefined ? 'not told by the event' : quote(head)],
      [
        'Compared with',
        [base.kind === 'none' ? 'nothing' : quote(base.sha), quote(base.reason, 500)],
      ],
      ...describeOthers(changes).map(({ title, text }) => [title, text]),
      ...(compareUrl === undefined
        ? []
        : [['Comparison', { quoted: 'on GitHub', href: compareUrl }]]),
      ['Files', [quote(describeFolder(changes)), describeFiles(changes)]],
      ['To purge', quote(describeScope(changes), 500)],
      ...(scope.kind === 'urls' ? [] : [['Why not single URLs', quote(scope.why, 500)]]),
      ['Requests to GitHub', calls],
    ],
  };
}

/** The same for the report. */
export function reportChanges({ base, scope, files, ...changes }: Changes): object {
  const lists = scope.kind === 'urls' ? { urls: scope.urls } : scope.lists;
  return {
    head: changes.head ?? null,
    base: base.kind === 'none' ? null : base.sha,
    reason: base.reason,
    others: base.kind === 'none' ? [] : base.others,
    comparison: changes.compareUrl ?? null,
    root: changes.root,
    site: changes.site,
    files: files ?? null,
    urls: lists.urls.length,
    wholeSite: scope.kind === 'urls' ? null : scope.why,
    calls: changes.calls,
  };
}

/** Nothing, or a line and its title. */
function describeOthers({
  base,
  scope,
}: Changes): readonly { readonly title: string; readonly text: string }[] {
  if (base.kind === 'none' || base.others.length === 0 || scope.kind !== 'urls') return [];
  const commits = countOf(base.others.length, 'commit', 'commits');
  const text = `${commits} that may have been live since, of deploys that did not succeed or overlapped`;
  return [{ title: 'Also compared with', text }];
}

function describeFolder({ root }: Changes): string {
  return root === '' ? 'of the repository' : `in ${root}`;
}

function describeFiles({ files }: Changes): string {
  if (files === undefined) return 'not compared';
  const { added, changed, removed } = files;
  return `${formatCount(added)} added, ${formatCount(changed)} changed, ${formatCount(removed)} removed`;
}

function describeScope({ scope, site }: Changes): string {
  if (scope.kind === 'urls') return `${nameAmount('urls', scope.urls.length)} under ${site}`;
  const { hosts, prefixes, urls } = scope.lists;
  // Cloudflare knows no ports in hosts and prefixes.
  const ports = new URL(site).port === '' ? '' : ' on all ports';
  const names = [
    ...[...hosts].map((host) => `the host ${host}${ports}`),
    ...[...prefixes].map((prefix) => `the prefix ${prefix}${ports}`),
    ...[...urls].map((url) => `the URL ${nameItem(url)}`),
  ];
  return names.join(', ');
}

/** `Everything under https://… instead of single URLs (the host …): …` */
function describeWholeSite(changes: Changes): string {
  const why = changes.scope.kind === 'urls' ? '' : changes.scope.why;
  return `To purge: everything under ${changes.site} instead of single URLs (${describeScope(changes)}): ${why}`;
}
