import { countRequestItems, type PurgeRequest } from '../cloudflare/purge-request.ts';
import { countUnpurged } from '../purge/outcome.ts';
import type { StepResult } from '../step-result.ts';
import { formatCount, markdownCode, markdownText } from '../text.ts';
import type { Account } from './account.ts';
import { writeCheckTables } from './check-tables.ts';
import { writeChanges } from './describe-changes.ts';
import { nameItems, nameScope } from './name-things.ts';
import type { ProblemGroup } from './problems.ts';

/** GitHub drops a step's summary of more than 1 MiB; this leaves room for what stands there before. */
const mostCharacters = 250_000;
const mostRows = 50;
const mostShownItems = 5;

/**
 * Writes the job summary: what was purged, by zone and kind, and what was not and why.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export function writeSummary(result: StepResult, account: Account): string {
  const parts = [
    `## ${signOf(result, account)} Cloudflare cache`,
    `${markdownText(account.headline, 500)}.`,
    ...(account.changes === undefined ? [] : [writeChanges(account.changes)]),
    ...writeTables(result, account),
    ...writeList('Warnings', account.warnings),
  ];
  return `${cut(parts.join('\n\n'))}\n\n`;
}

function signOf(result: StepResult, { failed, verified }: Account): string {
  if (failed) return '❌';
  if (result.kind !== 'sent') return 'ℹ️';
  return verified === 'unknown' ? '⚠️' : '✅';
}

function writeTables(result: StepResult, account: Account): string[] {
  switch (result.kind) {
    case 'bad-inputs':
    case 'look-up-failed':
    case 'cancelled':
    case 'bug':
      return writeList('What is wrong', account.problems);
    case 'nothing-to-purge':
      return [];
    case 'not-deployed':
      return [
        ...writeCheckTables(result.waits, undefined),
        ...writeList('What is wrong', account.problems),
      ];
    case 'dry-run':
      return [writeScopes(sumUp(result.plan.map((request) => ({ request, unpurged: undefined }))))];
    case 'sent': {
      const rows = result.outcomes.map((outcome) => ({
        request: outcome.request,
        unpurged: countUnpurged(outcome),
      }));
      return [
        writeScopes(sumUp(rows)),
        ...writeGroups(account.groups),
        ...writeCheckTables(result.waits, result.verification),
        // What is not purged stands in its table already.
        ...writeList('What is wrong', account.problems.slice(account.groups.length)),
      ];
    }
  }
}

interface ScopeRow {
  readonly scope: string;
  readonly kind: string;
  readonly examples: readonly string[];
  readonly items: number;
  readonly requests: number;
  /** undefined in a dry run. */
  readonly unpurged: number | undefined;
}

/** One row for each zone and kind, in the order of the plan. */
function sumUp(
  parts: readonly { readonly request: PurgeRequest; readonly unpurged: number | undefined }[],
): ScopeRow[] {
  const rows = new Map<string, ScopeRow>();
  for (const { request, unpurged } of parts) {
    const scope = nameScope(request);
    const key = `${scope} ${request.content.kind}`;
    const known = rows.get(key);
    const examples = known?.examples ?? [];
    rows.set(key, {
      scope,
      kind: request.content.kind,
      examples:
        examples.length < mostShownItems
          ? [...examples, ...nameItems(request)].slice(0, mostShownItems)
          : examples,
      items: (known?.items ?? 0) + countRequestItems(request),
      requests: (known?.requests ?? 0) + 1,
      unpurged: unpurged === undefined ? undefined : (known?.unpurged ?? 0) + unpurged,
    });
  }
  return [...rows.values()];
}

function writeScopes(rows: readonly ScopeRow[]): string {
  const dryRun = rows[0]?.unpurged === undefined;
  const header = dryRun
    ? ['| Zone | Kind | Items | Planned | Requests |', '| --- | --- | --- | ---: | ---: |']
    : [
        '| Zone | Kind | Items | Purged | Not purged | Requests |',
        '| --- | --- | --- | ---: | ---: | ---: |',
      ];
  const lines = rows.slice(0, mostRows).map((row) => {
    const shown = row.kind === 'everything' ? '' : writeExamples(row.examples, row.items);
    const counts =
      row.unpurged === undefined ? [row.items] : [row.items - row.unpurged, row.unpurged];
    const numbers = [...counts, row.requests].map(formatCount).join(' | ');
    return `| ${markdownCode(row.scope)} | ${row.kind} | ${shown} | ${numbers} |`;
  });
  return [...header, ...lines, ...writeMoreRows(rows.length)].join('\n');
}

function writeGroups(groups: readonly ProblemGroup[]): string[] {
  if (groups.length === 0) return [];
  const lines = groups.slice(0, mostRows).map(({ first, count, examples }) => {
    const items = first.kind === 'everything' ? 'everything' : writeExamples(examples, count);
    const ray = first.ray === undefined ? '' : `<br>cf-ray ${markdownCode(first.ray)}`;
    const seen = first.seen === undefined ? '' : `${markdownText(first.seen, 500)}<br>`;
    const why = `${seen}${first.cause}${ray}`;
    return `| ${markdownCode(first.scope)} | ${items} | ${formatCount(count)} | ${why} | ${first.advice} |`;
  });
  return [
    '### Not purged',
    [
      '| Zone | Items | Count | Why | What to do |',
      '| --- | --- | ---: | --- | --- |',
      ...lines,
      ...writeMoreRows(groups.length),
    ].join('\n'),
  ];
}

function writeMoreRows(rows: number): string[] {
  return rows > mostRows ? [`| … and ${formatCount(rows - mostRows)} more, in the report |`] : [];
}

function writeExamples(examples: readonly string[], count: number): string {
  const shown = examples.map((item) => markdownCode(item, 100)).join('<br>');
  return count > examples.length
    ? `${shown}<br>and ${formatCount(count - examples.length)} more`
    : shown;
}

function writeList(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, mostRows).map((line) => `- ${markdownText(line, 1000)}`);
  const more =
    lines.length > mostRows ? [`- … and ${formatCount(lines.length - mostRows)} more`] : [];
  return [`### ${title}`, [...shown, ...more].join('\n')];
}

function cut(markdown: string): string {
  if (markdown.length <= mostCharacters) return markdown;
  const lineEnd = markdown.lastIndexOf('\n', mostCharacters);
  return `${markdown.slice(0, lineEnd)}\n\n… cut here; the rest is in the report.`;
}
