import type { ReportFault } from './input-faults.ts';
import type { InputName, RawInputs } from './input-names.ts';
import { hostRules, prefixRules, tagRules, urlRules } from './item-rules.ts';
import { countItems, type ItemLists, itemKinds, type Selection } from './items.ts';
import { type ListSource, readList } from './read-list.ts';
import type { RequestHeaders } from './request-headers.ts';
import { readChoice } from './scalars.ts';
import { type Mode, modes } from './settings.ts';
import { addVariants, readVariants } from './variants.ts';

/** What is to be purged, and what the reading of it brought up. */
export interface ReadSelection {
  readonly selection: Selection;
  readonly variants: readonly RequestHeaders[];
  /** Items in the inputs, faulty ones included. */
  readonly asked: number;
  readonly warnings: readonly string[];
  readonly remarks: readonly string[];
}

/** Reads the mode and all lists, and holds them together. */
export async function readSelection(
  raw: RawInputs,
  source: ListSource,
  report: ReportFault,
): Promise<ReadSelection> {
  const mode = readMode(raw, report);
  checkModeAgainstLists(mode, raw, report);
  const read = {
    urls: await readList(urlRules, raw, source, report),
    tags: await readList(tagRules, raw, source, report),
    hosts: await readList(hostRules, raw, source, report),
    prefixes: await readList(prefixRules, raw, source, report),
  };
  const variants = readVariants(raw.variants, report);
  const lists: ItemLists = {
    urls: addVariants(read.urls.items, variants),
    tags: read.tags.items,
    hosts: read.hosts.items,
    prefixes: read.prefixes.items,
  };
  const faulty = itemKinds.reduce((sum, kind) => sum + read[kind].faulty, 0);
  const warnings = [
    ...itemKinds.flatMap((kind) => read[kind].warnings),
    ...(raw.variants !== '' && lists.urls.length === 0 && mode !== 'changed'
      ? ['variants has no effect: no URLs are purged']
      : []),
  ];
  const remarks = itemKinds.flatMap((kind) => describeDuplicates(kind, read[kind].duplicates));

  if (mode === 'everything') {
    return { selection: { kind: 'everything' }, variants, asked: 1, warnings, remarks };
  }
  if (raw.mode === '' && countItems(lists) + faulty === 0) reportNothingGiven(warnings, report);
  return {
    selection: { kind: 'items', lists },
    variants,
    asked: countItems(lists) + faulty,
    warnings,
    remarks,
  };
}

/** undefined where the mode is not set, or wrong, which is reported. */
function readMode(raw: RawInputs, report: ReportFault): Mode | undefined {
  if (raw.mode === '') return undefined;
  const mode = readChoice(raw.mode, modes);
  if (mode.ok) return mode.value;
  const accepted = modes.map((name) => `\`${name}\``).join(', ');
  report({
    input: 'mode',
    item: raw.mode,
    problem: mode.problem,
    accepted: `${accepted}, or nothing`,
  });
  return undefined;
}

function checkModeAgainstLists(mode: Mode | undefined, raw: RawInputs, report: ReportFault): void {
  // What changed and what is listed beside it are both purged.
  if (mode === undefined || mode === 'changed') return;
  for (const kind of itemKinds) {
    if (kind === mode) continue;
    for (const input of [kind, `${kind}-file`] satisfies InputName[]) {
      if (raw[input] === '') continue;
      report({
        input,
        problem:
          mode === 'everything'
            ? 'stands beside `mode: everything`, which purges the whole zone'
            : `stands beside \`mode: ${mode}\`, which purges only ${mode}`,
        accepted: 'one of the two; without `mode`, every list that is given is purged',
      });
    }
  }
}

function reportNothingGiven(warnings: readonly string[], report: ReportFault): void {
  report({
    input: 'mode',
    problem: [
      'is not set, and no list has an item, so nothing says what to purge',
      ...warnings,
    ].join('. '),
    accepted:
      '`urls`, `tags`, `hosts` or `prefixes` (or a file with one, such as `urls-file`), or `mode: everything` for the whole zone; `mode: urls` where a computed list of URLs may be empty',
  });
}

function describeDuplicates(kind: string, duplicates: number): string[] {
  return duplicates === 0
    ? []
    : [`${kind}: ${duplicates} more of the same left out, each item is sent once`];
}
