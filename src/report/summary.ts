import { countRequestItems } from '../cloudflare/request.ts';
import { countOutcome } from '../purge/send.ts';
import { formatCount, inlineItem } from '../text.ts';
import { tabulateChecks } from './check-tables.ts';
import { tabulateChanges } from './describe-changes.ts';
import { describeProblems } from './describe-failure.ts';
import { nameItems, nameScope } from './name-things.ts';
import { groupProblems, type ProblemGroup } from './problems.ts';
import { isFailure, listWarnings, type StepRecord, sumUp, sumUpVerification } from './record.ts';
import { type Cell, quote, type Table, writeCell, writeTable } from './table.ts';

/** GitHub drops a summary of more than 1 MiB; a character takes up to 3 bytes. */
const mostCharacters = 250_000;
const mostShownItems = 5;

/**
 * Writes the job summary: what was purged, by zone and kind, and what was not and why.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export function writeSummary(record: StepRecord): string {
  const groups = groupProblems(record.outcomes);
  const tables = [
    ...(record.changes === undefined ? [] : [tabulateChanges(record.changes)]),
    ...tabulateScopes(record),
    ...tabulateGroups(groups),
    ...tabulateChecks(record.waits, record.verification),
    // What was not purged has a table of its own.
    ...listLines('What is wrong', describeProblems(record).slice(groups.length)),
    ...listLines('Warnings', listWarnings(record)),
  ];
  const lines = [
    `## ${signOf(record)} Cloudflare cache\n`,
    `<p>${writeCell(quote(`${sumUp(record)}.`, 500))}</p>`,
  ];
  let left = mostCharacters;
  for (const table of tables) {
    for (const line of writeTable(table)) {
      left -= line.length;
      if (left < 0) {
        return `${lines.join('\n')}\n</table>\n\n… cut here; the rest is in the report.\n\n`;
      }
      lines.push(line);
    }
  }
  return `${lines.join('\n')}\n\n`;
}

function signOf(record: StepRecord): string {
  if (isFailure(record)) return '❌';
  if (record.end.kind !== 'sent') return 'ℹ️';
  return sumUpVerification(record) === 'unknown' ? '⚠️' : '✅';
}

interface ScopeRow {
  readonly scope: string;
  readonly kind: string;
  readonly examples: readonly string[];
  readonly items: number;
  readonly requests: number;
  /** undefined if nothing was sent. */
  readonly unpurged: number | undefined;
}

/** One row for each zone and kind, in the order of the plan. */
function countScopes({ plan, outcomes }: StepRecord): ScopeRow[] {
  const parts =
    outcomes.length === 0
      ? plan.map((request) => ({ request, unpurged: undefined }))
      : outcomes.map((outcome) => ({
          request: outcome.request,
          unpurged: countOutcome([outcome]).unpurged,
        }));
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

function tabulateScopes(record: StepRecord): Table[] {
  if (record.plan.length === 0) return [];
  const isSent = record.outcomes.length > 0;
  const rows = countScopes(record).map((row) => [
    quote(row.scope),
    row.kind,
    row.kind === 'everything' ? '' : listExamples(row.examples, row.items),
    ...(row.unpurged === undefined ? [row.items] : [row.items - row.unpurged, row.unpurged]),
    row.requests,
  ]);
  return [
    {
      title: isSent ? 'Purged' : 'Planned',
      head: [
        'Zone',
        'Kind',
        'Items',
        ...(isSent ? ['Purged', 'Not purged'] : ['Planned']),
        'Requests',
      ],
      rows,
    },
  ];
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
