import type { EdgeBehaviour } from './edge-behaviour.ts';
import type { OriginAnswer } from './edge-origin-fetch.ts';

/** Whether, and for how long, a reply is kept. */
export type CachePolicy =
  | { readonly kind: 'bypass' | 'not-kept' }
  | {
      readonly kind: 'kept';
      readonly lifetimeMs: number;
      readonly staleWhileRevalidateMs: number;
      readonly staleIfErrorMs: number;
    };

// https://developers.cloudflare.com/cache/concepts/default-cache-behavior/#default-cached-file-extensions
const cachedExtensions = new Set(
  (
    '7z avi avif apk bin bmp bz2 class css csv doc docx dmg ejs eot eps exe flac gif gz ico iso jar ' +
    'jpg jpeg js mid midi mkv mp3 mp4 ogg otf pdf pict pls png ppt pptx ps rar svg svgz swf tar tif ' +
    'tiff ttf webm webp woff woff2 xls xlsx zip zst'
  ).split(' '),
);

/** Whether Cloudflare looks into its cache for a URL at all; where not, it is `DYNAMIC`. */
export function isEligible(
  url: string,
  { cacheEverything }: Pick<EdgeBehaviour, 'cacheEverything'>,
): boolean {
  const { pathname } = new URL(url);
  if (cacheEverything === true || pathname === '/robots.txt') return true;
  if (cacheEverything !== false && cacheEverything.includes(pathname)) return true;
  return cachedExtensions.has(/\.([^./]+)$/.exec(pathname)?.[1]?.toLowerCase() ?? '');
}

const minuteMs = 60_000;

// https://developers.cloudflare.com/cache/how-to/configure-cache-status-code/#edge-ttl
const defaultLifetimes: ReadonlyMap<number, number> = new Map([
  [200, 120 * minuteMs],
  [206, 120 * minuteMs],
  [301, 120 * minuteMs],
  [302, 20 * minuteMs],
  [303, 20 * minuteMs],
  [404, 3 * minuteMs],
  [410, 3 * minuteMs],
]);

/**
 * Reads what the origin's headers ask for, with Origin Cache Control on, as it is on all plans but
 * Enterprise. `Expires` is not looked at.
 * https://developers.cloudflare.com/cache/concepts/cache-control/
 */
export function readCachePolicy({ status, headers, complete }: OriginAnswer): CachePolicy {
  const directives = readDirectives(headers['cache-control'] ?? '');
  const maxAge = directives.get('s-maxage') ?? directives.get('max-age');
  const forbidden = ['private', 'no-store', 'no-cache'].some((name) => directives.has(name));
  if (forbidden || maxAge === 0 || headers['set-cookie'] !== undefined) return { kind: 'bypass' };
  const byStatus = defaultLifetimes.get(status);
  if (byStatus === undefined || !complete) return { kind: 'not-kept' };
  const mustRevalidate = ['must-revalidate', 'proxy-revalidate', 's-maxage'].some((name) =>
    directives.has(name),
  );
  const toleranceMs = (name: string) => (mustRevalidate ? 0 : (directives.get(name) ?? 0) * 1000);
  return {
    kind: 'kept',
    lifetimeMs: maxAge === undefined ? byStatus : maxAge * 1000,
    staleWhileRevalidateMs: toleranceMs('stale-while-revalidate'),
    staleIfErrorMs: toleranceMs('stale-if-error'),
  };
}

/** Names with their seconds; NaN never comes out, undefined where a directive has no number. */
function readDirectives(cacheControl: string): ReadonlyMap<string, number | undefined> {
  const parts = cacheControl.toLowerCase().split(',');
  return new Map(
    parts.map((part) => {
      const [name = '', value = ''] = part.trim().split('=');
      return [name, /^"?\d+"?$/.test(value) ? Number(value.replaceAll('"', '')) : undefined];
    }),
  );
}
