import type { NetworkFailure } from '../http/transport.ts';

/** Places in Globalping's words, or the ID of an earlier measurement: then the same probes are asked. */
export type MeasuredFrom = readonly string[] | { readonly sameProbesAs: string };

export interface StartedMeasurement {
  readonly kind: 'started';
  readonly id: string;
}

/** A probe of Globalping, as it describes itself: text from outside. */
export interface ProbePlace {
  readonly city: string;
  /** Two letters, ISO 3166-1. */
  readonly country: string;
  readonly network: string;
  readonly asn: number | undefined;
}

export type ProbeResult =
  | { readonly status: 'in-progress' }
  | {
      readonly status: 'finished';
      readonly statusCode: number;
      /** Names in lower case; of a header that came several times, the first value. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** Whether the body is, or may be, longer than what came. */
      readonly isCut: boolean;
      /** Whether the certificate was right; true for plain HTTP. */
      readonly isTrusted: boolean;
    }
  | { readonly status: 'failed' | 'offline'; readonly message: string };

export interface Measurement {
  readonly kind: 'measurement';
  readonly isFinished: boolean;
  readonly results: readonly { readonly place: ProbePlace; readonly result: ProbeResult }[];
}

/** Why Globalping told nothing. None of it says anything about the cache, and none fails a purge. */
export type MeasurementFailure =
  | {
      readonly kind: 'limit';
      /** Until the limit is reset; undefined where it was not told. */
      readonly seconds: number | undefined;
      readonly hasToken: boolean;
    }
  | { readonly kind: 'no-probes' }
  | { readonly kind: 'too-few-probes'; readonly probes: number; readonly places: number }
  | { readonly kind: 'token-refused'; readonly status: number }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'unreachable'; readonly failure: NetworkFailure }
  | { readonly kind: 'down'; readonly status: number }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'probe-failed'; readonly message: string }
  | { readonly kind: 'probe-offline' }
  | { readonly kind: 'untrusted' }
  /** The URL must not be told to a public third party. */
  | { readonly kind: 'not-public' };

export interface FailedMeasurement {
  readonly kind: 'no-measurement';
  readonly failure: MeasurementFailure;
}
