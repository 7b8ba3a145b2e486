import { type ItemLists, noItems } from '../inputs/items.ts';
import type { SiteUrl } from '../inputs/site-url.ts';

/**
 * The smallest scope that holds everything under the site's address: the host, or a prefix and the
 * folder's address without its slash, which the prefix does not hold.
 */
export function listWholeSite({ origin, host, folder }: SiteUrl): ItemLists {
  if (folder === '/') return { ...noItems, hosts: [host] };
  const address = new URL(origin + folder.replace(/\/+$/, '')).href;
  return { ...noItems, prefixes: [host + folder], urls: [address] };
}
