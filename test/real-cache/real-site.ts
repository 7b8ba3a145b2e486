import { accountWithLoopback } from '../cloudflare/account.ts';
import { type EdgeAddress, toVisitorHost, toVisitorUrl } from '../cloudflare/edge-purge.ts';
import { visit } from '../cloudflare/edge-visit.ts';
import { type Origin, startOrigin } from '../cloudflare/origin.ts';
import type { Release } from '../cloudflare/origin-release.ts';
import { type Purge, urlOf } from '../cloudflare/purge-endpoint.ts';
import { type Cloudflare, startCloudflare } from '../cloudflare/server.ts';
import { startVarnish, type Varnish } from './varnish.ts';

/** What a visitor got. */
export type Seen = {
  readonly path: string;
  /** When it was asked for, on the clock of `performance.now`. */
  readonly at: number;
  readonly status: number;
  readonly body: string;
  readonly cacheStatus: string;
};

/** A site behind real caches, which obey the Cloudflare on loopback. */
export type RealSite = AsyncDisposable & {
  readonly cloudflare: Cloudflare;
  readonly origin: Origin;
  /** Where visitors come. */
  readonly url: string;
  /** What visitors got so far: every path, every half second. Live. */
  readonly seen: readonly Seen[];
  /** Every path once, in order. */
  readonly lookAround: () => Promise<readonly Seen[]>;
};

export type RealSiteOptions = {
  readonly files: Release;
  readonly tiers: 1 | 2;
  /** How much later than the edge the upper tier obeys a purge. */
  readonly upperTierLateMs?: number;
};

const visitEveryMs = 500;

/** Starts it all, with warm caches. Disposing of it throws if a purge did not reach a cache. */
export async function startRealSite(options: RealSiteOptions): Promise<RealSite> {
  const { files, tiers, upperTierLateMs = 0 } = options;
  await using started = new AsyncDisposableStack();
  const cloudflare = started.use(await startCloudflare({ account: accountWithLoopback }));
  const origin = started.use(await startOrigin({ files }));
  const originPort = Number(new URL(origin.url).port);
  const upper = tiers === 2 ? started.use(await startVarnish(originPort)) : undefined;
  const edge = started.use(await startVarnish(upper?.port ?? originPort));
  const url = `http://127.0.0.1:${edge.port}`;
  const address: EdgeAddress = { port: edge.port, scheme: 'http', hosts: ['www.example.com'] };
  const work = new Set<Promise<void>>();
  const stopped = new AbortController();
  started.defer(async () => {
    stopped.abort();
    await Promise.all(work);
  });

  async function obey(purge: Purge): Promise<void> {
    // From the origin outwards, or the edge would fetch the old copy of the upper tier at once.
    if (upper && upperTierLateMs === 0) await purgeTier(upper, purge, address);
    await purgeTier(edge, purge, address);
    if (!upper || upperTierLateMs === 0) return;
    await pause(upperTierLateMs, stopped.signal);
    if (!stopped.signal.aborted) await purgeTier(upper, purge, address);
  }
  cloudflare.onPurge((purge) => work.add(obey(purge)));

  async function lookAt(path: string): Promise<Seen> {
    const at = performance.now();
    const { status, body, headers } = await visit({ url }, path);
    return { path, at, status, body, cacheStatus: String(headers['cf-cache-status']) };
  }
  const lookAround = () => Promise.all(Object.keys(files).map(lookAt));

  const seen: Seen[] = [];
  async function keepVisiting(): Promise<void> {
    while (!stopped.signal.aborted) {
      seen.push(...(await lookAround()));
      await pause(visitEveryMs, stopped.signal);
    }
  }
  await lookAround();
  work.add(keepVisiting());

  const all = started.move();
  const dispose = () => all.disposeAsync();
  return { cloudflare, origin, url, seen, lookAround, [Symbol.asyncDispose]: dispose };
}

/** What the API accepted, as a cache takes it. */
async function purgeTier(tier: Varnish, purge: Purge, address: EdgeAddress): Promise<void> {
  const soft = purge.method === 'invalidate';
  switch (purge.kind) {
    case 'everything':
      return tier.purgeKeys(['everything'], soft);
    case 'urls': {
      const urls = purge.items.map((item) => toVisitorUrl(urlOf(item), address));
      await Promise.all(urls.map((url) => url && tier.purgeUrl(url, soft)));
      return;
    }
    case 'hosts': {
      const hosts = purge.items.map((host) => toVisitorHost(host, address));
      return tier.purgeKeys(
        hosts.map((host) => `host:${host}`),
        soft,
      );
    }
    case 'prefixes': {
      const prefixes = purge.items.map((prefix) => prefix.replace(/^[^/]+/, address.hosts[0]));
      return tier.purgeKeys(
        prefixes.map((prefix) => `prefix:${prefix}`),
        soft,
      );
    }
    case 'tags':
      return tier.purgeKeys(
        purge.items.map((tag) => `tag:${tag.toLowerCase()}`),
        soft,
      );
  }
}

/** Waits, or less if it is to stop. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
