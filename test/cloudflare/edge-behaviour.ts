/** A content coding that the edge compresses with. */
export type Encoding = 'br' | 'gzip' | 'deflate' | 'zstd';

/** Switches for what an edge does; can be changed while it runs. */
export type EdgeBehaviour = {
  /** False: DNS only. Visitors reach the origin, and nothing says Cloudflare. */
  readonly proxied: boolean;
  /** A cache rule "Eligible for cache" for every path, or for these. Else: by file extension. */
  readonly cacheEverything: boolean | readonly string[];
  /** Request headers of a custom cache key, in lower case: `accept-language`, `cf-device-type`. */
  readonly keyHeaders: readonly string[];
  /**
   * Request headers that the cache keeps variants by, as for an origin's `Vary`, in lower case. A
   * purge of the URL covers all of them.
   */
  readonly varyBy: readonly string[];
  /** Tiered Cache: what was purged here comes back as `EXPIRED` instead of `MISS`. */
  readonly tiered: boolean;
  /**
   * An upper tier with content of its own stands between this edge and the origin. Purges reach it
   * this much later than the edge (`Number.POSITIVE_INFINITY`: never). Until then, a `MISS` or
   * `EXPIRED` here is answered by its old copy, with that copy's `Age`.
   */
  readonly upperTier: { readonly purgedAfterMs: number } | undefined;
  /**
   * Visitors who ask for a URL that is being fetched wait and share the response, as a `HIT`, even
   * if the fetch began before a purge and they came after it.
   */
  readonly collapsesRequests: boolean;
  /** Answers with a bot challenge, except to a request that has this header with this value. */
  readonly challenge: { readonly unless?: readonly [name: string, value: string] } | undefined;
  /** Another visitor asks for everything that was purged, at once. */
  readonly refillAfterPurge: boolean;
  /** So many purges of a cached URL have no effect, however they name it. */
  readonly ignoredPurges: number;
  /** How long a purge takes until it works here. Cloudflare states less than 150 ms on average. */
  readonly propagationMs: number;
  /** How long an update in the background takes: that long, answers are `UPDATING`. */
  readonly revalidationMs: number;
  /** Redirect rules, path to location: answered before the cache is looked at. */
  readonly redirects: Readonly<Record<string, string>>;
  /** What replies are compressed with for visitors that accept it, best first. */
  readonly encodings: readonly Encoding[];
  /** What the origin compressed is passed on as it is to visitors that accept the coding. */
  readonly keepsOriginEncoding: boolean;
  /** The data centre that answers, as named at the end of `cf-ray`. */
  readonly dataCentre: string;
  /** After this long without an answer from the origin, visitors get 524. */
  readonly originTimeoutMs: number;
};

export const defaultEdgeBehaviour: EdgeBehaviour = {
  proxied: true,
  cacheEverything: false,
  keyHeaders: [],
  varyBy: [],
  tiered: false,
  upperTier: undefined,
  collapsesRequests: false,
  challenge: undefined,
  refillAfterPurge: false,
  ignoredPurges: 0,
  propagationMs: 0,
  revalidationMs: 0,
  redirects: {},
  encodings: ['br', 'gzip'],
  keepsOriginEncoding: false,
  dataCentre: 'FRA',
  // https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-524/
  originTimeoutMs: 120_000,
};
