// Parts of the toolkit instead of all of it: its main module also loads an OIDC client, an HTTP client
// and a process launcher, which a step with a token in its hands is better without, and which cost a
// third of the start-up. The version is pinned, and every scenario runs the bundle.
import { issueCommand } from '../node_modules/@actions/core/lib/command.js';
import {
  issueFileCommand,
  prepareKeyValueMessage,
} from '../node_modules/@actions/core/lib/file-command.js';
import { summary } from '../node_modules/@actions/core/lib/summary.js';
import { escapeLogLine } from './text.ts';

/**
 * The runner of GitHub Actions, by its workflow commands on standard output.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function createActionsRunner(output: NodeJS.WritableStream): Runner {
  return {
    mask: (secret) => issueCommand('add-mask', {}, secret),
    info: (line) => {
      output.write(`${escapeLogLine(line)}\n`);
    },
    debug: (line) => issueCommand('debug', {}, line),
    notice: (message, annotation) => issueCommand('notice', { ...annotation }, message),
    warning: (message, annotation) => issueCommand('warning', { ...annotation }, message),
    error: (message, annotation) => issueCommand('error', { ...annotation }, message),
    startGroup: (title) => issueCommand('group', {}, title),
    endGroup: () => issueCommand('endgroup', {}, ''),
    setOutput: (name, value) => issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value)),
    addSummary: async (markdown) => {
      await summary.addRaw(markdown, true).write();
    },
  };
}

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

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

/** What an annotation shows besides its message, and where. */
export interface Annotation {
  readonly title: string;
  /** Relative to the workspace. */
  readonly file?: string;
  readonly line?: number;
}

/** What a step can tell the runner: workflow commands and command files. */
export interface Runner {
  /** From here on, this text is `***` in every log of the job. */
  readonly mask: (secret: string) => void;
  readonly info: (line: string) => void;
  /** Shown only where debug logging is on. */
  readonly debug: (line: string) => void;
  readonly notice: (message: string, annotation: Annotation) => void;
  readonly warning: (message: string, annotation: Annotation) => void;
  readonly error: (message: string, annotation: Annotation) => void;
  readonly startGroup: (title: string) => void;
  readonly endGroup: () => void;
  /** Throws where the runner's output file cannot be written. */
  readonly setOutput: (name: OutputName, value: string) => void;
  /** Rejects where the runner's summary file cannot be written. */
  readonly addSummary: (markdown: string) => Promise<void>;
}
