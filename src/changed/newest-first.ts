/** A copy, the latest first, by times in ISO 8601 and UTC: such texts compare as times do. */
export function sortNewestFirst<T>(list: readonly T[], timeOf: (entry: T) => string): T[] {
  return list.toSorted((a, b) => Number(timeOf(a) < timeOf(b)) - Number(timeOf(a) > timeOf(b)));
}
