import { accountWithLoopback } from './account.ts';
import { type Edge, type EdgeOptions, startEdge } from './edge.ts';
import { type Origin, startOrigin } from './origin.ts';
import type { Release } from './origin-release.ts';
import { type Cloudflare, type CloudflareOptions, startCloudflare } from './server.ts';

export type SiteOptions = Omit<EdgeOptions, 'origin' | 'cloudflare'> & {
  /** The first release. */
  readonly files: Release;
  readonly cloudflare?: CloudflareOptions;
};

/** A web site behind Cloudflare. */
export type Site = AsyncDisposable & {
  readonly cloudflare: Cloudflare;
  readonly origin: Origin;
  readonly edge: Edge;
};

/** Starts all of it: API, origin, and an edge that obeys the API. Nothing is cached yet. */
export async function startSite({ files, cloudflare, ...options }: SiteOptions): Promise<Site> {
  await using started = new AsyncDisposableStack();
  const api = started.use(await startCloudflare({ account: accountWithLoopback, ...cloudflare }));
  const origin = started.use(await startOrigin({ files }));
  const edge = started.use(await startEdge({ ...options, origin, cloudflare: api }));
  const all = started.move();
  return { cloudflare: api, origin, edge, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
