import { countRequestItems, type PurgeRequest } from '../cloudflare/request.ts';
import { countOutcome } from '../purge/outcome.ts';
import type { StepResult } from '../step-result.ts';
import { formatCount, inlineItem } from '../text.ts';
import type { Account } from './account.ts';
import { tabulateChecks } from './check-tables.ts';
import { tabulateChanges } from './describe-changes.ts';
import { nameItems, nameScope } from './name-things.ts';
import type { ProblemGroup } from './problems.ts';
import { type Cell, quote, type Table, writeCell, writeTable } from './table.ts';

/** GitHub drops a summary of more than 1 MiB; a character takes up to 3 bytes. */
const mostCharacters = 250_000;
const mostShownItems = 5;

/**
 * Writes the job summary: what was purged, by zone and kind, and what was not and why.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export function writeSummary(result: StepResult, account: Account): string {
  const tables = [
    ...(account.changes === undefined ? [] : [tabulateChanges(account.changes)]),
    ...tabulate(result, account),
    ...listLines('Warnings', account.warnings),
  ];
  const lines = [
    `## ${signOf(result, account)} Cloudflare cache\n`,
    `<p>${writeCell(quote(`${account.headline}.`, 500))}</p>`,
  ];
  let left = mostCharacters;
  for (const table of tables) {
    for (const line of writeTable(table)) {
      left -= line.length;
      if (left < 0)
        return `${lines.join('\n')}\n</table>\n\n… cut here; the rest is in the report.\n\n`;
      lines.push(line);
    }
  }
  return `${lines.join('\n')}\n\n`;
}

function signOf(result: StepResult, { failed, verified }: Account): string {
  if (failed) return '❌';
  if (result.kind !== 'sent') return 'ℹ️';
  return verified === 'unknown' ? '⚠️' : '✅';
}

function tabulate(result: StepResult, account: Account): Table[] {
  switch (result.kind) {
    case 'bad-inputs':
    case 'look-up-failed':
    case 'cancelled':
    case 'bug':
      return listLines('What is wrong', account.problems);
    case 'nothing-to-purge':
      return [];
    case 'not-deployed':
      return [
        ...tabulateChecks(result.waits, undefined),
        ...listLines('What is wrong', account.problems),
      ];
    case 'dry-run':
      return [
        tabulateScopes(sumUp(result.plan.map((request) => ({ request, unpurged: undefined })))),
      ];
    case 'sent': {
      const rows = result.outcomes.map((outcome) => ({
        request: outcome.request,
        unpurged: countOutcome([outcome]).unpurged,
      }));
      return [
        tabulateScopes(sumUp(rows)),
        ...tabulateGroups(account.groups),
        ...tabulateChecks(result.waits, result.verification),
        // What is not purged stands in its table already.
        ...listLines('What is wrong', account.problems.slice(account.groups.length)),
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

function tabulateScopes(rows: readonly ScopeRow[]): Table {
  const dryRun = rows[0]?.unpurged === undefined;
  const counts = dryRun ? ['Planned'] : ['Purged', 'Not purged'];
  return {
    title: dryRun ? 'Planned' : 'Purged',
    head: ['Zone', 'Kind', 'Items', ...counts, 'Requests'],
    rows: rows.map((row) => [
      quote(row.scope),
      row.kind,
      row.kind === 'everything' ? '' : listExamples(row.examples, row.items),
      ...(row.unpurged === undefined ? [row.items] : [row.items - row.unpurged, row.unpurged]),
      row.requests,
    ]),
  };
}

function tabulateGroups(groups: readonly ProblemGroup[]): Table[] {
  if (groups.length === 0) return [];
  const rows = groups.map(({ first, count, examples }) => [
    quote(first.scope),
    first.kind === 'everything' ? 'everything' : listExamples(examples, count),
    count,
    [
      ...(first.seen === undefined ? [] : [quote(first.seen, 500)]),
      first.cause,
      ...(first.ray === undefined ? [] : [quote(`cf-ray ${first.ray}`)]),
    ],
    first.advice,
  ]);
  return [{ title: 'Not purged', head: ['Zone', 'Items', 'Count', 'Why', 'What to do'], rows }];
}

function listExamples(examples: readonly string[], count: number): Cell {
  const shown = examples.map((item) => ({ quoted: inlineItem(item) }));
  return count > examples.length
    ? [...shown, `and ${formatCount(count - examples.length)} more`]
    : shown;
}

function listLines(title: string, lines: readonly string[]): Table[] {
  if (lines.length === 0) return [];
  return [{ title, head: [], rows: lines.map((line) => [quote(line, 1000)]) }];
}
