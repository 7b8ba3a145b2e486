import { type Check, nameCheck } from '../inputs/checks.ts';
import { countOf, formatDuration } from '../text.ts';
import type { CheckResult } from '../verify/check-state.ts';
import type { Vantage } from '../verify/verdict.ts';
import { describeReason } from '../verify/verdict.ts';
import type { Verification } from '../verify/verify.ts';
import type { WaitResult } from '../verify/wait.ts';
import { type Cell, type Quoted, quote, type Table } from './table.ts';

const signs = { fresh: '✅ fresh', stale: '❌ stale', inconclusive: '⚠️ inconclusive' } as const;

/** The checks before and after the purge as tables for the summary. */
export function tabulateChecks(
  waits: readonly WaitResult[],
  verification: Verification | undefined,
): Table[] {
  const tables: Table[] = [
    {
      title: 'Waited for',
      head: ['Check', 'Result', 'Seen last', 'Tries', 'Time'],
      rows: waits.map(({ check, held, seen, tries, ms }) => [
        quoteCheck(check),
        held ? '✅ passes' : '❌ does not pass',
        quote(seen ?? 'no answer', 300),
        tries,
        formatDuration(ms),
      ]),
    },
    {
      title: 'Verified',
      head: ['Check', 'Verdict', 'Why', 'Data center', 'Tries', 'Re-purges', 'Fresh after'],
      rows: resultsFrom(verification, true).map(describeResult),
    },
    {
      title: 'Verified from around the world',
      head: ['Check', 'Place', 'Network', 'Data center', 'Cache', 'Verdict', 'Fresh after'],
      rows: resultsFrom(verification, false).map(describeFarResult),
    },
    {
      title: 'Sent again',
      head: [],
      rows:
        verification === undefined || verification.resends === 0
          ? []
          : [
              [
                `A check turned fresh only when its URL was purged by itself, so the whole plan was sent ${countOf(verification.resends, 'more time')}.`,
              ],
            ],
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

function describeResult(result: CheckResult): Cell[] {
  const { check, verdict, tries, repurges, msToFresh, note } = result;
  return [
    quoteCheck(check),
    signs[verdict.verdict],
    [quote(describeReason(verdict.reason), 500), ...(note === undefined ? [] : [note])],
    verdict.dataCentre ?? '',
    tries,
    repurges,
    msToFresh === undefined ? '' : formatDuration(msToFresh),
  ];
}

/** The worst first, where the table has to be cut. */
function resultsFrom(
  verification: Verification | undefined,
  isRunner: boolean,
): readonly CheckResult[] {
  const results = verification?.results ?? [];
  const ofOne = results.filter(({ from }) => (from.kind === 'runner') === isRunner);
  return ofOne.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ verdict }: CheckResult): number {
  return ['stale', 'inconclusive', 'fresh'].indexOf(verdict.verdict);
}

function describeFarResult(result: CheckResult): Cell[] {
  const { check, from, verdict, repurges, msToFresh } = result;
  return [
    quoteCheck(check),
    ...quotePlace(from),
    verdict.dataCentre ?? '',
    describeCache(verdict),
    [
      signs[verdict.verdict],
      ...(repurges === 0 ? [] : [`after ${countOf(repurges, 're-purge')}`]),
      ...(verdict.verdict === 'fresh' ? [] : [quote(describeReason(verdict.reason), 500)]),
    ],
    msToFresh === undefined ? '' : formatDuration(msToFresh),
  ];
}

function quotePlace(from: Vantage): [place: Cell, network: Cell] {
  if (from.kind !== 'probe') return ['', ''];
  const { city, country, network, asn } = from.place;
  const number = asn === undefined ? '' : ` (AS${asn})`;
  return [quote(`${city}, ${country}`), quote(`${network}${number}`)];
}

/** `HIT, Age 12 s`; without a cache status, the status. */
function describeCache({ status, cacheStatus, age }: CheckResult['verdict']): Cell {
  const answer = status === undefined ? '' : `HTTP ${status}`;
  const aged = age === undefined ? '' : `, Age ${age} s`;
  return cacheStatus === undefined ? answer : quote(`${cacheStatus}${aged}`);
}

function quoteCheck(check: Check): Quoted {
  return quote(nameCheck(check), 500);
}
