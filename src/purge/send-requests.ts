import type { ApiFailure, ApiReply } from '../cloudflare/api-reply.ts';
import { classifyFailure } from '../cloudflare/failure-class.ts';
import { mostRequestsAtOnce } from '../cloudflare/limits.ts';
import { findNamedItems, tellsAllRefused } from '../cloudflare/named-items.ts';
import { countRequestItems, type PurgeRequest, toApiRequest } from '../cloudflare/purge-request.ts';
import { isRecord } from '../json.ts';
import type { Load } from '../pacing/gate.ts';
import { type Attempts, callPersistently, noAttempts, type Persistence } from '../pacing/retry.ts';
import type { NotTriedCause, RequestOutcome, RequestResult } from './outcome.ts';
import { separateItems, splitRequest } from './split-request.ts';

/** Told of each request as it ends. */
export type OnSettled = (outcome: RequestOutcome) => void;

/**
 * Sends all requests of a plan through the gate and gives one outcome for each, or for each part
 * where a request had to be cut: in the order of the plan, with every item in exactly one of them.
 */
export async function sendRequests(
  requests: readonly PurgeRequest[],
  persistence: Persistence,
  onSettled: OnSettled,
): Promise<RequestOutcome[]> {
  const sending = new Sending(requests, persistence, onSettled);
  const workers = Math.min(requests.length, mostRequestsAtOnce);
  await Promise.all(Array.from({ length: workers }, () => sending.work()));
  return sending.outcomes();
}

/** A request to be sent, with its place in the plan: parts of request 3 are 3.0, 3.1 … */
interface Job {
  readonly request: PurgeRequest;
  readonly place: readonly number[];
  /** Whether items that Cloudflare named have been taken out: that is done once. */
  readonly cleaned: boolean;
}

class Sending {
  readonly #persistence: Persistence;
  readonly #onSettled: OnSettled;
  /** The next job last, so that parts of a cut request come before all others. */
  readonly #queue: Job[];
  readonly #settled: { readonly place: readonly number[]; readonly outcome: RequestOutcome }[] = [];
  readonly #sizeLimits = new Map<string, number>();
  readonly #failedZones = new Map<string, ApiFailure>();
  #failedAll: ApiFailure | undefined;

  constructor(requests: readonly PurgeRequest[], persistence: Persistence, onSettled: OnSettled) {
    this.#persistence = persistence;
    this.#onSettled = onSettled;
    this.#queue = requests.map((request, index) => ({ request, place: [index], cleaned: false }));
    this.#queue.reverse();
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
      this.#settle(job, { kind: 'not-tried', cause }, noAttempts);
    } else if (this.#isTooLarge(request)) {
      this.#enqueue(job, splitRequest(request, this.#sizeLimitOf(request)), job.cleaned);
    } else {
      const attempts = await callPersistently(
        toApiRequest(request),
        loadOf(request),
        this.#persistence,
        () => this.#whyNotToTry(request) === undefined && !this.#isTooLarge(request),
      );
      // What was sent and broke may have been carried out, so it never ends as not tried.
      if (attempts.withdrawn && !this.#mayHaveTakenPlace(request, attempts)) this.#queue.push(job);
      else this.#judge(job, attempts);
    }
  }

  #mayHaveTakenPlace(request: PurgeRequest, { reply }: Attempts): boolean {
    if (reply === undefined || reply.kind === 'accepted') return false;
    return classifyFailure(reply).kind === 'transient' && this.#whyNotToTry(request) !== undefined;
  }

  #sizeLimitOf(request: PurgeRequest): number {
    return this.#sizeLimits.get(sizeKey(request)) ?? Number.POSITIVE_INFINITY;
  }

  #isTooLarge(request: PurgeRequest): boolean {
    return countRequestItems(request) > this.#sizeLimitOf(request);
  }

  #whyNotToTry({ zone }: PurgeRequest): NotTriedCause | undefined {
    const { reason } = this.#persistence.stop;
    const zoneFailure = this.#failedZones.get(zone.id);
    if (this.#failedAll !== undefined) return { kind: 'all', failure: this.#failedAll };
    if (zoneFailure !== undefined) return { kind: 'zone', failure: zoneFailure };
    return reason === undefined ? undefined : { kind: 'stopped', reason };
  }

  #judge(job: Job, attempts: Attempts): void {
    const { reply } = attempts;
    if (reply === undefined) {
      const reason = this.#persistence.stop.reason ?? 'cancelled';
      this.#settle(job, { kind: 'not-tried', cause: { kind: 'stopped', reason } }, attempts);
    } else if (reply.kind === 'accepted') {
      this.#settle(job, { kind: 'accepted', id: readId(reply), ray: reply.ray }, attempts);
    } else {
      this.#judgeFailure(job, reply, attempts);
    }
  }

  #judgeFailure(job: Job, failure: ApiFailure, attempts: Attempts): void {
    const { request } = job;
    const found = classifyFailure(failure);
    const named = failure.kind === 'refused' ? findNamedItems(request.content, failure.errors) : [];
    const size = countRequestItems(request);
    if (found.kind === 'too-many-items' && found.limit < size) {
      this.#sizeLimits.set(sizeKey(request), found.limit);
      this.#enqueue(job, splitRequest(request, found.limit), job.cleaned);
      return;
    }
    if (
      found.kind === 'partial' &&
      failure.kind === 'refused' &&
      tellsAllRefused(request.content, failure.errors)
    ) {
      this.#settle(job, { kind: 'partial', failure, unpurged: named }, attempts);
      return;
    }
    if (found.kind === 'request' && !job.cleaned && named.length > 0 && named.length < size) {
      const { taken, left } = separateItems(request, new Set(named.map(({ index }) => index)));
      const refused = { ...job, request: taken, place: [...job.place, 0] };
      this.#settle(refused, { kind: 'failed', failure, stopped: undefined }, attempts);
      this.#queue.push({ request: left, place: [...job.place, 1], cleaned: true });
      return;
    }
    if (found.kind === 'zone' || found.kind === 'authentication') {
      this.#failedZones.set(request.zone.id, failure);
    }
    if (found.kind === 'all') this.#failedAll = failure;
    const wasInterrupted = failure.kind === 'no-reply' && failure.reason === 'interrupted';
    const willingToRetry =
      wasInterrupted || found.kind === 'rate-limited' || found.kind === 'transient';
    const reason = attempts.outOfTime ? 'timeout' : this.#persistence.stop.reason;
    const stopped = willingToRetry ? reason : undefined;
    this.#settle(job, { kind: 'failed', failure, stopped }, attempts);
  }

  #enqueue(job: Job, parts: readonly PurgeRequest[], cleaned: boolean): void {
    const jobs = parts.map((request, index) => ({
      request,
      place: [...job.place, index],
      cleaned,
    }));
    this.#queue.push(...jobs.reverse());
  }

  #settle({ request, place }: Job, result: RequestResult, attempts: Attempts): void {
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

function readId({ result }: Extract<ApiReply, { kind: 'accepted' }>): string | undefined {
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
