import type { ReportFault } from '../inputs/input-faults.ts';
import { linesOf } from '../inputs/list-splitter.ts';

const placesForm =
  "up to 50 places in Globalping's words, separated by commas or line breaks: `Germany, Tokyo, US+Comcast, AWS+eu-west-1`";

/** Globalping takes more, but each costs of its hourly limit, for each URL and each time. */
const mostPlaces = 50;
const longestPlace = 100;
/** Globalping refuses a whole measurement for a place that joins more. */
const mostFilters = 4;

/** Letters, digits, and what stands in names of cities and networks; `+` combines filters. */
const placeText = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} +\-._'’&()/:]*$/u;

/**
 * Reads `verify-from`: places that Globalping's `magic` field understands. A place that stands there
 * twice counts once.
 * @see https://globalping.io/docs/api.globalping.io#post-/v1/measurements
 */
export function readPlaces(text: string, report: ReportFault): string[] {
  const parts = [...linesOf(text)]
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.split(','))
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => part !== '');
  for (const item of parts.filter((part) => !isPlace(part))) {
    const problem = 'is no place that Globalping could know';
    report({ input: 'verify-from', item, problem, accepted: placesForm });
  }
  const places = new Map(parts.filter(isPlace).map((part) => [part.toLowerCase(), part]));
  if (places.size > mostPlaces) {
    const problem = `names ${places.size} places`;
    report({ input: 'verify-from', problem, accepted: placesForm });
  }
  return [...places.values()];
}

function isPlace(text: string): boolean {
  const filters = text.split('+');
  const isSound = filters.length <= mostFilters && filters.every((filter) => filter.trim() !== '');
  return isSound && text.length <= longestPlace && placeText.test(text);
}
