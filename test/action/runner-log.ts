import { Masker } from './runner-masker.ts';

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
  /** The same three kinds in their order, with their properties, such as `title` and `file`. */
  readonly annotations: readonly Annotation[];
  readonly groups: readonly string[];
  /** What is shown only in a debug log. */
  readonly debug: readonly string[];
  /** Commands that this action has no business to give. */
  readonly otherCommands: readonly string[];
}

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * Parses a log with the rules of the runner 2.336.0.
 * @param secrets What it masks from the beginning: secrets that the workflow gave.
 */
export function parseLog(log: string, secrets: readonly string[] = []): RunnerLog {
  const masker = new Masker();
  for (const secret of secrets) masker.add(secret);
  const masks: string[] = [];
  const lines: string[] = [];
  const annotations: Annotation[] = [];
  const groups: string[] = [];
  const debug: string[] = [];
  const otherCommands: string[] = [];
  // The runner reads lines with .NET's ReadLine, to which a lone CR ends one as well.
  for (const line of log.split(/\r\n|\r|\n/)) {
    const command = readCommand(line);
    const data = masker.mask(command?.data ?? '');
    switch (command?.name) {
      case undefined:
        lines.push(masker.mask(line));
        break;
      case 'add-mask':
        masks.push(command?.data ?? '');
        masker.add(command?.data ?? '');
        break;
      case 'error':
      case 'warning':
      case 'notice':
        annotations.push({ level: command.name, message: data, properties: command.properties });
        break;
      case 'group':
        groups.push(data);
        break;
      case 'debug':
        debug.push(data);
        break;
      case 'endgroup':
        break;
      default:
        otherCommands.push(masker.mask(line));
    }
  }
  const messagesOf = (level: Annotation['level']) =>
    annotations.filter((annotation) => annotation.level === level).map(({ message }) => message);
  return {
    log,
    lines,
    masks,
    errors: messagesOf('error'),
    warnings: messagesOf('warning'),
    notices: messagesOf('notice'),
    annotations,
    groups,
    debug,
    otherCommands,
  };
}

interface Command {
  readonly name: (typeof commandNames)[number];
  readonly data: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** @see https://github.com/actions/runner/blob/v2.336.0/src/Runner.Worker/ActionCommandManager.cs */
const commandNames = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
] as const;

/**
 * A workflow command, if the line is one: `::command a=b,c=d::data` after white space at its start, or
 * the older `##[command a=b;c=d]data` anywhere in it. Names ignore case; an unknown one is text.
 * @see https://github.com/actions/runner/blob/v2.336.0/src/Runner.Common/ActionCommand.cs
 */
function readCommand(line: string): Command | undefined {
  return (
    toCommand(
      /^\s*::(.*?)::(.*)$/s.exec(line),
      ',',
      [
        ['%3A', ':'],
        ['%2C', ','],
      ],
      [],
    ) ?? toCommand(/##\[(.*?)\](.*)$/s.exec(line), ';', oldEscapes, oldEscapes)
  );
}

type Escapes = readonly (readonly [escaped: string, character: string])[];

const oldEscapes: Escapes = [
  ['%3B', ';'],
  ['%5D', ']'],
];

function toCommand(
  match: RegExpExecArray | null,
  separator: string,
  propertyEscapes: Escapes,
  dataEscapes: Escapes,
): Command | undefined {
  const [, info = '', data = ''] = match ?? [];
  const [word = '', ...rest] = info.split(' ');
  const name = commandNames.find((known) => known === word.toLowerCase());
  if (name === undefined) return undefined;
  const properties = rest
    .join(' ')
    .trim()
    .split(separator)
    .map((pair) => pair.split(/=(.*)/s))
    .filter(([key, value]) => key && value)
    .map(([key = '', value = '']) => [key.toLowerCase(), decode(value, propertyEscapes)]);
  return { name, data: decode(data, dataEscapes), properties: Object.fromEntries(properties) };
}

function decode(text: string, escapes: Escapes): string {
  return [...escapes, ['%0D', '\r'], ['%0A', '\n'], ['%25', '%']].reduce(
    (plain, [escaped = '', character = '']) => plain.replaceAll(escaped, character),
    text,
  );
}
