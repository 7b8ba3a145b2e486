/** A log as the runner takes it: commands carried out, and all else shown with secrets masked. */
export interface RunnerLog {
  /** Standard output as it is. */
  readonly log: string;
  /** Lines that are shown, without commands. */
  readonly lines: readonly string[];
  readonly masks: readonly string[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly notices: readonly string[];
  readonly groups: readonly string[];
  /** Commands that this action has no business to give. */
  readonly otherCommands: readonly string[];
}

const silentCommands = new Set(['endgroup', 'debug']);

/** Parses a log with the runner's own rules. */
export function parseLog(log: string): RunnerLog {
  const masks: string[] = [];
  const shown = {
    lines: [] as string[],
    errors: [] as string[],
    warnings: [] as string[],
    notices: [] as string[],
    groups: [] as string[],
    otherCommands: [] as string[],
  };
  const listOf = new Map([
    ['error', shown.errors],
    ['warning', shown.warnings],
    ['notice', shown.notices],
    ['group', shown.groups],
  ]);
  // The runner reads lines with .NET's ReadLine, to which a lone CR ends one as well.
  for (const line of log.split(/\r\n|\r|\n/)) {
    const command = readCommand(line);
    if (command === undefined) shown.lines.push(mask(line, masks));
    else if (command.name === 'add-mask') masks.push(command.data);
    else if (!silentCommands.has(command.name)) {
      const list = listOf.get(command.name) ?? shown.otherCommands;
      list.push(mask(list === shown.otherCommands ? line : command.data, masks));
    }
  }
  return { log, masks, ...shown };
}

/**
 * A workflow command, if the line is one: `::command::` after white space at its start, or the older
 * `##[command]` anywhere in it. Names have no case.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
function readCommand(line: string): { name: string; data: string } | undefined {
  const [, info = '', data = ''] =
    /^\s*::(.*?)::(.*)$/.exec(line) ?? /##\[(.*?)\](.*)$/.exec(line) ?? [];
  const name = info.split(' ')[0]?.toLowerCase() ?? '';
  return name === '' ? undefined : { name, data: unescapeData(data) };
}

function unescapeData(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

/** What people see: a secret is masked in all that comes after its mask. */
function mask(text: string, masks: readonly string[]): string {
  const longestFirst = [...masks].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
}
