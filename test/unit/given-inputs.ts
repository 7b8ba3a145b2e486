import { type InputName, type RawInputs, readRawInputs } from '../../src/inputs/input-names.ts';
import { type ReadTextFile, TextFileError } from '../../src/inputs/text-file.ts';

/** What a workflow wrote under `with:`. */
export type Given = Partial<Record<InputName, string>>;

/** The inputs as the action gets them from the runner. */
export function giveInputs(given: Given): RawInputs {
  const environment = Object.entries(given).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  return readRawInputs(Object.fromEntries(environment));
}

/** A workspace that has these files and no others; they come in pieces of so many characters. */
export function giveFiles(
  files: Readonly<Record<string, string>>,
  pieceLength = 1_000,
): ReadTextFile {
  return async function* (path) {
    const text = files[path];
    if (text === undefined) throw new TextFileError('does not exist');
    for (let start = 0; start < text.length; start += pieceLength) {
      yield text.slice(start, start + pieceLength);
    }
  };
}
