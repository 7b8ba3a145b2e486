import type { ReadFile } from './files.ts';
import type { InputName } from './inputs.ts';
import type { UnknownInput } from './mistyped-names.ts';

/** Where in an input something is wrong, each counted from 1. */
export interface FaultPlace {
  /** The file of a list, as the workflow names it. */
  readonly file?: string;
  readonly line?: number;
  /** In a JSON array. */
  readonly item?: number;
}

/** Something wrong with an input, in words for the person who wrote the workflow. */
export interface InputFault extends ReadingFault {
  readonly input: InputName;
}

/** What the reader of an input knows of it. */
export interface ReadingFault {
  readonly place?: FaultPlace;
  /** The item that is wrong, as it was given. */
  readonly item?: string;
  /** In words that go on after the item: `has a wildcard`. */
  readonly problem: string;
  /** The form that would be accepted. */
  readonly accepted?: string;
}

export type ReportFault = (fault: InputFault) => void;

/** Thrown by what reads one text or file: why it is not accepted, in the words of a fault's problem. */
export class InputProblem extends Error {
  override readonly name = 'InputProblem';
  /** Where it is another form than that of the input. */
  readonly accepted: string | undefined;

  constructor(problem: string, accepted?: string) {
    super(problem);
    this.accepted = accepted;
  }
}

/** All faults found, and how many more each input has than are kept. */
export interface InputFaults {
  readonly faults: readonly (InputFault | UnknownInput)[];
  readonly left: ReadonlyMap<string, number>;
}

/** So that a list of a million bad URLs neither fills the memory nor the log. */
const keptPerInput = 20;

/** Collects faults, so that all of them are reported together; keeps the first 20 of each input. */
export class FaultCollector {
  readonly #faults: (InputFault | UnknownInput)[] = [];
  readonly #counts = new Map<string, number>();

  readonly report = (fault: InputFault | UnknownInput): void => {
    const count = (this.#counts.get(fault.input) ?? 0) + 1;
    this.#counts.set(fault.input, count);
    if (count <= keptPerInput) this.#faults.push(fault);
  };

  get found(): InputFaults | undefined {
    if (this.#faults.length === 0) return undefined;
    const left = [...this.#counts]
      .filter(([, count]) => count > keptPerInput)
      .map(([input, count]) => [input, count - keptPerInput] as const);
    return { faults: this.#faults, left: new Map(left) };
  }
}

/** What the reader of one input touches outside. */
export interface InputSource {
  readonly readFile: ReadFile;
  /** Aborted when nothing more is to be read: the job is canceled, or `timeout` is over. */
  readonly signal: AbortSignal;
  /** The table of inputs adds which one it is. */
  readonly report: (fault: ReadingFault) => void;
}

/** Reads each line that is neither blank nor a comment, and reports those that are wrong. */
export async function readLines<T>(
  text: string,
  report: InputSource['report'],
  read: (line: string) => T | Promise<T>,
): Promise<T[]> {
  const values: T[] = [];
  for (const [index, line] of linesOf(text)
    .map((each) => each.trim())
    .entries()) {
    if (line === '' || line.startsWith('#')) continue;
    try {
      values.push(await read(line));
    } catch (error) {
      if (!(error instanceof InputProblem)) throw error;
      report({ place: { line: index + 1 }, item: line, problem: error.message });
    }
  }
  return values;
}

/** The lines of a text, whatever ends them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/);
}
