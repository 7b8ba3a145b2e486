/** What a step of a workflow left behind. */
export interface SeenStep {
  readonly outcome: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The requests that the API got, one line each. */
  readonly sent: readonly string[];
  readonly problems: readonly string[];
}

/**
 * What is expected and not there, and what was sent and not expected.
 * @param expected Lines of `name: value`; `expect-step.ts` says which.
 * @throws Error where a line is none of them, or nothing is said of the outcome: a check that checks nothing.
 */
export function findDifferences(expected: string, step: SeenStep): string[] {
  const lines = expected.split('\n').flatMap(readLine);
  if (!lines.some(({ name }) => name === 'outcome')) throw new Error('No outcome is expected');
  const wantedSent = lines.filter(({ name }) => name === 'sent').map(({ value }) => value);
  const differences = lines
    .filter(({ name }) => name !== 'sent')
    .filter(({ name, value }) => !isSeen(name, value, step))
    .map(({ name, value }) => `${name} is not ${value}, but ${describe(name, step)}`);
  return wantedSent.join('\n') === step.sent.join('\n')
    ? differences
    : [...differences, `not sent ${list(wantedSent)}, but ${list(step.sent)}`];
}

function readLine(line: string): { readonly name: string; readonly value: string }[] {
  if (line.trim() === '') return [];
  const [, name, value] = /^([\w-]+):(?: (.*))?$/.exec(line.trim()) ?? [];
  if (name === undefined) throw new Error(`Not a line of the form "name: value": ${line}`);
  return [{ name, value: value ?? '' }];
}

function isSeen(name: string, value: string, { outcome, outputs, problems }: SeenStep): boolean {
  if (name === 'outcome') return outcome === value;
  if (name === 'problem') return problems.some((problem) => problem.includes(value));
  return outputs[name] === value;
}

function describe(name: string, { outcome, outputs, problems }: SeenStep): string {
  if (name === 'outcome') return outcome;
  return name === 'problem' ? list(problems) : (outputs[name] ?? 'not there');
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.join('; ');
}
