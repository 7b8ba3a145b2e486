import type { FaultPlace, InputFaults } from '../inputs/problem.ts';
import { countOf, formatCount } from '../text.ts';
import { describeStale, describeUnmet } from './describe-checks.ts';
import {
  describeFault,
  describeGroup,
  describeLookUpFailure,
  describePlace,
  showFaulty,
} from './describe-problems.ts';
import { groupProblems, stopExplanations } from './problems.ts';
import type { StepRecord } from './record.ts';

/** What went wrong, a line for each problem, the most important first. */
export function describeProblems({ end, outcomes, waits, verification }: StepRecord): string[] {
  switch (end.kind) {
    case 'bad-inputs':
      return describeFaults(end.found);
    case 'look-up-failed':
      return [describeLookUpFailure(end.failure)];
    case 'cancelled':
      return [`${stopExplanations.cancelled.advice}.`];
    case 'not-deployed':
      return describeUnmet(waits);
    case 'nothing-to-purge':
    case 'dry-run':
      return [];
    case 'sent':
    case 'bug':
      return [
        ...groupProblems(outcomes).map(describeGroup),
        ...(verification === undefined ? [] : describeStale(verification)),
        ...(end.kind === 'bug' ? ['Please open an issue with this message.'] : []),
      ];
  }
}

/** A headline of docs/troubleshooting.md. */
export type Section =
  | 'the-inputs-are-wrong'
  | 'a-lookup-failed'
  | 'cloudflare-refused-it'
  | 'no-answer'
  | 'the-step-stopped'
  | 'before-the-purge-wait-for'
  | 'after-the-purge-verify';

/** A failure in a few words, and where it is explained; undefined if nothing explains it. */
export interface Failure {
  readonly title: string;
  readonly section: Section | undefined;
}

export function nameFailure({ end, outcomes }: StepRecord): Failure {
  switch (end.kind) {
    case 'bad-inputs':
      return { title: 'Nothing purged: wrong inputs', section: 'the-inputs-are-wrong' };
    case 'look-up-failed':
      return { title: 'Nothing purged: a lookup failed', section: 'a-lookup-failed' };
    case 'cancelled':
      return { title: 'Nothing purged: job canceled', section: 'the-step-stopped' };
    case 'not-deployed':
      return { title: 'Nothing purged: deploy not live', section: 'before-the-purge-wait-for' };
    case 'bug':
      return { title: 'Unexpected error', section: undefined };
    default: {
      const failed = outcomes.find(({ result }) => result.kind !== 'accepted')?.result;
      if (failed === undefined) {
        return { title: 'Cache still stale', section: 'after-the-purge-verify' };
      }
      return { title: 'Not everything was purged', section: findSection(failed) };
    }
  }
}

function findSection(result: StepRecord['outcomes'][number]['result']): Section {
  if (result.kind === 'not-tried') return 'the-step-stopped';
  if (result.kind === 'failed' && result.stopped !== undefined) return 'the-step-stopped';
  const isSilent = result.kind === 'failed' && result.failure.kind === 'no-reply';
  return isSilent ? 'no-answer' : 'cloudflare-refused-it';
}

/** The file and the line of the first error, if it is in a file. */
export function findPlace({ end }: StepRecord): Pick<FaultPlace, 'file' | 'line'> {
  const [first] = end.kind === 'bad-inputs' ? end.found.faults : [];
  const { file, line } = (first !== undefined && 'place' in first && first.place) || {};
  return file === undefined || line === undefined ? {} : { file, line };
}

/** How many more items a line names that have the same problem. */
const mostOthers = 9;

/** A line for each problem of an input, with a count if several items have it. */
function describeFaults({ faults, left }: InputFaults): string[] {
  const groups = [
    ...Map.groupBy(faults, (fault) => JSON.stringify({ ...fault, place: '', item: '' })).values(),
  ];
  const unnamed = new Map<string, number>(left);
  const lines = groups.map(([first, ...others]) => {
    if (first === undefined) return '';
    // If an input has one problem so far, the items that were not kept count as having it too.
    const isOnly = groups.filter(([fault]) => fault?.input === first.input).length === 1;
    const hidden = isOnly ? (unnamed.get(first.input) ?? 0) : 0;
    if (isOnly) unnamed.delete(first.input);
    return `${describeFault(first)}${describeOthers(others, hidden)}`;
  });
  const more = [...unnamed].map(([input, count]) => `${input}: ${countOf(count, 'more error')}`);
  return [...lines, ...more];
}

/** `. The same with "b" (line 7), "c" (line 9) and 27 more` */
function describeOthers(others: InputFaults['faults'], hidden: number): string {
  if (others.length + hidden === 0) return '';
  const named = others.slice(0, mostOthers);
  const count = others.length + hidden - named.length;
  const examples = named
    .map((fault) => {
      const { item = '', place } = 'meant' in fault ? {} : fault;
      const where = place === undefined ? '' : ` (${describePlace(place)})`;
      return `"${showFaulty(item)}"${where}`;
    })
    .join(', ');
  const more = count === 0 ? '' : `${named.length === 0 ? '' : ' and '}${formatCount(count)} more`;
  return `. The same with ${examples}${more}`;
}
