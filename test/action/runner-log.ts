/** A log as the runner takes it: plain lines, and workflow commands carried out. */
export interface RunnerLog {
  /** Standard output as it is. */
  readonly log: string;
  /** Lines that are shown, without commands. */
  readonly lines: readonly string[];
  readonly masks: readonly string[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly notices: readonly string[];
  /** Commands that this action has no business to give. */
  readonly otherCommands: readonly string[];
}

const expected = new Set(['group', 'endgroup', 'debug']);

/**
 * Parses a log with the runner's own rules: `::command::` after white space at the start of a line,
 * and the older `##[command]` anywhere in it.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function parseLog(log: string): RunnerLog {
  const found = {
    lines: [],
    masks: [],
    errors: [],
    warnings: [],
    notices: [],
    otherCommands: [],
  } as {
    [name in keyof Omit<RunnerLog, 'log'>]: string[];
  };
  const lists = new Map([
    ['add-mask', found.masks],
    ['error', found.errors],
    ['warning', found.warnings],
    ['notice', found.notices],
  ]);
  for (const line of log.split(/\r?\n/)) {
    const [, name = '', data = ''] =
      /^\s*::([a-z-]+)[^:]*?::(.*)$/.exec(line) ?? /##\[([a-z-]+)[^\]]*\](.*)$/.exec(line) ?? [];
    if (name === '') found.lines.push(line);
    else if (!expected.has(name)) (lists.get(name) ?? found.otherCommands).push(unescapeData(data));
  }
  return { log, ...found };
}

function unescapeData(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
