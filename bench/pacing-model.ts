import { createClient } from '../src/cloudflare/client.ts';
import type { PurgeRequest } from '../src/cloudflare/request.ts';
import type { HttpReply, Transport } from '../src/http/transport.ts';
import { Gate } from '../src/pacing/gate.ts';
import { Stop } from '../src/pacing/stop.ts';
import { countOutcome, sendRequests } from '../src/purge/send.ts';
import { FakeClock } from '../test/unit/fake-clock.ts';
import {
  type CreateLimiter,
  fixedWindow,
  gcra,
  type Limiter,
  movingAverage,
  slidingCounter,
  slidingWindow,
  tokenBucket,
} from './limiters.ts';

/** What a refusal looks like, and whether headers tell what is left. */
const signals = ['ratelimit headers', 'retry-after alone', 'silent', '971 with 200'] as const;
type Signals = (typeof signals)[number];

interface ModelCase {
  readonly limiter: string;
  readonly create: CreateLimiter;
  readonly kind: 'urls' | 'tags';
  readonly perSecond: number;
  readonly requests: number;
  /** Of a response; a third more or less. */
  readonly latencyMs: number;
  readonly signals: Signals;
}

export interface ModelResult {
  readonly limiter: string;
  readonly signals: Signals;
  /** How much longer than the least possible time. */
  readonly ratio: number;
  /** The same for requests sent one after the other, with the SDK's waits. */
  readonly loopRatio: number;
  readonly refused: number;
  readonly sent: number;
}

const urlLimiters: readonly (readonly [string, CreateLimiter])[] = [
  ['token bucket, 1 s', tokenBucket(1)],
  ['token bucket, empty at first', tokenBucket(1, false)],
  ['token bucket, 30 % used by others', tokenBucket(1, true, 0.3)],
  ['GCRA, 0.3 s', gcra(0.3)],
  ['sliding window, 1 s', slidingWindow(1)],
  ['sliding window, 10 s', slidingWindow(10)],
  ['fixed window, 1 s', fixedWindow(1)],
  ['fixed window, 10 s', fixedWindow(10)],
  ['weighted windows, 1 s', slidingCounter(1)],
  ['weighted windows, 10 s', slidingCounter(10)],
  ['moving average, 1 s', movingAverage(1)],
  ['moving average, 10 s', movingAverage(10)],
];

const tagLimiters: readonly (readonly [string, number, CreateLimiter])[] = [
  ['tags on Free, bucket', 5 / 60, tokenBucket(300)],
  ['tags on Pro, bucket', 5, tokenBucket(5)],
  ['tags on Pro, sliding window', 5, slidingWindow(5)],
  ['tags on Business, bucket', 10, tokenBucket(5)],
  ['tags on Enterprise, bucket', 50, tokenBucket(10)],
  ['tags on Enterprise, sliding window', 50, slidingWindow(1)],
];

/** Every limiter at every published rate and latency: jobs that take the limiter at least 10 s. */
function listCases(): ModelCase[] {
  const cases: ModelCase[] = [];
  for (const latencyMs of [20, 60, 300]) {
    for (const signal of signals) {
      const common = { latencyMs, signals: signal };
      for (const [limiter, create] of urlLimiters) {
        for (const perSecond of [800, 1500, 3000]) {
          const urls = create(perSecond).remaining(0) + 10 * perSecond;
          const requests = Math.round(urls / 100);
          cases.push({ ...common, limiter, create, kind: 'urls', perSecond, requests });
        }
      }
      for (const [limiter, perSecond, create] of tagLimiters) {
        const requests = Math.round(create(perSecond).remaining(0) + Math.max(5, 10 * perSecond));
        cases.push({ ...common, limiter, create, kind: 'tags', perSecond, requests });
      }
    }
  }
  return cases;
}

/**
 * Sends with the action's own sender, in virtual time, against limiters that Cloudflare may have. Compares with
 * an oracle that sends each request at the first moment it is accepted, and with a plain loop. Throws if
 * anything was not purged.
 */
export async function measureModel(): Promise<ModelResult[]> {
  const results: ModelResult[] = [];
  for (const modelCase of listCases()) {
    const { limiter, signals: signal } = modelCase;
    const leastMs = findLeastMs(modelCase);
    const { ms, refused, sent } = await sendByAction(modelCase);
    const loopMs = await sendInLoop(modelCase);
    results.push({
      limiter,
      signals: signal,
      ratio: ms / leastMs,
      loopRatio: loopMs / leastMs,
      refused,
      sent,
    });
  }
  return results;
}

function costOf({ kind }: ModelCase): number {
  return kind === 'urls' ? 100 : 1;
}

function findLeastMs(modelCase: ModelCase): number {
  const limiter = modelCase.create(modelCase.perSecond);
  const cost = costOf(modelCase);
  let now = 0;
  for (let index = 0; index < modelCase.requests; index += 1) {
    now = limiter.earliest(now, cost);
    limiter.take(now, cost);
  }
  return now + modelCase.latencyMs;
}

async function sendByAction(
  modelCase: ModelCase,
): Promise<{ ms: number; refused: number; sent: number }> {
  const clock = new FakeClock();
  using stop = new Stop(clock, 24 * 3_600_000, new AbortController().signal);
  const server = serve(modelCase, clock);
  const call = createClient('https://api.example.com', 'a-token-of-the-model', server.send);
  const pacing = { gate: new Gate(clock), stop, clock, random: () => 0.5, debug: () => undefined };
  const api = { call, ...pacing };
  const outcomes = await clock.finish(sendRequests(planOf(modelCase), api, () => undefined));
  const { unpurged } = countOutcome(outcomes);
  if (unpurged > 0) throw new Error(`${modelCase.limiter}: ${unpurged} items were not purged`);
  return { ms: clock.now(), refused: server.refused(), sent: server.sent() };
}

/** One request after the other; waits as the official SDK does, but gives nothing up. */
async function sendInLoop(modelCase: ModelCase): Promise<number> {
  const clock = new FakeClock();
  const server = serve(modelCase, clock);
  const { signal } = new AbortController();
  const send = async (tries: number): Promise<void> => {
    const request = { method: 'POST', url: 'https://api.example.com/', headers: {} } as const;
    const reply = await server.send(request, signal);
    if (reply.kind === 'reply' && reply.body === acceptance) return;
    const seconds = reply.kind === 'reply' ? Number(reply.headers['retry-after']) : Number.NaN;
    await clock.sleep(seconds * 1000 || Math.min(8_000, 500 * 2 ** tries), signal);
    await send(tries + 1);
  };
  const sendAll = async (): Promise<void> => {
    for (let index = 0; index < modelCase.requests; index += 1) await send(0);
  };
  await clock.finish(sendAll());
  return clock.now();
}

function planOf({ kind, requests }: ModelCase): PurgeRequest[] {
  return Array.from({ length: requests }, (_, request) => ({
    zone: { id: 'zone' },
    method: 'purge',
    content:
      kind === 'urls'
        ? {
            kind,
            items: Array.from({ length: 100 }, (_, item) => `https://a.example/${request}/${item}`),
          }
        : { kind, items: [`tag-${request}`] },
  }));
}

const acceptance = '{"success":true,"errors":[],"messages":[],"result":{"id":"purge"}}';

function serve(modelCase: ModelCase, clock: FakeClock) {
  const limiter = modelCase.create(modelCase.perSecond);
  const cost = costOf(modelCase);
  const random = randomFrom(7);
  let refused = 0;
  let sent = 0;
  const send: Transport = async (_request, signal) => {
    const halfMs = (modelCase.latencyMs / 2) * (0.7 + 0.6 * random());
    sent += 1;
    await clock.sleep(halfMs, signal);
    const now = clock.now();
    const waitMs = limiter.earliest(now, cost) - now;
    const passes = waitMs <= 1e-3;
    if (passes) limiter.take(now, cost);
    else refused += 1;
    const headers = headersOf(modelCase.signals, limiter, passes ? 0 : waitMs, cost, now);
    await clock.sleep(halfMs, signal);
    return respond(modelCase.signals, passes, headers);
  };
  return { send, refused: () => refused, sent: () => sent };
}

function headersOf(
  signal: Signals,
  limiter: Limiter,
  waitMs: number,
  cost: number,
  now: number,
): Record<string, string> {
  const retry = waitMs > 0 ? { 'retry-after': wholeSeconds(waitMs) } : {};
  if (signal === 'retry-after alone') return retry;
  if (signal !== 'ratelimit headers') return {};
  const left = limiter.remaining(now);
  const { quota, windowMs } = limiter.policy;
  const wanted = Math.min(quota, left + cost);
  const reset = wholeSeconds(limiter.earliest(now, wanted) - now);
  return {
    ...retry,
    ratelimit: `"default";r=${left};t=${reset}`,
    'ratelimit-policy': `"default";q=${quota};w=${wholeSeconds(windowMs)}`,
  };
}

function respond(signal: Signals, passes: boolean, headers: Record<string, string>): HttpReply {
  if (passes) return { kind: 'reply', status: 200, headers, body: acceptance };
  const [status, code] = signal === '971 with 200' ? [200, 971] : [429, 1134];
  const errors = [{ code, message: 'Unable to purge, rate limit reached' }];
  const body = JSON.stringify({ success: false, errors, messages: [], result: null });
  return { kind: 'reply', status, headers, body };
}

function wholeSeconds(ms: number): string {
  return String(Math.ceil(ms / 1000));
}

/** The same numbers each time: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
