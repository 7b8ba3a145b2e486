import type { InputName } from './input-names.ts';
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
export interface InputFault {
  readonly input: InputName;
  readonly place?: FaultPlace;
  /** The item that is wrong, as it was given. */
  readonly item?: string;
  readonly problem: string;
  /** The form that would be accepted. */
  readonly accepted?: string;
}

export type ReportFault = (fault: InputFault) => void;

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
