import type { Checked } from '../text.ts';
import { checkHost } from './check-host.ts';
import { checkPrefix, checkTag, checkUrl, itemForms } from './check-items.ts';
import type { ItemKind, UrlItem } from './items.ts';
import type { CommaRule } from './list-splitter.ts';
import { headersKey, validateHeaders } from './request-headers.ts';

/** How the items of one kind are parted, checked and compared. */
export interface ItemRules<T> {
  readonly kind: ItemKind;
  readonly commas: CommaRule;
  readonly form: string;
  readonly check: (value: unknown) => Checked<T>;
  /** Equal for items that are the same to Cloudflare. */
  readonly keyOf: (item: T) => string;
}

/** URLs are compared as they are sent: path and query are case-sensitive. */
export const urlRules: ItemRules<UrlItem> = {
  kind: 'urls',
  commas: 'may stand in a URL',
  form: itemForms.urls,
  check: checkUrlItem,
  keyOf: urlItemKey,
};

/** Tags are not case-sensitive: https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/ */
export const tagRules: ItemRules<string> = {
  kind: 'tags',
  commas: 'separates',
  form: itemForms.tags,
  check: (value) => checkText(value, checkTag),
  keyOf: (tag) => tag.toLowerCase(),
};

export const hostRules: ItemRules<string> = {
  kind: 'hosts',
  commas: 'separates',
  form: itemForms.hosts,
  check: (value) => checkText(value, checkHost),
  keyOf: (host) => host.toLowerCase(),
};

export const prefixRules: ItemRules<string> = {
  kind: 'prefixes',
  commas: 'separates',
  form: itemForms.prefixes,
  check: (value) => checkText(value, checkPrefix),
  keyOf: prefixKey,
};

/** The host of a prefix has no case, its path has. */
function prefixKey(prefix: string): string {
  const slash = prefix.indexOf('/');
  return slash < 0
    ? prefix.toLowerCase()
    : prefix.slice(0, slash).toLowerCase() + prefix.slice(slash);
}

/** Equal for URL items that have one cache key. A tab cannot stand in a URL. */
export function urlItemKey(item: UrlItem): string {
  return typeof item === 'string' ? item : `${item.url}\t${headersKey(item.headers)}`;
}

function checkText(value: unknown, check: (text: string) => Checked<string>): Checked<string> {
  if (typeof value !== 'string') return { ok: false, problem: 'is not a string' };
  if (value === '') return { ok: false, problem: 'is empty' };
  if (value === '-') {
    return { ok: false, problem: 'is a lone dash: items stand without `- ` in front of them' };
  }
  if (/^(["']).*\1$/.test(value)) {
    return {
      ok: false,
      problem: 'is in quotes, which would be a part of it (a JSON array starts with [)',
    };
  }
  return check(value);
}

function checkUrlItem(value: unknown): Checked<UrlItem> {
  if (typeof value !== 'object' || value === null) return checkText(value, checkUrl);
  const unknownKey = Object.keys(value).find((key) => key !== 'url' && key !== 'headers');
  if (unknownKey !== undefined) {
    return { ok: false, problem: `has "${unknownKey}", but only "url" and "headers" are known` };
  }
  const url = checkText('url' in value ? value.url : undefined, checkUrl);
  if (!url.ok) return { ok: false, problem: `has a "url" that ${url.problem}` };
  const given: unknown = 'headers' in value ? value.headers : {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return { ok: false, problem: 'has "headers" that are not an object' };
  }
  const headers = validateHeaders(given);
  if (!headers.ok) return headers;
  return Object.keys(headers.value).length === 0
    ? url
    : { ok: true, value: { url: url.value, headers: headers.value } };
}
