import type { ProbePlace } from '../globalping/client.ts';
import { inline } from '../text.ts';

/** Where an answer was asked for from. */
export type Vantage =
  | { readonly kind: 'runner' }
  | { readonly kind: 'probe'; readonly place: ProbePlace }
  /** The places of `verify-from`, where no probe gave an answer. */
  | { readonly kind: 'places' };

export const runner: Vantage = { kind: 'runner' };

/** ` from Tokyo, JP (NTT, AS2914)`; nothing for the runner. */
export function nameVantage(from: Vantage): string {
  switch (from.kind) {
    case 'runner':
      return '';
    case 'places':
      return ' from other places';
    case 'probe': {
      const { city, country, network, asn } = from.place;
      const number = asn === undefined ? '' : `, AS${asn}`;
      return ` from ${inline(city, 60)}, ${inline(country, 10)} (${inline(network, 60)}${number})`;
    }
  }
}
