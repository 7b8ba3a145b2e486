import { stringify } from 'yaml';
import { releasedCommit } from './release.ts';

/** Writes a step as a workflow has it. Secrets and variables stand as expressions, as they should. */
export function writeStepYaml(inputs: Readonly<Record<string, string>>): string {
  const values = Object.entries(inputs).map(([name, value]) => [
    name,
    expressions.get(name) ?? writeValue(value),
  ]);
  const step = stringify(
    { uses: 'OWNER/purge-cloudflare-cache@COMMIT_SHA', with: Object.fromEntries(values) },
    { lineWidth: 0 },
  );
  const lines = step.trimEnd().replace('@COMMIT_SHA', '@COMMIT_SHA # v1.0.0').split('\n');
  return lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)).join('\n');
}

function writeValue(value: string): string {
  const text = value.replaceAll(releasedCommit, writeExpression('github.sha'));
  return text.includes('\n') ? `${text}\n` : text;
}

const expressions = new Map([
  ['token', writeExpression('secrets.CLOUDFLARE_API_TOKEN')],
  ['github-token', writeExpression('github.token')],
]);

function writeExpression(name: string): string {
  return `\${{ ${name} }}`;
}
