import type { ApiRequest } from './api-request.ts';

/** What can go wrong between a client and Cloudflare. */
type FaultOfKind =
  /** Any answer. A body that is not a string is sent as JSON. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  /** A page instead of an envelope, with status 200. */
  | { readonly kind: 'html-200' }
  /** `application/json` that is none. */
  | { readonly kind: 'not-json' }
  /** Status 200 without a body. */
  | { readonly kind: 'empty' }
  /** Another address. */
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** The connection is reset before the request is carried out. */
  | { readonly kind: 'reset-before' }
  /** The request is carried out, then the connection is reset. */
  | { readonly kind: 'reset-after' }
  /** The true answer, but the connection ends in the middle of it. */
  | { readonly kind: 'cut-off' }
  /** Never an answer. */
  | { readonly kind: 'hang' }
  /** The true answer, one byte at a time. */
  | { readonly kind: 'drip'; readonly everyMs: number };

export type Fault = FaultOfKind & {
  /** Whether what was asked for is done all the same. */
  readonly takesEffect?: boolean;
};

/** The request that a fault may befall; `index` counts all requests from 0. */
export type FaultedRequest = Pick<ApiRequest, 'method' | 'path' | 'query' | 'headers' | 'body'> & {
  readonly index: number;
};

/** Decides for each request what goes wrong with it; undefined: nothing. */
export type Faults = (request: FaultedRequest) => Fault | undefined;

const takesEffectByDefault: Readonly<Record<Fault['kind'], boolean>> = {
  status: false,
  'html-200': false,
  'not-json': false,
  empty: false,
  redirect: false,
  'reset-before': false,
  'reset-after': true,
  'cut-off': true,
  hang: false,
  drip: true,
};

/** Whether the request is carried out in spite of the fault. */
export function takesEffect(fault: Fault): boolean {
  return fault.takesEffect ?? takesEffectByDefault[fault.kind];
}

/** Faults by the number of the request, from 0; the others are left alone. */
export function faultsByIndex(faults: Readonly<Record<number, Fault>>): Faults {
  return ({ index }) => faults[index];
}

/** What a client should survive by asking again. */
export const transientFaults: readonly Fault[] = [
  { kind: 'status', status: 500, body: '<html><body>Internal Server Error</body></html>' },
  { kind: 'status', status: 502, body: '<html><body>Bad gateway</body></html>' },
  { kind: 'status', status: 503, headers: { 'retry-after': '0' }, body: '' },
  { kind: 'html-200' },
  { kind: 'not-json' },
  { kind: 'empty' },
  { kind: 'cut-off' },
  { kind: 'reset-before' },
  { kind: 'reset-after' },
];

/** Faults for a share (0 to 1) of the requests: the same ones each time for the same seed. */
export function randomFaults({
  seed,
  share,
  faults = transientFaults,
}: {
  readonly seed: number;
  readonly share: number;
  readonly faults?: readonly Fault[];
}): Faults {
  return ({ index }) => {
    if (hashToUnit(seed, 2 * index) >= share) return undefined;
    return faults[Math.floor(hashToUnit(seed, 2 * index + 1) * faults.length)];
  };
}

// By the index, not by the order of calls, so that concurrency changes nothing.
// Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
function hashToUnit(seed: number, index: number): number {
  let state = (seed + Math.imul(index + 1, 0x6d2b79f5)) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
}
