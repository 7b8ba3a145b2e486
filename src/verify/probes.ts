import type { Clock } from '../clock.ts';
import {
  createGlobalpingClient,
  type FailedMeasurement,
  Globalping,
  type MeasuredFrom,
  type Measurement,
  type MeasurementFailure,
  type ProbePlace,
  type ProbeResult,
} from '../globalping/client.ts';
import { isPublicHost } from '../globalping/public-host.ts';
import { readAsText } from '../http/http.ts';
import type { Check } from '../inputs/checks.ts';
import type { Settings } from '../inputs/inputs.ts';
import { Stop } from '../pacing/stop.ts';
import type { VisitReply } from './ask.ts';
import type { CheckState } from './check-state.ts';
import type { Vantage } from './verdict.ts';
import { describeMeasurementFailure } from './verdict.ts';
import type { CheckWorld, Judging, Question } from './verify.ts';

/** What asks probes in other places. */
export interface Probing {
  readonly createQuestions: (judging: Judging) => readonly Question[];
}

/** Asks Globalping for the places that the workflow names. */
export function startProbing(
  { verify, verifyFrom, globalpingToken }: Settings,
  { clock, send }: CheckWorld,
): Probing {
  const client = createGlobalpingClient(globalpingToken, readAsText(send));
  const globalping = new Globalping(client, clock);
  return {
    createQuestions: (judging) => askFromProbes(verify, verifyFrom, globalping, clock, judging),
  };
}

/** Makes one question for each URL: one measurement answers all checks of it. */
export function askFromProbes(
  checks: readonly Check[],
  /** In Globalping's words. */
  places: readonly string[],
  globalping: Globalping,
  clock: Clock,
  judging: Judging,
): readonly Question[] {
  const byUrl = Map.groupBy(checks, ({ url }) => url);
  return [...byUrl].map(
    ([url, sameUrl]) => new MeasuredUrl(url, sameUrl, places, globalping, clock, judging),
  );
}

/** A result may take the probe's own limit of 15 s and 10 s more; most come much sooner. */
const longestMs = 26_000;

/** A probe takes some seconds. */
const usualAnswerMs = 3_000;

class MeasuredUrl implements Question {
  /** The site tells probes nothing about the runner. */
  readonly waitMs = 0;
  readonly answerMs = usualAnswerMs;
  readonly #url: string;
  readonly #checks: readonly Check[];
  readonly #places: readonly string[];
  readonly #globalping: Globalping;
  readonly #clock: Clock;
  readonly #judging: Judging;
  /** By probe, in the order in which they answered first. */
  readonly #states = new Map<string, readonly CheckState[]>();
  /** Stand for all places, until one answers. */
  readonly #nowhere: readonly CheckState[];
  /** What is measured from next: the places, then always the same probes. */
  #from: MeasuredFrom;
  #isGivenUp = false;

  constructor(
    url: string,
    checks: readonly Check[],
    places: readonly string[],
    globalping: Globalping,
    clock: Clock,
    judging: Judging,
  ) {
    this.#url = url;
    this.#checks = checks;
    this.#places = places;
    this.#globalping = globalping;
    this.#clock = clock;
    this.#judging = judging;
    this.#nowhere = checks.map((check) => judging.createState(check, { kind: 'places' }));
    this.#from = places;
  }

  get states(): readonly CheckState[] {
    return this.#states.size === 0 ? this.#nowhere : [...this.#states.values()].flat();
  }

  /** What is inconclusive is not measured again: each time costs of the user's hourly limit. */
  get isOpen(): boolean {
    return !this.#isGivenUp && this.states.some((state) => state.isStale && state.isOpen);
  }

  async ask(signal: AbortSignal): Promise<void> {
    if (this.#isGivenUp) return;
    const isFirst = !('sameProbesAs' in this.#from);
    if (!isPublicHost(new URL(this.#url).hostname)) {
      return this.#giveUp({ kind: 'not-public' }, isFirst);
    }
    const requestedAt = this.#clock.now();
    using limit = new Stop(this.#clock, longestMs, signal);
    const started = await this.#globalping.start(this.#url, this.#from, limit.noMore);
    if (started.kind === 'no-measurement') {
      if (!limit.noMore.aborted) this.#giveUp(started.failure, isFirst);
      else if (signal.aborted) this.#missAll({ kind: 'too-slow' });
      else this.#giveUp({ kind: 'too-slow' }, isFirst);
      return;
    }
    this.#from = { sameProbesAs: started.id };
    await this.#follow(started.id, isFirst, requestedAt, limit.noMore);
  }

  async #follow(
    id: string,
    isFirst: boolean,
    requestedAt: number,
    signal: AbortSignal,
  ): Promise<void> {
    const answered = new Set<string>();
    let last: Measurement | undefined;
    let failure: MeasurementFailure = { kind: 'too-slow' };
    for await (const seen of this.#globalping.follow(id, signal)) {
      if (seen.kind === 'no-measurement') failure = seen.failure;
      else {
        last = seen;
        this.#judgeNew(seen, seen.since, answered, requestedAt);
      }
    }
    if (failure.kind !== 'too-slow') this.#giveUp(failure, isFirst);
    if (last === undefined) return this.#missAll(failure);
    const probes = last.results.length;
    if (isFirst && probes < this.#places.length) {
      this.#miss({ kind: 'too-few-probes', probes, places: this.#places.length }, 'others');
    }
    // A response that does not come in time replaces none that came.
    for (const [key, { place }] of keyProbes(last)) {
      if (!this.#states.has(key)) this.#miss(failure, key, { kind: 'probe', place });
    }
  }

  #judgeNew(
    measurement: Measurement,
    since: number,
    answered: Set<string>,
    requestedAt: number,
  ): void {
    for (const [key, { place, result }] of keyProbes(measurement)) {
      if (result.status === 'in-progress' || answered.has(key)) continue;
      answered.add(key);
      this.#judge(key, { kind: 'probe', place }, toReply(result, since, this.#url), requestedAt);
    }
  }

  #judge(
    key: string,
    from: Vantage,
    reply: VisitReply | FailedMeasurement,
    requestedAt: number,
  ): void {
    const states =
      this.#states.get(key) ?? this.#checks.map((check) => this.#judging.createState(check, from));
    this.#states.set(key, states);
    for (const state of states) {
      // A probe that went away says nothing more: what it saw before counts.
      if (reply.kind === 'no-measurement' && state.verdict !== undefined) continue;
      this.#judging.judge(state, reply, requestedAt);
    }
  }

  #miss(failure: MeasurementFailure, key: string, from: Vantage = { kind: 'places' }): void {
    this.#judge(key, from, { kind: 'no-measurement', failure }, this.#clock.now());
  }

  #missAll(failure: MeasurementFailure): void {
    if (this.#states.size > 0) return;
    const reply = { kind: 'no-measurement', failure } as const;
    for (const state of this.#nowhere) this.#judging.judge(state, reply, this.#clock.now());
  }

  /** Verdicts from before count; without any, all that can be said is why there is none. */
  #giveUp(failure: MeasurementFailure, isFirst: boolean): void {
    this.#isGivenUp = true;
    this.#missAll(failure);
    if (this.#states.size === 0 || isFirst) return;
    this.#judging.warn(
      `verify-from: the probes could not be asked again, so the verdicts from before count: ${describeMeasurementFailure(failure)}`,
    );
  }
}

/** What a probe saw, in the form that the judge knows from here. */
function toReply(
  result: Exclude<ProbeResult, { status: 'in-progress' }>,
  since: number,
  url: string,
): VisitReply | FailedMeasurement {
  if (result.status !== 'finished') {
    const { status, message } = result;
    const failure: MeasurementFailure =
      status === 'offline' ? { kind: 'probe-offline' } : { kind: 'probe-failed', message };
    return { kind: 'no-measurement', failure };
  }
  // Probes go on if a certificate is not trusted; what came may be anybody's.
  if (!result.isTrusted) return { kind: 'no-measurement', failure: { kind: 'untrusted' } };
  const { statusCode, headers, body, isCut } = result;
  return {
    kind: 'reply',
    by: 'probe',
    status: statusCode,
    // The earliest that it can be: with a later time, what is old could pass for fresh.
    receivedAt: since,
    headers,
    body: { kind: isCut ? 'beginning' : 'whole', bytes: Buffer.from(body.toWellFormed()) },
    url,
    redirectedTo: undefined,
  };
}

/** Names each probe so that it is known again; two of one network and city by their order. */
function keyProbes(
  measurement: Measurement,
): Map<string, { readonly place: ProbePlace; readonly result: ProbeResult }> {
  const probes = new Map<string, { readonly place: ProbePlace; readonly result: ProbeResult }>();
  for (const entry of measurement.results) {
    const { country, city, network, asn } = entry.place;
    const name = JSON.stringify([country, city, network, asn]);
    let key = name;
    for (let n = 2; probes.has(key); n += 1) key = `${name} ${n}`;
    probes.set(key, entry);
  }
  return probes;
}
