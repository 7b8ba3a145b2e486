import { limitReading, type ReadFile } from '../../src/inputs/files.ts';
import type { InputName } from '../../src/inputs/inputs.ts';
import { InputProblem, type InputSource, type ReadingFault } from '../../src/inputs/problem.ts';
import type { Environment } from '../../src/runner.ts';

/** What a workflow wrote under `with:`. */
export type Given = Partial<Record<InputName, string>>;

/** The inputs as the runner passes them on. */
export function giveInputs(given: Given): Environment {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

/** A workspace that has these files and no others; they come in pieces of so many bytes. */
export function giveFiles(
  files: Readonly<Record<string, string>> = {},
  pieceLength = 1_000,
): ReadFile {
  return async function* (path) {
    const text = files[path];
    if (text === undefined) throw new InputProblem('does not exist');
    const bytes = Buffer.from(text);
    for (let start = 0; start < bytes.length; start += pieceLength) {
      yield bytes.subarray(start, start + pieceLength);
    }
  };
}

/** What a reader of an input gets, and the faults that it reports. */
export function giveSource(
  readFile: ReadFile = giveFiles(),
  signal: AbortSignal = new AbortController().signal,
): InputSource & { readonly faults: ReadingFault[] } {
  const faults: ReadingFault[] = [];
  return {
    readFile: limitReading(readFile, signal),
    signal,
    report: (fault) => faults.push(fault),
    faults,
  };
}
