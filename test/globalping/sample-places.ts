import type { Probe } from './probe.ts';

/** A probe, what else finds it, and the Cloudflare data centre nearest to it. */
export type SamplePlace = {
  readonly probe: Probe;
  readonly names: readonly string[];
  readonly dataCentre: string;
};

export type PlaceName = 'frankfurt' | 'tokyo' | 'ashburn' | 'saoPaulo' | 'sydney';

/** Places in five continents, on networks of every kind. */
export const samplePlaces: Readonly<Record<PlaceName, SamplePlace>> = {
  frankfurt: place(['Germany', 'Europe'], 'FRA', {
    ...at('EU', 'Western Europe', 'DE', 'Frankfurt', 50.12, 8.68),
    asn: 16509,
    network: 'Amazon.com, Inc.',
    tags: ['aws-eu-central-1', 'datacenter-network'],
  }),
  tokyo: place(['Japan', 'Asia'], 'NRT', {
    ...at('AS', 'Eastern Asia', 'JP', 'Tokyo', 35.69, 139.69),
    asn: 2516,
    network: 'KDDI Corporation',
    tags: ['eyeball-network'],
  }),
  ashburn: place(['United States', 'USA', 'North America', 'Virginia'], 'IAD', {
    ...at('NA', 'Northern America', 'US', 'Ashburn', 39.04, -77.49),
    state: 'VA',
    asn: 7922,
    network: 'Comcast Cable Communications, LLC',
    tags: ['eyeball-network'],
  }),
  saoPaulo: place(['Brazil', 'South America'], 'GRU', {
    ...at('SA', 'South America', 'BR', 'São Paulo', -23.55, -46.64),
    asn: 28573,
    network: 'Claro NXT Telecomunicacoes Ltda',
    tags: ['eyeball-network'],
  }),
  sydney: place(['Australia', 'Oceania'], 'SYD', {
    ...at('OC', 'Australia and New Zealand', 'AU', 'Sydney', -33.87, 151.21),
    asn: 16276,
    network: 'OVH SAS',
    tags: ['datacenter-network'],
  }),
};

function place(
  names: readonly string[],
  dataCentre: string,
  probe: Omit<Probe, 'resolvers'>,
): SamplePlace {
  return { names, dataCentre, probe: { ...probe, resolvers: ['private'] } };
}

function at(
  continent: string,
  region: string,
  country: string,
  city: string,
  latitude: number,
  longitude: number,
): Omit<Probe, 'asn' | 'network' | 'tags' | 'resolvers'> {
  return { continent, region, country, state: null, city, latitude, longitude };
}

export const placeNames: readonly PlaceName[] = [
  'frankfurt',
  'tokyo',
  'ashburn',
  'saoPaulo',
  'sydney',
];
