import type { ApiError, ApiFailure } from '../cloudflare/failures.ts';
import { countRequestItems, type PurgeRequest } from '../cloudflare/request.ts';
import type { StopReason } from '../pacing/stop.ts';

/** Why a request was never sent. */
export type NotTriedCause =
  | { readonly kind: 'stopped'; readonly reason: StopReason }
  /** An earlier response said that nothing for this zone, or nothing at all, can succeed. */
  | { readonly kind: 'zone' | 'all'; readonly failure: ApiFailure };

export type RequestResult =
  | {
      readonly kind: 'accepted';
      readonly id: string | undefined;
      readonly ray: string | undefined;
      /** What Cloudflare reported all the same. */
      readonly errors: readonly ApiError[];
    }
  /** `stopped` if the step ended while the request would have been tried again. */
  | {
      readonly kind: 'failed';
      readonly failure: ApiFailure;
      readonly stopped: StopReason | undefined;
    }
  | { readonly kind: 'not-tried'; readonly cause: NotTriedCause };

/** How one request ended. Every item of the plan is in exactly one of them. */
export interface RequestOutcome {
  readonly request: PurgeRequest;
  readonly result: RequestResult;
  readonly tries: number;
  /** Milliseconds from the first sending to the last response. */
  readonly ms: number;
  /** When the last try was sent, on the clock's scale; a check counts the age of a page from here. */
  readonly sentAt?: number | undefined;
}

/** The outcome in numbers, as the outputs show them. */
export interface OutcomeCounts {
  /** Items that Cloudflare accepted. */
  readonly purged: number;
  readonly unpurged: number;
  /** Requests that were accepted. */
  readonly requests: number;
}

export function countOutcome(outcomes: readonly RequestOutcome[]): OutcomeCounts {
  const counts = { purged: 0, unpurged: 0, requests: 0 };
  for (const { request, result } of outcomes) {
    const isAccepted = result.kind === 'accepted';
    counts[isAccepted ? 'purged' : 'unpurged'] += countRequestItems(request);
    counts.requests += isAccepted ? 1 : 0;
  }
  return counts;
}
