/**
 * Writes into the documents what has its source elsewhere: the tables of inputs and outputs from
 * `action.yml`, the tables of errors from their explanations in `src/report`, the table of verdicts
 * from what `src/checks` says of each.
 *
 *     node scripts/generate-docs.ts            writes README.md and docs/troubleshooting.md
 *     node scripts/generate-docs.ts --check    fails where one of them is out of date
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  codeRows,
  type Explanation,
  networkRows,
  responseRows,
} from '../src/cloudflare/failures.ts';
import { stopExplanations } from '../src/report/problems.ts';
import { readActionMetadata } from '../test/action/action-metadata.ts';
import {
  listMeasurementRows,
  listNoAnswerRows,
  listVerdictRows,
} from './generate-docs/verdict-rows.ts';

const check = process.argv.includes('--check');
const { inputs, outputs } = readActionMetadata();

const documents = {
  'README.md': { inputs: describeInputs(), outputs: describeOutputs() },
  'docs/troubleshooting.md': {
    codes: describeCodes(),
    answers: describeAnswers(),
    network: describeRecord(networkRows, 'Reason'),
    stops: describeRecord(stopExplanations, 'Reason'),
    verdicts: writeTable(['Verdict', 'Text', 'What to do'], listVerdictRows()),
    'no-answers': writeTable(['Text', 'What to do'], listNoAnswerRows()),
    measurements: writeTable(['Text', 'What to do'], listMeasurementRows()),
  },
};

for (const [path, parts] of Object.entries(documents)) {
  const before = readFileSync(path, 'utf8');
  let after = before;
  for (const [name, text] of Object.entries(parts)) after = replacePart(path, after, name, text);
  if (before === after) console.log(`${path} is up to date.`);
  else if (check) {
    console.error(`${path} is out of date. Run: npm run docs`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, after);
    console.log(`${path} is written anew.`);
  }
}

/** Replaces what stands between the two comments of a part. */
function replacePart(path: string, document: string, name: string, text: string): string {
  const begin = `<!-- generated:${name} -->`;
  const end = `<!-- /generated:${name} -->`;
  const start = document.indexOf(begin);
  const stop = document.indexOf(end);
  if (start < 0 || stop < start) throw new Error(`${path} has no ${begin} … ${end}`);
  return `${document.slice(0, start + begin.length)}\n\n${text}\n\n${document.slice(stop)}`;
}

function describeInputs(): string {
  const rows = Object.entries(inputs).map(([name, { description, default: value }]) => [
    `\`${name}\``,
    value === undefined ? '' : `\`${value}\``,
    description,
  ]);
  return writeTable(['Input', 'Default', 'Meaning'], rows);
}

function describeOutputs(): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => [
    `\`${name}\``,
    description,
  ]);
  return writeTable(['Output', 'Value'], rows);
}

/** One row for all codes that mean the same. */
function describeCodes(): string {
  const rowsOf = Map.groupBy(codeRows, ({ cause, advice }) => JSON.stringify([cause, advice]));
  const rows = [...rowsOf.values()].map((same) => [
    same.flatMap(({ codes }) => codes.map((code) => `\`${code}\``)).join(', '),
    same[0]?.cause ?? '',
    same[0]?.advice ?? '',
  ]);
  return writeTable(['Code', 'Cause', 'What to do'], rows);
}

function describeAnswers(): string {
  const seen: Readonly<Record<keyof typeof responseRows, string>> = {
    globalApiKey: 'any of these codes, and the token has 37 to 45 hex digits',
    unknownCode: 'a code that is not in the table above',
    serverFault: 'HTTP 408 or 5xx, with whatever body',
    wrongAddress: 'another HTTP 4xx than 408 and 429, without an answer of the API',
    notTheApi: 'HTTP 2xx, without an answer of the API',
    redirect: 'a redirect',
  };
  const rows = Object.entries(responseRows).map(([name, { cause, advice }]) => [
    seen[name as keyof typeof responseRows],
    cause,
    advice,
  ]);
  return writeTable(['What came', 'Cause', 'What to do'], rows);
}

function describeRecord(explanations: Readonly<Record<string, Explanation>>, head: string): string {
  const rows = Object.entries(explanations).map(([name, { cause, advice }]) => [
    name,
    cause,
    advice,
  ]);
  return writeTable([head, 'Cause', 'What to do'], rows);
}

/** In columns of equal width, as the formatter wants them. */
function writeTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const lines = [header, widths.map((width) => '-'.repeat(width)), ...rows];
  return lines
    .map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n');
}
