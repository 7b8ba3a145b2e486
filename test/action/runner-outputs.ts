/**
 * Reads a file of outputs as the runner 2.336.0 does: `name=value`, or `name<<DELIMITER`, lines,
 * `DELIMITER`. On Linux and macOS, only a line feed ends a line.
 * @see https://github.com/actions/runner/blob/v2.336.0/src/Runner.Worker/FileCommandManager.cs
 */
export function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split(process.platform === 'win32' ? /\r?\n/ : '\n');
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    const [, name = '', sign, rest = ''] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (sign === '=') outputs[name] = rest;
    else if (name !== '' && rest !== '') outputs[name] = takeUntil(rest, lines);
    else if (line !== '') throw new Error(`the runner refuses this line of outputs: ${line}`);
  }
  return outputs;
}

function takeUntil(delimiter: string, lines: string[]): string {
  const end = lines.indexOf(delimiter);
  if (end < 0) throw new Error(`an output has no end: ${delimiter}`);
  return lines
    .splice(0, end + 1)
    .slice(0, end)
    .join('\n');
}
