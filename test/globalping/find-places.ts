import type { LocationWithLimit } from './measurement-request.ts';
import type { Place, Probe } from './probe.ts';

/**
 * The places for a new measurement, each only once, in the order of the locations. Where several
 * match, Globalping draws lots; here the first come first.
 * https://github.com/jsdelivr/globalping/blob/master/src/probe/probes-location-filter.ts
 */
export function findPlaces<Found extends Place>(
  locations: readonly LocationWithLimit[],
  places: readonly Found[],
): readonly Found[] {
  const online = places.filter(({ behaviour }) => !behaviour.offline);
  const taken = new Set<Found>();
  for (const { magic, limit = 1 } of locations) {
    const free = matchMagic(magic, online).filter((place) => !taken.has(place));
    for (const place of free.slice(0, limit)) taken.add(place);
  }
  return [...taken];
}

/** All words that are joined by `+` have to match; where one matches exactly, only such matches count. */
function matchMagic<Found extends Place>(
  magic: string,
  places: readonly Found[],
): readonly Found[] {
  if (magic.toLowerCase() === 'world') return places;
  return magic
    .split('+')
    .map(normalise)
    .reduce((left, word) => {
      const exact = places.some((place) => wordsOf(place).includes(word));
      const matches = (known: string) => (exact ? known === word : known.includes(word));
      return left.filter((place) => wordsOf(place).some(matches));
    }, places);
}

function wordsOf({ probe, names }: { readonly probe: Probe; readonly names: readonly string[] }) {
  const { continent, region, country, state, city, asn, network, tags } = probe;
  return [continent, region, country, state ?? [], city, `AS${asn}`, network, tags, names]
    .flat()
    .map(normalise);
}

function normalise(text: string): string {
  const ascii = text.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return ascii.toLowerCase().replaceAll('-', ' ').trim();
}
