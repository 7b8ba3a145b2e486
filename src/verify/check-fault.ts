import type { InputFault } from '../inputs/input-faults.ts';

export type CheckInput = 'wait-for' | 'verify';

/** A fault in one of the inputs that checks are read from. */
export interface CheckFault extends Omit<InputFault, 'input'> {
  readonly input: CheckInput | 'check-headers';
}

/** A `ReportFault` fits wherever the inputs of the action include these three. */
export type ReportCheckFault = (fault: CheckFault) => void;
