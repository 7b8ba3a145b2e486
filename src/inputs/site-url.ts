import type { Checked } from '../text.ts';
import { checkHost } from './check-host.ts';
import { checkPrefix, checkUrl } from './check-items.ts';

export const siteUrlForm =
  'the address that `root` is served at, such as `https://www.example.com` or `https://www.example.com/docs/`';

/** The address that a folder is served at. */
export interface SiteUrl {
  /** Scheme, host and port: `https://www.example.com`. */
  readonly origin: string;
  /** Without the port, which hosts and prefixes have none of in Cloudflare. */
  readonly host: string;
  /** The path, with a slash at both ends: `/`, `/docs/`. */
  readonly folder: string;
}

/**
 * Reads `site-url`. Its path is a folder, whether or not it ends in a slash. Slashes in a row, as an
 * address with one and a path give, are one: nobody would ever visit what they name.
 */
export function readSiteUrl(text: string): Checked<SiteUrl> {
  const checked = checkUrl(text);
  if (!checked.ok) return checked;
  const url = new URL(checked.value);
  if (text.includes('?')) return { ok: false, problem: 'has a query, which no folder has' };
  const host = checkHost(url.hostname);
  if (!host.ok) return { ok: false, problem: `has a host that ${host.problem}` };
  const folder = `${url.pathname}/`.replace(/\/{2,}/g, '/');
  // Where URLs cannot tell it all, the host or this prefix is purged instead.
  const prefix = checkPrefix(host.value + folder);
  if (!prefix.ok) return prefix;
  return { ok: true, value: { origin: url.origin, host: host.value, folder } };
}
