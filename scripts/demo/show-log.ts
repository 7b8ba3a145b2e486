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
 * Shows a log as GitHub does: workflow commands carried out instead of shown, secrets masked, the
 * lines of a group below its title.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function showLog(log: string, width: number): string {
  const masks: string[] = [];
  const shown: string[] = [];
  let inGroup = false;
  for (const line of log.trimEnd().split('\n')) {
    const { name, data } = readCommand(line);
    const text = masks.reduce((masked, secret) => masked.replaceAll(secret, '***'), data);
    const annotation = annotations.get(name);
    if (name === 'add-mask') masks.push(data);
    else if (name === 'endgroup') inGroup = false;
    else if (name === 'group') {
      inGroup = true;
      shown.push(styleText('bold', `▾ ${text}`));
    } else if (annotation !== undefined) {
      shown.push(styleText(annotation.style, indent(annotation.label + text, '', width)));
    } else shown.push(indent(text, inGroup ? '    ' : '', width));
  }
  return shown.join('\n');
}

function readCommand(line: string): { readonly name: string; readonly data: string } {
  const [, name, data = ''] = /^::([a-z-]+)::(.*)$/.exec(line) ?? [];
  if (name === undefined) return { name: '', data: line };
  return {
    name,
    data: data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%'),
  };
}
