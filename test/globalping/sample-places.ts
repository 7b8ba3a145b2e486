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
  frankfurt: {
    names: ['Germany', 'Europe'],
    dataCentre: 'FRA',
    probe: {
      continent: 'EU',
      region: 'Western Europe',
      country: 'DE',
      state: null,
      city: 'Frankfurt',
      asn: 16509,
      network: 'Amazon.com, Inc.',
      latitude: 50.12,
      longitude: 8.68,
      tags: ['aws-eu-central-1', 'datacenter-network'],
      resolvers: ['private'],
    },
  },
  tokyo: {
    names: ['Japan', 'Asia'],
    dataCentre: 'NRT',
    probe: {
      continent: 'AS',
      region: 'Eastern Asia',
      country: 'JP',
      state: null,
      city: 'Tokyo',
      asn: 2516,
      network: 'KDDI Corporation',
      latitude: 35.69,
      longitude: 139.69,
      tags: ['eyeball-network'],
      resolvers: ['1.1.1.1', '8.8.8.8'],
    },
  },
  ashburn: {
    names: ['United States', 'USA', 'North America', 'Virginia'],
    dataCentre: 'IAD',
    probe: {
      continent: 'NA',
      region: 'Northern America',
      country: 'US',
      state: 'VA',
      city: 'Ashburn',
      asn: 7922,
      network: 'Comcast Cable Communications, LLC',
      latitude: 39.04,
      longitude: -77.49,
      tags: ['eyeball-network'],
      resolvers: ['private'],
    },
  },
  saoPaulo: {
    names: ['Brazil', 'South America'],
    dataCentre: 'GRU',
    probe: {
      continent: 'SA',
      region: 'South America',
      country: 'BR',
      state: null,
      city: 'São Paulo',
      asn: 28573,
      network: 'Claro NXT Telecomunicacoes Ltda',
      latitude: -23.55,
      longitude: -46.64,
      tags: ['eyeball-network'],
      resolvers: ['private'],
    },
  },
  sydney: {
    names: ['Australia', 'Oceania'],
    dataCentre: 'SYD',
    probe: {
      continent: 'OC',
      region: 'Australia and New Zealand',
      country: 'AU',
      state: null,
      city: 'Sydney',
      asn: 16276,
      network: 'OVH SAS',
      latitude: -33.87,
      longitude: 151.21,
      tags: ['datacenter-network'],
      resolvers: ['213.186.33.99'],
    },
  },
};

export const placeNames: readonly PlaceName[] = [
  'frankfurt',
  'tokyo',
  'ashburn',
  'saoPaulo',
  'sydney',
];
