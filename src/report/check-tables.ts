import { type Check, nameCheck } from '../checks/check.ts';
import { describeVerdict } from '../checks/describe-verdict.ts';
import type { CheckResult, Verification } from '../checks/verify-purge.ts';
import type { WaitResult } from '../checks/wait-for-deploy.ts';
import { markdownCode, markdownText } from './escape-text.ts';
import { formatDuration } from './numbers.ts';

const mostRows = 50;
const signs = { fresh: '✅ fresh', stale: '❌ stale', inconclusive: '⚠️ inconclusive' } as const;

/** The checks before and after the purge as tables for the summary. */
export function writeCheckTables(
  waits: readonly WaitResult[],
  verification: Verification | undefined,
): string[] {
  return [
    ...writeTable(
      'Waited for',
      ['Check', 'Result', 'Seen last', 'Tries', 'Time'],
      waits.map(({ check, held, seen, tries, ms }) => [
        writeCheck(check),
        held ? '✅ holds' : '❌ does not hold',
        markdownText(seen ?? 'no answer', 300),
        String(tries),
        formatDuration(ms),
      ]),
    ),
    ...writeTable(
      'Verified',
      ['Check', 'Verdict', 'Why', 'Data centre', 'Tries', 'Re-purges', 'Fresh after'],
      (verification?.results ?? []).map(writeResult),
    ),
    ...(verification?.resent === undefined
      ? []
      : [
          'A check turned fresh only when its URL was purged again, so the whole plan was sent once more.',
        ]),
  ];
}

function writeResult({ check, verdict, tries, repurges, msToFresh, note }: CheckResult): string[] {
  return [
    writeCheck(check),
    signs[verdict.verdict],
    `${markdownText(describeVerdict({ ...verdict, dataCentre: undefined }), 500)}${note === undefined ? '' : `<br>${note}`}`,
    verdict.dataCentre ?? '',
    String(tries),
    String(repurges),
    msToFresh === undefined ? '' : formatDuration(msToFresh),
  ];
}

function writeCheck(check: Check): string {
  return markdownCode(nameCheck(check), 200);
}

function writeTable(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  if (rows.length === 0) return [];
  const lines = [header, header.map(() => '---'), ...rows.slice(0, mostRows)];
  const more =
    rows.length > mostRows ? [`| … and ${rows.length - mostRows} more, in the report |`] : [];
  return [
    `### ${title}`,
    [...lines.map((cells) => `| ${cells.join(' | ')} |`), ...more].join('\n'),
  ];
}
