import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { type Account, defaultAccount } from './account.ts';
import { createApi } from './api.ts';
import {
  type ApiRequest,
  basePath,
  findSurprises,
  findUselessUrls,
  readRequest,
} from './api-request.ts';
import { type Behaviour, defaultBehaviour } from './behaviour.ts';
import { listenOnLoopback } from './edge-loopback.ts';
import { type Reply, succeed } from './envelope.ts';
import { deliver, send } from './fault-delivery.ts';
import { type Fault, type Faults, takesEffect } from './faults.ts';
import type { AcceptedPurge, PurgeKind } from './purge-endpoint.ts';
import { type LimitOptions, leastPossibleMs } from './rate-limit.ts';
import {
  type Counts,
  createRecording,
  type ReceivedRequest,
  type RecordMode,
} from './recording.ts';
import type { Clock } from './token-bucket.ts';

export type CloudflareOptions = {
  readonly account?: Account;
  /** Nothing is limited without it; `{}` limits as documented. */
  readonly limits?: LimitOptions;
  readonly faults?: Faults;
  readonly behaviour?: Partial<Behaviour>;
  /** How long every reply takes, in milliseconds. */
  readonly latencyMs?: number;
  readonly record?: RecordMode;
  readonly clock?: Clock;
};

export type PurgeListener = (purge: AcceptedPurge) => void;

export type Cloudflare = AsyncDisposable & {
  /** `http://127.0.0.1:PORT/client/v4` */
  readonly apiUrl: string;
  /** All that came, in order. Live. */
  readonly requests: readonly ReceivedRequest[];
  /** All that was accepted, in order: an item that is not in here was not purged. Live. */
  readonly purges: readonly AcceptedPurge[];
  readonly counts: () => Counts;
  /** For a cache that is to obey purges. Called before the purge is answered. */
  readonly onPurge: (listener: PurgeListener) => void;
  /** What clients did that none should do. */
  readonly surprises: readonly string[];
  /** The surprises so far, which then are none any more. */
  readonly takeSurprises: () => readonly string[];
  /** The least time for so many URLs, or requests of another kind, from an idle account. */
  readonly leastPossibleMs: (count: number, kind: PurgeKind) => number;
};

/** Starts a Cloudflare on loopback. Disposing of it stops it, and throws on untaken surprises. */
export async function startCloudflare(options: CloudflareOptions = {}): Promise<Cloudflare> {
  const { account = defaultAccount, limits, faults, latencyMs = 0, record = 'all' } = options;
  const clock = options.clock ?? (() => performance.now());
  const behaviour = { ...defaultBehaviour, ...options.behaviour };
  const api = createApi({ account, behaviour, limits, clock });
  const recording = createRecording(record);
  const listeners: PurgeListener[] = [];
  const surprises: string[] = [];
  let received = 0;

  function carryOut(request: ApiRequest, fault: Fault | undefined): Reply {
    const effective = fault === undefined || takesEffect(fault);
    // What fails on its way never reaches the API, so it is not counted against a limit either.
    if (!effective) return succeed(null);
    const { reply, purge } = api(request);
    if (purge) {
      note(request, findUselessUrls(purge));
      const accepted = { ...purge, at: clock() };
      recording.accept(accepted);
      for (const listener of listeners) listener(accepted);
    }
    return reply;
  }

  function note({ method, path }: ApiRequest, found: readonly string[]): void {
    for (const surprise of found) surprises.push(`${method} ${path}: ${surprise}`);
  }

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message);
    const index = received;
    received += 1;
    note(request, findSurprises(request));
    const fault = faults?.({ ...request, index });
    const answered = recording.receive(request, clock(), fault);
    const reply = addRay(carryOut(request, fault), index, behaviour.dataCentre);
    if (latencyMs > 0) await setTimeout(latencyMs, undefined, { ref: false });
    answered(fault ? await deliver(fault, reply, response) : send(reply, response));
  }

  const server = createServer((message, response) => {
    handle(message, response).catch((error: unknown) => {
      // A client that goes away while it sends is no surprise: tests cancel jobs.
      if (message.complete) surprises.push(`the server failed: ${String(error)}`);
      response.destroy();
    });
  });
  const listening = await listenOnLoopback(server);

  return {
    apiUrl: `http://127.0.0.1:${listening.port}${basePath}`,
    requests: recording.requests,
    purges: recording.purges,
    counts: recording.counts,
    surprises,
    onPurge: (listener) => listeners.push(listener),
    takeSurprises: () => surprises.splice(0),
    leastPossibleMs: (count, kind) =>
      leastPossibleMs(count, kind, limits?.plan ?? account.plan, limits?.timeScale),
    [Symbol.asyncDispose]: async () => {
      await listening.close();
      if (surprises.length > 0) throw new Error(`Unexpected requests:\n${surprises.join('\n')}`);
    },
  };
}

// "<16 hexadecimal digits>-<data centre>": https://developers.cloudflare.com/fundamentals/reference/cloudflare-ray-id/
function addRay(reply: Reply, index: number, dataCentre: string): Reply {
  const ray = `8f${index.toString(16).padStart(14, '0')}-${dataCentre}`;
  return { ...reply, headers: { ...reply.headers, 'cf-ray': ray } };
}
