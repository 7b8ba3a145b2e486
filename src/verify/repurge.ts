import type { Clock } from '../clock.ts';
import type { Api } from '../cloudflare/client.ts';
import type { PurgeRequest } from '../cloudflare/request.ts';
import { getZone, LookUpFailure } from '../cloudflare/zones.ts';
import type { RequestHeaders } from '../inputs/headers.ts';
import type { Method } from '../inputs/inputs.ts';
import { addVariants, noItems } from '../inputs/items.ts';
import { planRequests, type ZoneTarget } from '../purge/plan.ts';
import { countOutcome, type OnSettled, type RequestOutcome, sendRequests } from '../purge/send.ts';
import { isInZone } from '../purge/targets.ts';
import { limitAtOnce } from './ask.ts';
import { type FindCovered, indexUrls } from './coverage.ts';

/** One purge of a checked URL by itself. */
export interface Repurge {
  readonly url: string;
  readonly outcome: RequestOutcome;
}

/** Why a URL could not be purged by itself. */
export type RepurgeRefusal =
  | { readonly kind: 'outside' }
  /** The names of the zones could not be looked up, so nobody knows where it belongs. */
  | { readonly kind: 'unknown-zone' }
  | { readonly kind: 'not-accepted'; readonly outcome: RequestOutcome };

/** What was purged, and how. */
export interface Purged {
  readonly plan: readonly PurgeRequest[];
  readonly outcomes: readonly RequestOutcome[];
  readonly targets: readonly ZoneTarget[];
  readonly variants: readonly RequestHeaders[];
  readonly method: Method;
}

/** Purges checked URLs by themselves, and the whole plan again; and knows what was purged when. */
export class Repurger {
  /** All purges of single URLs, in the order of sending. */
  readonly repurges: Repurge[] = [];
  /** The plan, each time that it was sent again. */
  readonly resent: RequestOutcome[] = [];
  readonly #purged: Purged;
  readonly #api: Api;
  readonly #onSettled: OnSettled;
  readonly #clock: Clock;
  readonly #findCovered: FindCovered;
  readonly #checkHosts: ReadonlySet<string>;
  /** By URL: when the plan was sent that covers it, and when it was purged by itself since. */
  #planSentAt: ReadonlyMap<string, number> = new Map();
  #firstSentAt: number | undefined;
  readonly #purgedAt = new Map<string, number>();
  #lastPlanAt = Number.NEGATIVE_INFINITY;
  readonly #refusals = new Map<string, RepurgeRefusal>();
  #zones: Promise<readonly NamedTarget[]> | undefined;
  #spentMs = 0;
  #busySince: number | undefined;

  constructor(checkUrls: readonly string[], purged: Purged, api: Api, onSettled: OnSettled) {
    this.#purged = purged;
    this.#api = api;
    this.#onSettled = onSettled;
    this.#clock = api.clock;
    this.#findCovered = indexUrls(checkUrls);
    this.#checkHosts = new Set(checkUrls.map((url) => new URL(url).hostname));
    this.#planWasSent(purged.outcomes);
  }

  /** How long purging took so far, above all waiting for the rate limit: no time of the checks. */
  get spentMs(): number {
    const running = this.#busySince === undefined ? 0 : this.#clock.now() - this.#busySince;
    return this.#spentMs + running;
  }

  /**
   * When the last request was sent that covered a URL. Tags do not tell which URLs they cover: then
   * the first request of the plan counts.
   */
  purgedAt(url: string): number {
    const ofPlan = this.#planSentAt.get(url) ?? this.#firstSentAt ?? this.#clock.now();
    return Math.max(this.#purgedAt.get(url) ?? ofPlan, ofPlan);
  }

  /**
   * Purges URLs that were requested at these times, in one request, unless that was done since, by
   * itself or with the whole plan: the runner and the probes may find the same stale. One purge at a
   * time; what was refused once is not tried again.
   * @returns Why a URL was not purged; undefined if it was.
   */
  readonly repurge = limitAtOnce(
    1,
    async (
      requestedAt: ReadonlyMap<string, number>,
    ): Promise<ReadonlyMap<string, RepurgeRefusal | undefined>> => {
      const due = [...requestedAt].filter(([url, at]) => {
        const purgedAt = Math.max(this.#purgedAt.get(url) ?? this.#lastPlanAt, this.#lastPlanAt);
        return purgedAt <= at && !this.#refusals.has(url);
      });
      await this.#spend(() => this.#purge(due.map(([url]) => url)));
      return new Map([...requestedAt.keys()].map((url) => [url, this.#refusals.get(url)]));
    },
  );

  /** Sends the whole plan again. */
  async resend(): Promise<readonly RequestOutcome[]> {
    const sentAt = this.#clock.now();
    const outcomes = await this.#spend(() =>
      sendRequests(this.#purged.plan, this.#api, this.#onSettled),
    );
    this.resent.push(...outcomes);
    if (countOutcome(outcomes).unpurged === 0) {
      this.#planWasSent(outcomes);
      this.#lastPlanAt = sentAt;
      this.#purgedAt.clear();
    }
    return outcomes;
  }

  #planWasSent(outcomes: readonly RequestOutcome[]): void {
    const sentAt = new Map<string, number>();
    this.#firstSentAt = undefined;
    for (const outcome of outcomes) {
      const at = outcome.sentAt;
      if (outcome.result.kind !== 'accepted' || at === undefined) continue;
      this.#firstSentAt = Math.min(this.#firstSentAt ?? at, at);
      for (const url of this.#findCovered(outcome.request)) {
        sentAt.set(url, Math.max(sentAt.get(url) ?? at, at));
      }
    }
    this.#planSentAt = sentAt;
  }

  async #spend<T>(work: () => Promise<T>): Promise<T> {
    this.#busySince = this.#clock.now();
    try {
      return await work();
    } finally {
      this.#spentMs += this.#clock.now() - this.#busySince;
      this.#busySince = undefined;
    }
  }

  async #purge(urls: readonly string[]): Promise<void> {
    const targets = new Map<ZoneTarget, string[]>();
    for (const url of urls) {
      const target = await this.#findTarget(url);
      if ('kind' in target) this.#refusals.set(url, target);
      else targets.set(target, [...(targets.get(target) ?? []), url]);
    }
    for (const [target, sameZone] of targets) await this.#purgeIn(target, sameZone);
  }

  /** One request for all; if it is not accepted in full, one for each, to tell which is wrong. */
  async #purgeIn(target: ZoneTarget, urls: readonly string[]): Promise<void> {
    const { variants, method } = this.#purged;
    const lists = { ...noItems, urls: addVariants(urls, variants) };
    const plan = planRequests([{ ...target, selection: { kind: 'items', lists } }], method);
    const outcomes = await sendRequests(plan, this.#api, this.#onSettled);
    const failed = outcomes.find(({ result }) => result.kind !== 'accepted');
    if (failed !== undefined && urls.length > 1 && failed.result.kind !== 'not-tried') {
      for (const url of urls) await this.#purgeIn(target, [url]);
      return;
    }
    const outcome = failed ?? outcomes.at(-1);
    if (outcome === undefined) return;
    for (const url of urls) {
      this.repurges.push({ url, outcome });
      if (failed !== undefined) this.#refusals.set(url, { kind: 'not-accepted', outcome });
      else this.#purgedAt.set(url, outcome.sentAt ?? this.#clock.now());
    }
  }

  /**
   * The zone of a URL: the one with the longest name that its host belongs to. If there is one zone,
   * by its ID, Cloudflare judges the hosts that the checks name: looking up the name may need more
   * permissions.
   */
  async #findTarget(url: string): Promise<ZoneTarget | RepurgeRefusal> {
    const { targets } = this.#purged;
    const { hostname } = new URL(url);
    const [only] = targets;
    if (only !== undefined && targets.length === 1 && only.zone.name === undefined) {
      if (this.#checkHosts.has(hostname)) return only;
    }
    this.#zones ??= this.#nameZones();
    const zones = await this.#zones;
    const found = zones.find(({ name }) => isInZone(hostname, name));
    return found?.target ?? { kind: zones.length < targets.length ? 'unknown-zone' : 'outside' };
  }

  /** The longest name first. */
  async #nameZones(): Promise<readonly NamedTarget[]> {
    const named: NamedTarget[] = [];
    for (const target of this.#purged.targets) {
      const name = target.zone.name ?? (await this.#lookUpName(target.zone.id));
      if (name !== undefined) named.push({ target, name });
    }
    return named.sort((a, b) => b.name.length - a.name.length);
  }

  async #lookUpName(id: string): Promise<string | undefined> {
    try {
      return (await getZone(id, this.#api))?.name;
    } catch (error) {
      if (error instanceof LookUpFailure) return undefined;
      throw error;
    }
  }
}

interface NamedTarget {
  readonly target: ZoneTarget;
  readonly name: string;
}
