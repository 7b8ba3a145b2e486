import { readSettings } from '../../../src/inputs/inputs.ts';
import type { ItemKind, UrlItem } from '../../../src/inputs/items.ts';
import type { InputFault } from '../../../src/inputs/problem.ts';
import type { Environment } from '../../../src/runner.ts';
import { type Given, giveFiles, giveInputs } from '../given-inputs.ts';

export const zone = '0123456789abcdef0123456789abcdef';

/** Reads the inputs of a step in a workspace with these files. */
export async function readInputs(
  given: Given,
  environment: Environment = {},
  files: Readonly<Record<string, string>> = {},
  pieceLength?: number,
) {
  const read = await readSettings({
    environment: { ...giveInputs(given), ...environment },
    readFile: giveFiles(files, pieceLength),
    signal: new AbortController().signal,
  });
  const all = read.ok ? [] : read.found.faults;
  const faults = all.filter((fault): fault is InputFault => 'problem' in fault);
  return { read, faults, wrong: all.map(({ input }) => input) };
}

/** The settings of inputs that are right, with a zone and a token. */
export async function settingsOf(
  given: Given,
  environment: Environment = {},
  files: Readonly<Record<string, string>> = {},
) {
  const { read } = await readInputs({ zone, token: 'token', ...given }, environment, files);
  if (!read.ok) throw new Error(JSON.stringify(read.found.faults));
  return read.settings;
}

/** Reads the list of one kind, with the faults in it. */
export async function readKind(
  kind: ItemKind,
  given: Given,
  files: Readonly<Record<string, string>> = {},
  pieceLength?: number,
) {
  const inputs = { zone, token: 'token', mode: kind, ...given };
  const { read, faults } = await readInputs(inputs, {}, files, pieceLength);
  const { selection, remarks } = read.ok ? read.settings : { selection: undefined, remarks: [] };
  const items: readonly UrlItem[] = selection?.kind === 'items' ? selection.lists[kind] : [];
  return { items, faults, remarks };
}
