import {
  type AcceptedResponse,
  type Api,
  type ApiResponse,
  callWithRetries,
} from '../cloudflare/client.ts';
import type { ApiError, ApiFailure } from '../cloudflare/failures.ts';
import { findNamedItems } from '../cloudflare/named-items.ts';
import { countRequestItems, type PurgeRequest, toApiRequest } from '../cloudflare/request.ts';
import { isRecord } from '../json.ts';
import { type Load, mostRequestsAtOnce } from '../pacing/gate.ts';
import { type Attempts, untried } from '../pacing/retry.ts';
import type { StopReason } from '../pacing/stop.ts';
import { filterRequest, splitRequest } from './plan.ts';

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

/** Told of each request as it ends. */
export type OnSettled = (outcome: RequestOutcome) => void;

/**
 * Sends all requests of a plan through the gate and gives one outcome for each, or for each part of
 * a request that had to be split: in the order of the plan, with every item in exactly one of them.
 */
export async function sendRequests(
  requests: readonly PurgeRequest[],
  api: Api,
  onSettled: OnSettled,
): Promise<RequestOutcome[]> {
  const sending = new Sending(requests, api, onSettled);
  const workers = Math.min(requests.length, mostRequestsAtOnce);
  await Promise.all(Array.from({ length: workers }, () => sending.work()));
  return sending.outcomes();
}

/** A request to be sent, with its place in the plan: parts of request 3 are 3.0, 3.1 … */
interface Job {
  readonly request: PurgeRequest;
  readonly place: readonly number[];
  /** Whether items that Cloudflare named have been left out: that is done once. */
  readonly isRest: boolean;
}

class Sending {
  readonly #api: Api;
  readonly #onSettled: OnSettled;
  /** The next job last, so that parts of a split request come before all others. */
  readonly #queue: Job[];
  readonly #settled: { readonly place: readonly number[]; readonly outcome: RequestOutcome }[] = [];
  readonly #sizeLimits = new Map<string, number>();
  readonly #failedZones = new Map<string, ApiFailure>();
  #failedAll: ApiFailure | undefined;

  constructor(requests: readonly PurgeRequest[], api: Api, onSettled: OnSettled) {
    this.#api = api;
    this.#onSettled = onSettled;
    this.#queue = requests
      .map((request, index): Job => ({ request, place: [index], isRest: false }))
      .reverse();
  }

  outcomes(): RequestOutcome[] {
    return this.#settled
      .sort((a, b) => comparePlaces(a.place, b.place))
      .map(({ outcome }) => outcome);
  }

  async work(): Promise<void> {
    for (let job = this.#queue.pop(); job !== undefined; job = this.#queue.pop()) {
      await this.#handle(job);
    }
  }

  async #handle(job: Job): Promise<void> {
    const { request } = job;
    const cause = this.#whyNotToTry(request);
    if (cause !== undefined) {
      this.#settle(job, { kind: 'not-tried', cause }, untried);
    } else if (this.#isTooLarge(request)) {
      this.#enqueue(job, splitRequest(request, this.#sizeLimitOf(request)));
    } else {
      const isWanted = (): boolean =>
        this.#whyNotToTry(request) === undefined && !this.#isTooLarge(request);
      const load = loadOf(request);
      this.#judge(job, await callWithRetries(toApiRequest(request), load, this.#api, isWanted));
    }
  }

  #judge(job: Job, attempts: Attempts<ApiResponse>): void {
    const { response, stopped } = attempts;
    if (stopped === 'unwanted' && !this.#mayHavePurged(job, response)) {
      this.#queue.push(job);
    } else if (response === undefined) {
      const reason = this.#api.stop.reason ?? 'cancelled';
      this.#settle(job, { kind: 'not-tried', cause: { kind: 'stopped', reason } }, attempts);
    } else if (response.kind === 'accepted') {
      const { ray, errors } = response;
      this.#settle(job, { kind: 'accepted', id: readId(response), ray, errors }, attempts);
    } else {
      this.#judgeFailure(job, response, attempts);
    }
  }

  /** What was sent and broke may have been carried out, so it never ends as not tried. */
  #mayHavePurged({ request }: Job, response: ApiResponse | undefined): boolean {
    if (response === undefined || response.kind === 'accepted') return false;
    return response.diagnosis.next === 'backoff' && this.#whyNotToTry(request) !== undefined;
  }

  #judgeFailure(job: Job, failure: ApiFailure, attempts: Attempts<ApiResponse>): void {
    const { request } = job;
    const { diagnosis } = failure;
    switch (diagnosis.next) {
      case 'split': {
        if (diagnosis.mostItems >= countRequestItems(request)) break;
        this.#sizeLimits.set(sizeKey(request), diagnosis.mostItems);
        this.#enqueue(job, splitRequest(request, diagnosis.mostItems));
        return;
      }
      case 'drop-items':
        if (!job.isRest && this.#sendRest(job, failure, attempts)) return;
        break;
      case 'hold':
      case 'stop-zone':
        this.#failedZones.set(request.zone.id, failure);
        break;
      case 'stop-all':
        this.#failedAll = failure;
        break;
    }
    const stopped = attempts.stopped === 'unwanted' ? undefined : attempts.stopped;
    this.#settle(job, { kind: 'failed', failure, stopped }, attempts);
  }

  /**
   * Fails the items that Cloudflare named, and sends the others once more. With HTTP 200 too: whether
   * they were purged or not is documented both ways, and a second purge does no harm.
   * @returns false if it named none or all.
   */
  #sendRest(job: Job, failure: ApiFailure, attempts: Attempts<ApiResponse>): boolean {
    const { request, place } = job;
    const errors = failure.kind === 'refused' ? failure.errors : [];
    const named = findNamedItems(request.content, errors);
    if (named.size === 0 || named.size === countRequestItems(request)) return false;
    const rest = filterRequest(request, (item) => !named.has(item));
    this.#queue.push({ request: rest, place: [...place, 0], isRest: true });
    const refused = filterRequest(request, (item) => named.has(item));
    const result = { kind: 'failed', failure, stopped: undefined } as const;
    this.#settle({ request: refused, place: [...place, 1], isRest: false }, result, attempts);
    return true;
  }

  #whyNotToTry({ zone }: PurgeRequest): NotTriedCause | undefined {
    const { reason } = this.#api.stop;
    const zoneFailure = this.#failedZones.get(zone.id);
    if (this.#failedAll !== undefined) return { kind: 'all', failure: this.#failedAll };
    if (zoneFailure !== undefined) return { kind: 'zone', failure: zoneFailure };
    return reason === undefined ? undefined : { kind: 'stopped', reason };
  }

  #sizeLimitOf(request: PurgeRequest): number {
    return this.#sizeLimits.get(sizeKey(request)) ?? Number.POSITIVE_INFINITY;
  }

  #isTooLarge(request: PurgeRequest): boolean {
    return countRequestItems(request) > this.#sizeLimitOf(request);
  }

  #enqueue(job: Job, parts: readonly PurgeRequest[]): void {
    const jobs = parts.map((request, index) => ({ ...job, request, place: [...job.place, index] }));
    this.#queue.push(...jobs.reverse());
  }

  #settle({ request, place }: Job, result: RequestResult, attempts: Attempts<ApiResponse>): void {
    const { tries, ms, sentAt } = attempts;
    const outcome = { request, result, tries, ms, sentAt };
    this.#settled.push({ place, outcome });
    this.#onSettled(outcome);
  }
}

function loadOf(request: PurgeRequest): Load {
  const limit = request.content.kind === 'urls' ? 'urls' : 'purges';
  return { limit, items: countRequestItems(request) };
}

function sizeKey({ zone, content }: PurgeRequest): string {
  return `${zone.id} ${content.kind}`;
}

/** IDs are hex digits so far; whatever else they become, they are no place for other text. */
const idForm = /^[\w.:-]{1,200}$/;

function readId({ result }: AcceptedResponse): string | undefined {
  const id = isRecord(result) ? result['id'] : undefined;
  return typeof id === 'string' && idForm.test(id) ? id : undefined;
}

function comparePlaces(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
