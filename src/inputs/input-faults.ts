import type { InputName } from './input-names.ts';

/** Something wrong with an input, in words for the person who wrote the workflow. */
export interface InputFault {
  readonly input: InputName;
  /** Where in the input: `line 3`, `item 2`. */
  readonly place?: string;
  /** The item that is wrong, as it was given. */
  readonly item?: string;
  readonly problem: string;
  /** The form that would be accepted. */
  readonly accepted?: string;
}

export type ReportFault = (fault: InputFault) => void;

/** All faults found, and how many more each input has than are kept. */
export interface InputFaults {
  readonly faults: readonly InputFault[];
  readonly left: ReadonlyMap<InputName, number>;
}

/** So that a list of a million bad URLs neither fills the memory nor the log. */
const keptPerInput = 20;

/** Collects faults, so that all of them are reported together; keeps the first 20 of each input. */
export class FaultCollector {
  readonly #faults: InputFault[] = [];
  readonly #counts = new Map<InputName, number>();

  readonly report: ReportFault = (fault) => {
    const count = (this.#counts.get(fault.input) ?? 0) + 1;
    this.#counts.set(fault.input, count);
    if (count <= keptPerInput) this.#faults.push(fault);
  };

  get found(): InputFaults | undefined {
    if (this.#faults.length === 0) return undefined;
    const left = [...this.#counts]
      .filter(([, count]) => count > keptPerInput)
      .map(([input, count]): [InputName, number] => [input, count - keptPerInput]);
    return { faults: this.#faults, left: new Map(left) };
  }
}
