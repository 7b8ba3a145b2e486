import type { Globalping } from '../globalping/measure.ts';
import type {
  FailedMeasurement,
  MeasuredFrom,
  Measurement,
  MeasurementFailure,
  ProbePlace,
  ProbeResult,
} from '../globalping/measurement.ts';
import { isPublicHost } from '../globalping/public-host.ts';
import { Stop } from '../pacing/stop.ts';
import { showsAgeOfOrigin } from './cache-headers.ts';
import type { Check } from './check.ts';
import { CheckState } from './check-state.ts';
import { describeMeasurementFailure } from './describe-measurement-failure.ts';
import { type Judging, judgeAnswer } from './judge-answer.ts';
import type { Question } from './keep-asking.ts';
import type { Vantage } from './vantage.ts';
import type { VisitReply } from './visit.ts';

/** What asking probes needs beside judging. */
export interface Probing {
  readonly globalping: Globalping;
  /** In Globalping's words. */
  readonly places: readonly string[];
}

/** Makes one question for each URL: one measurement answers all checks of it. */
export function askFromProbes(
  checks: readonly Check[],
  probing: Probing,
  judging: Judging,
): readonly Question[] {
  const byUrl = Map.groupBy(checks, ({ url }) => url);
  return [...byUrl].map(([url, sameUrl]) => new MeasuredUrl(url, sameUrl, probing, judging));
}

/** Globalping ends a measurement by itself, most often much sooner; it keeps nothing waiting. */
const longestMs = 20_000;

/** A probe takes some seconds. */
const usualAnswerMs = 3_000;

class MeasuredUrl implements Question {
  readonly url: string;
  readonly answerMs = usualAnswerMs;
  readonly #checks: readonly Check[];
  readonly #probing: Probing;
  readonly #judging: Judging;
  readonly #started: number;
  /** By probe, in the order in which they answered first. */
  readonly #states = new Map<string, readonly CheckState[]>();
  /** What is asked next: the places, then always the same probes. */
  #from: MeasuredFrom;
  #isGivenUp = false;

  constructor(url: string, checks: readonly Check[], probing: Probing, judging: Judging) {
    this.url = url;
    this.#checks = checks;
    this.#probing = probing;
    this.#judging = judging;
    this.#started = judging.clock.now();
    this.#from = probing.places;
  }

  get states(): readonly CheckState[] {
    return [...this.#states.values()].flat();
  }

  /** What is inconclusive is not asked again: each question costs of the user's hourly limit. */
  get isOpen(): boolean {
    return !this.#isGivenUp && this.states.some(({ verdict }) => verdict?.verdict === 'stale');
  }

  async ask(signal: AbortSignal): Promise<void> {
    if (this.#isGivenUp) return;
    const isFirst = !('sameProbesAs' in this.#from);
    if (!isPublicHost(new URL(this.url).hostname)) {
      return this.#giveUp({ kind: 'not-public' }, isFirst);
    }
    const { globalping } = this.#probing;
    using limit = new Stop(this.#judging.clock, longestMs, signal);
    const started = await globalping.start(this.url, this.#from, limit.noMore);
    if (started.kind === 'no-measurement') {
      return this.#giveUp(limit.noMore.aborted ? { kind: 'too-slow' } : started.failure, isFirst);
    }
    this.#from = { sameProbesAs: started.id };
    await this.#follow(started.id, isFirst, limit.noMore);
  }

  async #follow(id: string, isFirst: boolean, signal: AbortSignal): Promise<void> {
    const answered = new Set<string>();
    let last: Measurement | undefined;
    let failure: MeasurementFailure = { kind: 'too-slow' };
    for await (const seen of this.#probing.globalping.follow(id, signal)) {
      if (seen.kind === 'no-measurement') failure = seen.failure;
      else {
        last = seen;
        this.#judgeNew(seen, seen.since, answered);
      }
    }
    if (failure.kind !== 'too-slow' || last === undefined) this.#giveUp(failure, isFirst);
    if (last === undefined) return;
    if (isFirst) this.#missProbes(last.results.length);
    // An answer that does not come in time replaces none that came.
    for (const [key, { place }] of keyProbes(last)) {
      if (this.#states.has(key)) continue;
      this.#judge(key, { kind: 'probe', place }, { kind: 'no-measurement', failure });
    }
  }

  #judgeNew(measurement: Measurement, since: number, answered: Set<string>): void {
    for (const [key, { place, result }] of keyProbes(measurement)) {
      if (result.status === 'in-progress' || answered.has(key)) continue;
      answered.add(key);
      this.#judge(key, { kind: 'probe', place }, this.#toReply(result, since));
    }
  }

  /** What a probe saw, in the form that the judge knows from here. */
  #toReply(
    result: Exclude<ProbeResult, { status: 'in-progress' }>,
    since: number,
  ): VisitReply | FailedMeasurement {
    if (result.status !== 'finished') {
      const { status, message } = result;
      const failure: MeasurementFailure =
        status === 'offline' ? { kind: 'probe-offline' } : { kind: 'probe-failed', message };
      return { kind: 'no-measurement', failure };
    }
    // Probes ask on where a certificate is not trusted; what came may be anybody's.
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
      url: this.url,
      redirectedTo: undefined,
    };
  }

  #judge(key: string, from: Vantage, reply: VisitReply | FailedMeasurement): void {
    const { agedByOrigin, method } = this.#judging;
    const states =
      this.#states.get(key) ?? this.#checks.map((check) => new CheckState(check, from, method));
    this.#states.set(key, states);
    if (reply.kind === 'reply' && showsAgeOfOrigin(reply.headers)) agedByOrigin.add(this.url);
    for (const state of states) {
      // A probe that went away says nothing more: what it saw before stands.
      if (reply.kind === 'no-measurement' && state.verdict !== undefined) continue;
      judgeAnswer(state, reply, this.#started, this.#judging);
    }
  }

  #missProbes(probes: number): void {
    const places = this.#probing.places.length;
    if (probes >= places) return;
    const failure = { kind: 'too-few-probes', probes, places } as const;
    this.#judge('', { kind: 'places' }, { kind: 'no-measurement', failure });
  }

  /** Verdicts of before stand; without any, all that can be said is why there is none. */
  #giveUp(failure: MeasurementFailure, isFirst: boolean): void {
    this.#isGivenUp = true;
    if (this.#states.size === 0) {
      this.#judge('', { kind: 'places' }, { kind: 'no-measurement', failure });
    } else if (!isFirst) {
      this.#judging.warn(
        `verify-from: the probes could not be asked again, so that the verdicts before stand: ${describeMeasurementFailure(failure)}`,
      );
    }
  }
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
