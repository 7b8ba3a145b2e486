import type { ApiFailure } from '../cloudflare/api-reply.ts';
import type { NamedItem } from '../cloudflare/named-items.ts';
import { countRequestItems, type PurgeRequest } from '../cloudflare/purge-request.ts';
import type { StopReason } from '../pacing/stop.ts';

/** Why a request was never sent. */
export type NotTriedCause =
  | { readonly kind: 'stopped'; readonly reason: StopReason }
  /** An answer before it said that nothing for this zone, or nothing at all, can succeed. */
  | { readonly kind: 'zone' | 'all'; readonly failure: ApiFailure };

export type RequestResult =
  | { readonly kind: 'accepted'; readonly id: string | undefined; readonly ray: string | undefined }
  /** Cloudflare accepted the others of this request. */
  | {
      readonly kind: 'partial';
      readonly failure: ApiFailure;
      readonly unpurged: readonly NamedItem[];
    }
  /** `stopped` where the step ended while the request would have been tried again. */
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
  /** Milliseconds from the first sending to the last answer. */
  readonly ms: number;
  /** When the last try was sent, on the clock's scale; a check counts the age of a page from here. */
  readonly sentAt?: number | undefined;
}

/** The outcome in numbers, as the outputs show them. */
export interface OutcomeCounts {
  /** Items that Cloudflare accepted. */
  readonly purged: number;
  readonly unpurged: number;
  /** Requests that were accepted whole. */
  readonly requests: number;
}

/** How many items of a request are not purged. */
export function countUnpurged({ request, result }: RequestOutcome): number {
  switch (result.kind) {
    case 'accepted':
      return 0;
    case 'partial':
      return result.unpurged.length;
    case 'failed':
    case 'not-tried':
      return countRequestItems(request);
  }
}

export function countOutcome(outcomes: readonly RequestOutcome[]): OutcomeCounts {
  let asked = 0;
  let unpurged = 0;
  let requests = 0;
  for (const outcome of outcomes) {
    asked += countRequestItems(outcome.request);
    unpurged += countUnpurged(outcome);
    if (outcome.result.kind === 'accepted') requests += 1;
  }
  return { purged: asked - unpurged, unpurged, requests };
}
