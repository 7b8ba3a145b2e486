import type { Zone } from './account.ts';
import type { ApiError } from './envelope.ts';

/**
 * What one item of a purge must look like. Codes and messages are those of Cloudflare's old list
 * of errors, as many clients still carry it; which code a malformed tag or prefix gets is a guess.
 * https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-single-file/
 * https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/
 * https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-hostname/
 * https://developers.cloudflare.com/cache/how-to/purge-cache/purge_by_prefix/
 */

/** A URL, or a URL with the headers of a custom cache key. */
export type UrlItem =
  | string
  | { readonly url: string; readonly headers?: Readonly<Record<string, string>> };

const maxTagLength = 1024;
const maxHostLength = 200;
const maxPrefixSlashes = 31;

const printableTag = /^[\x21-\x2b\x2d-\x7e]+$/;
const hostName = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i;

/** The URL of an item, whichever form it has. */
export function urlOf(item: UrlItem): string {
  return typeof item === 'string' ? item : item.url;
}

/** Why Cloudflare refuses a URL; undefined if it does not. */
export function checkUrl(url: string, zone: Zone): ApiError | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return unableToPurge(url);
  return isHostOf(parsed.hostname, zone) ? undefined : notOfThisZone(url);
}

/** Why Cloudflare refuses a tag; undefined if it does not. */
export function checkTag(tag: string): ApiError | undefined {
  if (tag.length > maxTagLength) {
    return { code: 1100, message: `Tag exceeds maximum length of ${maxTagLength} characters` };
  }
  return printableTag.test(tag) ? undefined : unableToPurge(tag);
}

/** Why Cloudflare refuses a host; undefined if it does not. */
export function checkHost(host: string, zone: Zone): ApiError | undefined {
  if (host.length > maxHostLength) {
    return { code: 1114, message: `Host exceeds maximum length of ${maxHostLength} characters` };
  }
  if (!hostName.test(host)) return { code: 1115, message: 'Invalid host' };
  return isHostOf(host, zone) ? undefined : notOfThisZone(host);
}

/** Why Cloudflare refuses a prefix; undefined if it does not. */
export function checkPrefix(prefix: string, zone: Zone): ApiError | undefined {
  const [host = '', ...rest] = prefix.split('/');
  const malformed =
    !hostName.test(host) || rest.length > maxPrefixSlashes || /[?#*\s]/.test(prefix);
  if (malformed) return unableToPurge(prefix);
  return isHostOf(host, zone) ? undefined : notOfThisZone(prefix);
}

/** Whether a host belongs to the zone, also as a custom hostname of Cloudflare for SaaS. */
function isHostOf(host: string, zone: Zone): boolean {
  const lowerCase = host.toLowerCase();
  return (
    lowerCase === zone.name ||
    lowerCase.endsWith(`.${zone.name}`) ||
    (zone.customHostnames?.includes(lowerCase) ?? false)
  );
}

function unableToPurge(item: string): ApiError {
  return { code: 1084, message: `Unable to purge '${item}'.` };
}

function notOfThisZone(item: string): ApiError {
  return {
    code: 1082,
    message: `Unable to purge '${item}'. You can only purge files for this zone`,
  };
}
