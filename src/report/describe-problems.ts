import type { ApiFailure, Explanation } from '../cloudflare/failures.ts';
import type { LookUpFailure, LookUpSubject } from '../cloudflare/zones.ts';
import type { FaultPlace, InputFaults } from '../inputs/problem.ts';
import { inline, inlineItem } from '../text.ts';
import { explainFailure } from './explain-failure.ts';
import { nameAmount } from './name-things.ts';
import { type ProblemGroup, stopExplanations } from './problems.ts';

/** `urls, line 3: "ftp://x" has another scheme … Accepted: …` */
export function describeFault(fault: InputFaults['faults'][number]): string {
  if ('meant' in fault) {
    return `Unknown input \`${inline(fault.input)}\`. Did you mean \`${fault.meant}\`?`;
  }
  const { input, place, item, problem, accepted } = fault;
  const where = place === undefined ? input : `${input}, ${describePlace(place)}`;
  const what = item === undefined ? '' : `"${showFaulty(item)}" `;
  const form = accepted === undefined ? '' : `. Accepted: ${inline(accepted, 600)}`;
  return `${where}: ${what}${inline(problem, 600)}${form}`;
}

/** `list.txt, line 3` */
export function describePlace({ file, line, item }: FaultPlace): string {
  return [
    ...(file === undefined ? [] : [inlineItem(file)]),
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(item === undefined ? [] : [`item ${item}`]),
  ].join(', ');
}

/** A faulty item, without what may be a password in it. */
export function showFaulty(item: string): string {
  return inlineItem(hideCredentials(item));
}

/**
 * Takes out all that may be a user name and a password. No pattern, since an item may be a file of
 * many megabytes in one line.
 */
function hideCredentials(item: string): string {
  const at = item.lastIndexOf('@');
  if (at < 0) return item;
  const schemeEnd = item.slice(0, at).indexOf('://');
  const scheme = schemeEnd < 0 ? '' : item.slice(0, schemeEnd + '://'.length);
  // What stands before the `@` may also be the query of a long item, which is not shown either.
  return item.slice(0, at).includes('?') ? `${scheme}***…` : `${scheme}***${item.slice(at)}`;
}

/** `2 URLs of example.com: 1082 "…" (HTTP 400), cf-ray …: cause. Advice. For example: …` */
export function describeGroup({ first, count, examples }: ProblemGroup): string {
  const amount = nameAmount(first.kind, count);
  const ray = first.ray === undefined ? '' : `, cf-ray ${first.ray}`;
  const seen = first.seen === undefined ? '' : `${first.seen}${ray}: `;
  const shown = first.kind === 'everything' ? '' : ` (${describeExamples(examples, count)})`;
  return `${amount} of ${inline(first.scope)}${shown}: ${seen}${first.cause}. ${first.advice}.`;
}

function describeExamples(examples: readonly string[], count: number): string {
  const shown = examples.map(inlineItem).join(', ');
  return count > examples.length ? `${shown} and ${count - examples.length} more` : shown;
}

/** Why a look-up brought nothing. */
export function describeLookUpFailure({ subject, failure, stopped }: LookUpFailure): string {
  const what = `${inline(subject.what)} could not be looked up`;
  const stop = stopped === undefined ? undefined : stopExplanations[stopped];
  if (failure === undefined) {
    const { cause, advice } = stop ?? stopExplanations.cancelled;
    return `${what}: ${cause}. ${advice}.`;
  }
  const { seen, ray, ...explained } = explainFailure(failure);
  const { permission } = subject;
  const { cause, advice } =
    permission !== undefined && mayNotLookUp(failure)
      ? explainPermission(permission, subject)
      : { ...explained, ...(stop === undefined ? {} : { advice: stop.advice }) };
  return `${what}: ${seen}${ray === undefined ? '' : `, cf-ray ${ray}`}: ${cause}. ${advice}.`;
}

function mayNotLookUp(failure: ApiFailure): boolean {
  const { next } = failure.diagnosis;
  return next === 'hold' || next === 'stop-zone';
}

function explainPermission(permission: string, { instead }: LookUpSubject): Explanation {
  return {
    cause: 'the token may not look this up',
    advice: `Give the token the permission ${permission} for this zone as well, or give ${instead}, which needs no look-up`,
  };
}
