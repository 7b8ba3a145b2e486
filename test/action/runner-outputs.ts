/**
 * Reads a file of outputs as the runner does: `name<<DELIMITER`, lines, `DELIMITER`.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
 */
export function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const heredoc = /^([^=<]+)<<(.+)$/.exec(line);
    if (heredoc === null) throw new Error(`the runner refuses this line of outputs: ${line}`);
    const [, name = '', delimiter = ''] = heredoc;
    const end = lines.indexOf(delimiter);
    if (end < 0) throw new Error(`output ${name} has no end`);
    outputs[name] = lines
      .splice(0, end + 1)
      .slice(0, end)
      .join('\n');
  }
  return outputs;
}
