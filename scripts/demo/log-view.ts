import { styleText } from 'node:util';
import { indent } from './text-layout.ts';

type Style = Parameters<typeof styleText>[0];

/** What GitHub writes before the message of an annotation, and in which colour. */
const annotations = new Map<string, { readonly label: string; readonly style: Style }>([
  ['error', { label: 'Error: ', style: ['red', 'bold'] }],
  ['warning', { label: 'Warning: ', style: ['yellow', 'bold'] }],
  ['notice', { label: 'Notice: ', style: ['blue', 'bold'] }],
]);

/**
 * Shows a log line by line as GitHub does: workflow commands carried out instead of shown, secrets
 * masked, the lines of a group below its title.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export class LogView {
  readonly #width: number;
  readonly #masks: string[] = [];
  #inGroup = false;

  constructor(width: number) {
    this.#width = width;
  }

  /** What people see of the next line: undefined for a command that shows nothing. */
  show(line: string): string | undefined {
    const { name, data } = readCommand(line);
    const text = this.#masks.reduce((masked, secret) => masked.replaceAll(secret, '***'), data);
    const annotation = annotations.get(name);
    if (annotation !== undefined) {
      return styleText(annotation.style, indent(annotation.label + text, '', this.#width));
    }
    switch (name) {
      case 'add-mask':
        this.#masks.push(data);
        return undefined;
      case 'endgroup':
        this.#inGroup = false;
        return undefined;
      case 'group':
        this.#inGroup = true;
        return styleText('bold', `▾ ${text}`);
      default:
        return indent(text, this.#inGroup ? '    ' : '', this.#width);
    }
  }
}

function readCommand(line: string): { readonly name: string; readonly data: string } {
  const [, name, data = ''] = /^::([a-z-]+)::(.*)$/.exec(line) ?? [];
  if (name === undefined) return { name: '', data: line };
  return {
    name,
    data: data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%'),
  };
}
