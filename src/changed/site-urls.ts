import type { SiteUrl } from '../inputs/changed.ts';
import { type ItemLists, noItems } from '../inputs/items.ts';

/**
 * The addresses of a file below the site: its own, that of its folder where it is an index, that
 * without `.html` where it is a page. What is served there depends on the server; purging an address
 * that nobody has costs nothing.
 */
export function findUrls(path: string, site: SiteUrl): string[] {
  const [, stem = '', name = ''] = /^(.*?)([^/]*)$/s.exec(path) ?? [];
  if (name === 'index.html') {
    const folder = toUrl(stem, site);
    return [toUrl(path, site), folder, new URL(folder.slice(0, -1)).href];
  }
  const page = /^(.+)\.html$/s.exec(name)?.[1];
  return (page === undefined ? [path] : [path, stem + page]).map((part) => toUrl(part, site));
}

function toUrl(path: string, { origin, folder }: SiteUrl): string {
  return new URL(origin + folder + encodePath(path)).href;
}

/**
 * Encodes what would mean something in a URL, or be dropped by its parser; the parser encodes all
 * the rest as browsers do. `*` would be a wildcard to Cloudflare.
 * @see https://url.spec.whatwg.org/#path-percent-encode-set
 */
function encodePath(path: string): string {
  return path.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    /[\x00-\x20\x7f%?#^\\*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/**
 * The smallest scope that contains everything under the site's address: the host, or a prefix and the
 * folder's address without its slash, which the prefix does not contain.
 */
export function listWholeSite({ origin, host, folder }: SiteUrl): ItemLists {
  if (folder === '/') return { ...noItems, hosts: [host] };
  const address = new URL(origin + folder.replace(/\/+$/, '')).href;
  return { ...noItems, prefixes: [host + folder], urls: [address] };
}
