/** Names of the outputs, as `action.yml` declares them (a test holds the two together). */
export const outputNames = [
  'purge-id',
  'purge-ids',
  'purged',
  'unpurged',
  'requests',
  'verified',
  'report',
] as const;

export type OutputName = (typeof outputNames)[number];

/** What a step can tell the runner: workflow commands and command files. */
export interface Runner {
  /** From here on, this text is `***` in every log of the job. */
  readonly mask: (secret: string) => void;
  readonly info: (line: string) => void;
  readonly notice: (message: string) => void;
  readonly warning: (message: string) => void;
  readonly error: (message: string) => void;
  readonly startGroup: (title: string) => void;
  readonly endGroup: () => void;
  /** Throws where the runner's output file cannot be written. */
  readonly setOutput: (name: OutputName, value: string) => void;
  /** Rejects where the runner's summary file cannot be written. */
  readonly addSummary: (markdown: string) => Promise<void>;
}
