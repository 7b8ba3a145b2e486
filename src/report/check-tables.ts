import { countOf, formatDuration, markdownCode, markdownText } from '../text.ts';
import { type Check, nameCheck } from '../verify/check.ts';
import type { CheckResult } from '../verify/check-state.ts';
import { describeReason } from '../verify/describe-verdict.ts';
import type { Vantage } from '../verify/vantage.ts';
import type { Verification } from '../verify/verify-purge.ts';
import type { WaitResult } from '../verify/wait-for-deploy.ts';

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
      resultsFrom(verification, true).map(writeResult),
    ),
    ...writeTable(
      'Verified from around the world',
      ['Check', 'Place', 'Network', 'Data centre', 'Cache', 'Verdict', 'Fresh after'],
      resultsFrom(verification, false).map(writeFarResult),
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
    `${markdownText(describeReason(verdict.reason), 500)}${note === undefined ? '' : `<br>${note}`}`,
    verdict.dataCentre ?? '',
    String(tries),
    String(repurges),
    msToFresh === undefined ? '' : formatDuration(msToFresh),
  ];
}

function resultsFrom(
  verification: Verification | undefined,
  isRunner: boolean,
): readonly CheckResult[] {
  const results = verification?.results ?? [];
  const ofOne = results.filter(({ from }) => (from.kind === 'runner') === isRunner);
  // Only what is cut has to begin with what matters most.
  return ofOne.length > mostRows ? ofOne.toSorted((a, b) => rank(a) - rank(b)) : ofOne;
}

/** The worst first. */
function rank({ verdict }: CheckResult): number {
  return ['stale', 'inconclusive', 'fresh'].indexOf(verdict.verdict);
}

function writeFarResult(result: CheckResult): string[] {
  const { check, from, verdict, repurges, msToFresh } = result;
  const why =
    verdict.verdict === 'fresh' ? '' : `<br>${markdownText(describeReason(verdict.reason), 500)}`;
  const again = repurges === 0 ? '' : `<br>after ${countOf(repurges, 're-purge')}`;
  return [
    writeCheck(check),
    ...writePlace(from),
    verdict.dataCentre ?? '',
    writeCache(verdict),
    `${signs[verdict.verdict]}${again}${why}`,
    msToFresh === undefined ? '' : formatDuration(msToFresh),
  ];
}

function writePlace(from: Vantage): [place: string, network: string] {
  if (from.kind !== 'probe') return ['', ''];
  const { city, country, network, asn } = from.place;
  const number = asn === undefined ? '' : ` (AS${asn})`;
  return [markdownText(`${city}, ${country}`, 80), markdownText(`${network}${number}`, 80)];
}

/** `HIT, Age 12 s`; without a cache status, the status. */
function writeCache({ status, cacheStatus, age }: CheckResult['verdict']): string {
  const answer = status === undefined ? '' : `HTTP ${status}`;
  const aged = age === undefined ? '' : `, Age ${age} s`;
  return cacheStatus === undefined ? answer : markdownText(`${cacheStatus}${aged}`);
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
