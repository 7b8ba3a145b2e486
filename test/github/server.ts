import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { listenOnLoopback } from '../cloudflare/edge-loopback.ts';
import type { Reply } from '../cloudflare/envelope.ts';
import { deliver, send } from '../cloudflare/fault-delivery.ts';
import type { Fault, Faults } from '../cloudflare/faults.ts';
import { createApi } from './api.ts';
import type { ApiRequest } from './api-request.ts';
import { type Behaviour, defaultBehaviour } from './behaviour.ts';
import { createPrimaryLimit, type LimitOptions } from './primary-limit.ts';
import { contentsToken, metadataToken, readingToken, type World } from './world.ts';

export type GitHubOptions = {
  /** The git repository that answers, and what it is called. */
  readonly repository: Pick<World, 'dir'> &
    Partial<Pick<World, 'owner' | 'name' | 'id' | 'visibility'>>;
  /** Default: `readingToken`, `contentsToken` and `metadataToken`. */
  readonly tokens?: World['tokens'];
  /** Each in the order in which they came about. */
  readonly deployments?: World['deployments'];
  readonly runs?: World['runs'];
  readonly releases?: World['releases'];
  /** Default: what a workflow's token has. */
  readonly limits?: LimitOptions;
  readonly faults?: Faults;
  readonly behaviour?: Partial<Behaviour>;
  /** How long every reply takes, in milliseconds. */
  readonly latencyMs?: number;
};

export type ReceivedRequest = {
  readonly method: string;
  /** Without the base path. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: ApiRequest['headers'];
  readonly fault: Fault['kind'] | undefined;
  /** Undefined until it is answered, and where the client did not get the whole answer. */
  readonly status: number | undefined;
};

export type GitHub = AsyncDisposable & {
  /** `http://127.0.0.1:PORT`, or with `/api/v3`: what a workflow has in `GITHUB_API_URL`. */
  readonly apiUrl: string;
  /** `OWNER/NAME`: what a workflow has in `GITHUB_REPOSITORY`. */
  readonly fullName: string;
  /** All that came, in order. Live. */
  readonly requests: readonly ReceivedRequest[];
  /** How many requests were under way at the same time, at most. */
  readonly mostAtOnce: () => number;
  /** What clients did that none should do. */
  readonly surprises: readonly string[];
  /** The surprises so far, which then are none any more. */
  readonly takeSurprises: () => readonly string[];
};

/** Starts a GitHub on loopback. Disposing of it stops it, and throws on untaken surprises. */
export async function startGitHub(options: GitHubOptions): Promise<GitHub> {
  const { faults, latencyMs = 0 } = options;
  const behaviour = { ...defaultBehaviour, ...options.behaviour };
  const world = completeWorld(options);
  const requests: ReceivedRequest[] = [];
  const surprises: string[] = [];
  let underWay = 0;
  let mostAtOnce = 0;
  let apiUrl = '';
  const limit = createPrimaryLimit(options.limits ?? {}, Date.now);
  const api = createApi({ world, behaviour, limit, apiUrl: () => apiUrl });

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message);
    const index = requests.length;
    const fault = faults?.({ ...request, index });
    requests.push(describe(request, behaviour.basePath, fault));
    const { reply, surprises: found } = await api(request);
    for (const surprise of found) surprises.push(`${request.method} ${request.path}: ${surprise}`);
    if (latencyMs > 0) await setTimeout(latencyMs, undefined, { ref: false });
    const status = await respond(fault, reply, response);
    const entry = requests[index];
    if (entry) requests[index] = { ...entry, status };
  }

  const server = createServer((message, response) => {
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    response.once('close', () => {
      underWay -= 1;
    });
    handle(message, response).catch((error: unknown) => {
      if (message.complete) surprises.push(`the server failed: ${String(error)}`);
      response.destroy();
    });
  });
  const { port, close } = await listenOnLoopback(server);
  apiUrl = `http://127.0.0.1:${port}${behaviour.basePath}`;

  return {
    apiUrl,
    fullName: `${world.owner}/${world.name}`,
    requests,
    mostAtOnce: () => mostAtOnce,
    surprises,
    takeSurprises: () => surprises.splice(0),
    [Symbol.asyncDispose]: async () => {
      await close();
      if (surprises.length > 0) throw new Error(`Unexpected requests:\n${surprises.join('\n')}`);
    },
  };
}

function completeWorld({ repository, tokens, deployments, runs, releases }: GitHubOptions): World {
  return {
    owner: 'octo-org',
    name: 'octo-repo',
    id: 1296269,
    visibility: 'private',
    ...repository,
    tokens: tokens ?? [readingToken, contentsToken, metadataToken],
    deployments: deployments ?? [],
    runs: runs ?? [],
    releases: releases ?? [],
  };
}

async function readRequest(message: IncomingMessage): Promise<ApiRequest> {
  const body = await text(message);
  const { method = 'GET', url = '/', headers } = message;
  const [path = '', search = ''] = url.split(/\?(.*)/s);
  return { method, path, query: new URLSearchParams(search), headers, body };
}

function describe(
  { method, path, query, headers }: ApiRequest,
  basePath: string,
  fault: Fault | undefined,
): ReceivedRequest {
  return {
    method,
    path: path.startsWith(basePath) ? path.slice(basePath.length) : path,
    query: Object.fromEntries(query),
    headers,
    fault: fault?.kind,
    status: undefined,
  };
}

async function respond(
  fault: Fault | undefined,
  reply: Reply,
  response: ServerResponse,
): Promise<number | undefined> {
  return fault ? deliver(fault, reply, response) : send(reply, response);
}
