// Parts of the toolkit instead of all of it: its main module also loads an OIDC client, an HTTP client
// and a process launcher, which a step with a token in its hands is better without, and which cost a
// third of the start-up. The version is pinned, and every scenario runs the bundle.
import { issueCommand } from '../../node_modules/@actions/core/lib/command.js';
import {
  issueFileCommand,
  prepareKeyValueMessage,
} from '../../node_modules/@actions/core/lib/file-command.js';
import { summary } from '../../node_modules/@actions/core/lib/summary.js';
import { escapeLogLine } from '../text/escape-text.ts';
import type { Runner } from './runner.ts';

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
    notice: (message) => issueCommand('notice', {}, message),
    warning: (message) => issueCommand('warning', {}, message),
    error: (message) => issueCommand('error', {}, message),
    startGroup: (title) => issueCommand('group', {}, title),
    endGroup: () => issueCommand('endgroup', {}, ''),
    setOutput: (name, value) => issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value)),
    addSummary: async (markdown) => {
      await summary.addRaw(markdown, true).write();
    },
  };
}
