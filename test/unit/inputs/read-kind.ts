import type { InputFault } from '../../../src/inputs/input-faults.ts';
import { hostRules, prefixRules, tagRules, urlRules } from '../../../src/inputs/item-rules.ts';
import type { ItemKind, UrlItem } from '../../../src/inputs/items.ts';
import { type ReadList, readList } from '../../../src/inputs/read-list.ts';
import { type Given, giveFiles, giveInputs } from '../given-inputs.ts';

/** Reads the list of one kind, with the faults that it reports. */
export async function readKind(
  kind: ItemKind,
  given: Given,
  files: Readonly<Record<string, string>> = {},
  pieceLength?: number,
  signal = new AbortController().signal,
): Promise<ReadList<UrlItem> & { readonly faults: readonly InputFault[] }> {
  const faults: InputFault[] = [];
  const context = [
    giveInputs(given),
    { readTextFile: giveFiles(files, pieceLength), signal },
    (f: InputFault) => faults.push(f),
  ] as const;
  const lists = {
    urls: () => readList(urlRules, ...context),
    tags: () => readList(tagRules, ...context),
    hosts: () => readList(hostRules, ...context),
    prefixes: () => readList(prefixRules, ...context),
  };
  const list: ReadList<UrlItem> = await lists[kind]();
  return { ...list, items: [...list.items], faults };
}
