import { countOf } from '../text.ts';
import type { RequestHeaders } from './headers.ts';
import {
  addVariants,
  countItems,
  dropRepeats,
  hostRules,
  type ItemKind,
  type ItemLists,
  type ItemRules,
  itemKinds,
  prefixRules,
  type Selection,
  tagRules,
  type UrlItem,
  urlRules,
} from './items.ts';
import type { ReadList } from './lists.ts';
import type { ReportFault } from './problem.ts';

export const modes = ['everything', 'urls', 'tags', 'hosts', 'prefixes', 'changed'] as const;
export type Mode = (typeof modes)[number];

/** The lists of a step as they were read, and what else says what is purged. */
export interface ReadLists {
  readonly mode: Mode | undefined;
  readonly variants: readonly RequestHeaders[];
  readonly urls: ReadList<UrlItem>;
  readonly tags: ReadList<string>;
  readonly hosts: ReadList<string>;
  readonly prefixes: ReadList<string>;
  readonly urlsFile: ReadList<UrlItem>;
  readonly tagsFile: ReadList<string>;
  readonly hostsFile: ReadList<string>;
  readonly prefixesFile: ReadList<string>;
}

/** Every input with a text, as far as it says what is purged. */
export type GivenLists = Readonly<
  Record<'mode' | 'variants' | ItemKind | `${ItemKind}-file`, string>
>;

/** What is to be purged, and what the reading of it brought up. */
export interface ReadSelection {
  readonly selection: Selection;
  /** Items in the inputs, faulty ones included. */
  readonly asked: number;
  readonly warnings: readonly string[];
  readonly remarks: readonly string[];
}

/** Checks the mode and all lists against each other. */
export function readSelection(
  read: ReadLists,
  given: GivenLists,
  report: ReportFault,
): ReadSelection {
  const { mode, variants } = read;
  reportListsOfOtherModes(mode, given, report);
  const merged = {
    urls: mergeLists(urlRules, read.urls, read.urlsFile),
    tags: mergeLists(tagRules, read.tags, read.tagsFile),
    hosts: mergeLists(hostRules, read.hosts, read.hostsFile),
    prefixes: mergeLists(prefixRules, read.prefixes, read.prefixesFile),
  };
  const lists: ItemLists = {
    urls: addVariants(merged.urls.items, variants),
    tags: merged.tags.items,
    hosts: merged.hosts.items,
    prefixes: merged.prefixes.items,
  };
  const faulty = itemKinds.reduce((sum, kind) => sum + merged[kind].faulty, 0);
  const asked = countItems(lists) + faulty;
  const slips = itemKinds.flatMap((kind) => merged[kind].warnings);
  const useless =
    given.variants !== '' && lists.urls.length === 0 && mode !== 'changed'
      ? ['variants has no effect: no URLs are purged']
      : [];
  if (given.mode === '' && asked === 0) reportNothingGiven(slips, report);
  return {
    selection: mode === 'everything' ? { kind: 'everything' } : { kind: 'items', lists },
    asked: mode === 'everything' ? 1 : asked,
    warnings: [...slips, ...useless],
    remarks: itemKinds.flatMap((kind) => merged[kind].remarks),
  };
}

/** The items of an input and its file, each once, in the order of the workflow: the input first. */
function mergeLists<T>({ kind, keyOf }: ItemRules<T>, text: ReadList<T>, file: ReadList<T>) {
  const items = text.items.length === 0 ? file.items : dropRepeats([text.items, file.items], keyOf);
  const repeated = text.items.length + file.items.length - items.length;
  const repeats = text.repeats + file.repeats + repeated;
  return {
    items,
    faulty: text.faulty + file.faulty,
    warnings: [
      ...text.warnings.map((warning) => `${kind}: ${warning}`),
      ...file.warnings.map((warning) => `${kind}-file: ${warning}`),
    ],
    remarks:
      repeats === 0
        ? []
        : [`${kind}: ${countOf(repeats, 'repetition')} left out, since each item is sent once`],
  };
}

function reportListsOfOtherModes(
  mode: Mode | undefined,
  given: GivenLists,
  report: ReportFault,
): void {
  // What changed and what is listed with it are both purged.
  if (mode === undefined || mode === 'changed') return;
  const problem =
    mode === 'everything'
      ? 'is given with `mode: everything`, which purges the whole zone'
      : `is given with \`mode: ${mode}\`, which purges only ${mode}`;
  const accepted = 'one of the two; without `mode`, every list that is given is purged';
  for (const kind of itemKinds.filter((other) => other !== mode)) {
    for (const input of [kind, `${kind}-file`] as const) {
      if (given[input] !== '') report({ input, problem, accepted });
    }
  }
}

function reportNothingGiven(slips: readonly string[], report: ReportFault): void {
  const problem = 'is not set, and no list has an item, so nothing says what to purge';
  report({
    input: 'mode',
    problem: [problem, ...slips].join('. '),
    accepted:
      '`urls`, `tags`, `hosts` or `prefixes` (or a file with one, such as `urls-file`), or `mode: everything` for the whole zone; `mode: urls` where a computed list of URLs may be empty',
  });
}

/** URLs, hosts and prefixes belong to one zone each; tags and everything go to all. */
export function hasRoutedItems(selection: Selection): boolean {
  if (selection.kind === 'everything') return false;
  const { urls, hosts, prefixes } = selection.lists;
  return urls.length + hosts.length + prefixes.length > 0;
}
