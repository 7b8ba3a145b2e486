import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { listenOnLoopback } from './edge-loopback.ts';
import {
  type DeployedFile,
  type DeployedFiles,
  deployRelease,
  findFile,
  headersOf,
  isUnchanged,
  type Release,
} from './origin-release.ts';

export type OriginOptions = {
  /** The first release. */
  readonly files?: Release;
};

export type OriginRequest = {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: IncomingMessage['headers'];
  /** Undefined where it was left hanging. */
  readonly status: number | undefined;
};

/** The web server behind Cloudflare. */
export type Origin = AsyncDisposable & {
  /** `http://127.0.0.1:PORT`, where it is reached without Cloudflare. */
  readonly url: string;
  /** All that came, in order. Live. */
  readonly requests: readonly OriginRequest[];
  /** Replaces the whole release at once. */
  readonly deploy: (files: Release) => void;
  /** A deploy that lands after the workflow went on. */
  readonly deployLater: (ms: number, files: Release) => void;
  /**
   * A deploy to two servers, one after the other: the second gets the files `ms` later. Requests for
   * a path go to them in turn, first to the one that still has the old files.
   */
  readonly deployRolling: (ms: number, files: Release) => void;
};

/** Starts an origin on loopback. A path that is not in the release is a 404. */
export async function startOrigin({ files = {} }: OriginOptions = {}): Promise<Origin> {
  const requests: OriginRequest[] = [];
  const timers = new Set<NodeJS.Timeout>();
  // Releases are a minute apart and in the past, however fast a test deploys: HTTP's dates are whole
  // seconds, and one in the future is no validator.
  let releasedAt = Date.now() - 24 * 60 * 60 * 1000;
  let deployed: DeployedFiles = deployRelease(files, new Map(), new Date(releasedAt));
  /** The files of the second server, while it has others, and how often each path was asked for. */
  let second: { readonly files: DeployedFiles; readonly asked: Map<string, number> } | undefined;

  function deploy(release: Release): void {
    releasedAt += 60 * 1000;
    deployed = deployRelease(release, deployed, new Date(releasedAt));
    second = undefined;
  }

  function after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer.unref());
  }

  function chooseServer(target: string): DeployedFiles {
    if (!second) return deployed;
    const asked = second.asked.get(target) ?? 0;
    second.asked.set(target, asked + 1);
    return asked % 2 === 0 ? second.files : deployed;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: target = '/', headers } = request;
    const file = findFile(chooseServer(target), target);
    const status = file ? statusOf(file, target, request) : 404;
    requests.push({ method, target, headers, status });
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end('Not found');
    } else if (status !== undefined) {
      if (file.reply.delayMs) await sleep(file.reply.delayMs, undefined, { ref: false });
      answer(status, file, target, request, response);
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const listening = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${listening.port}`,
    requests,
    deploy,
    deployLater: (ms, release) => after(ms, () => deploy(release)),
    deployRolling: (ms, release) => {
      const rolling = { files: deployed, asked: new Map<string, number>() };
      deploy(release);
      second = rolling;
      after(ms, () => {
        if (second === rolling) second = undefined;
      });
    },
    [Symbol.asyncDispose]: async () => {
      for (const timer of timers) clearTimeout(timer);
      await listening.close();
    },
  };
}

function statusOf(
  file: DeployedFile,
  target: string,
  { headers }: IncomingMessage,
): number | undefined {
  if (file.reply.hang) return undefined;
  const { status = 200 } = file.reply;
  const unchanged = isUnchanged(
    headersOf(target, file),
    headers['if-none-match'],
    headers['if-modified-since'],
  );
  return status === 200 && unchanged ? 304 : status;
}

function answer(
  status: number,
  file: DeployedFile,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const headers = headersOf(target, file);
  if (status === 304) {
    response.writeHead(304, headers).end();
    return;
  }
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const zipped = file.reply.gzip === true && /\bgzip\b/.test(accepted);
  const body = zipped ? gzipSync(file.body) : file.body;
  response.writeHead(status, {
    ...headers,
    ...(zipped ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}),
    'content-length': body.length,
  });
  const { cutAfter } = file.reply;
  if (request.method === 'HEAD') response.end();
  else if (cutAfter === undefined) response.end(body);
  else response.write(body.subarray(0, cutAfter), () => response.destroy());
}
