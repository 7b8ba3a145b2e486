import { domainToASCII } from 'node:url';
import { headersKey, type RequestHeaders, validateHeaders } from './headers.ts';
import { InputProblem } from './problem.ts';

/** What one purge names; a whole zone is no item. */
export const itemKinds = ['urls', 'tags', 'hosts', 'prefixes'] as const;

export type ItemKind = (typeof itemKinds)[number];

/** A URL whose cache key depends on request headers. */
export interface UrlWithHeaders {
  readonly url: string;
  readonly headers: RequestHeaders;
}

/** A URL as Cloudflare takes it. A bare string where there are no headers: a list may have a million. */
export type UrlItem = string | UrlWithHeaders;

export interface ItemLists {
  readonly urls: readonly UrlItem[];
  readonly tags: readonly string[];
  readonly hosts: readonly string[];
  readonly prefixes: readonly string[];
}

export const noItems: ItemLists = { urls: [], tags: [], hosts: [], prefixes: [] };

/** What to purge. Everything together with a list cannot be written. */
export type Selection =
  | { readonly kind: 'everything' }
  | { readonly kind: 'items'; readonly lists: ItemLists };

/** How many items there are in all lists. */
export function countItems(lists: ItemLists): number {
  return itemKinds.reduce((sum, kind) => sum + lists[kind].length, 0);
}

/** The URL of an item, with or without headers. */
export function urlOf(item: UrlItem): string {
  return typeof item === 'string' ? item : item.url;
}

/** How the items of one kind are checked and compared. */
export interface ItemRules<T> {
  readonly kind: ItemKind;
  /** The accepted form. */
  readonly form: string;
  /** Gives the item as it is sent. Throws `InputProblem`. */
  readonly check: (value: unknown) => T;
  /** Equal for items that are the same to Cloudflare. */
  readonly keyOf: (item: T) => string;
}

export const hostForm = 'a bare host name such as `www.example.com`';

/** URLs are compared as they are sent: path and query are case-sensitive. */
export const urlRules: ItemRules<UrlItem> = {
  kind: 'urls',
  form: 'an absolute URL such as `https://www.example.com/app.js`',
  check: checkUrlItem,
  keyOf: urlItemKey,
};

/** Tags are not case-sensitive: https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/ */
export const tagRules: ItemRules<string> = {
  kind: 'tags',
  form: 'a cache tag of 1 to 1,024 printable ASCII characters without spaces or commas',
  check: (value) => checkTag(checkText(value)),
  keyOf: (tag) => tag.toLowerCase(),
};

export const hostRules: ItemRules<string> = {
  kind: 'hosts',
  form: hostForm,
  check: (value) => checkHost(checkText(value)),
  keyOf: (host) => host.toLowerCase(),
};

/** The host of a prefix has no case, its path has. */
export const prefixRules: ItemRules<string> = {
  kind: 'prefixes',
  form: 'a prefix without a scheme such as `www.example.com/assets/`',
  check: (value) => checkPrefix(checkText(value)),
  keyOf: (prefix) => prefix.replace(/^[^/]+/, (host) => host.toLowerCase()),
};

/** Equal for URL items that have one cache key. A tab cannot be in a URL. */
export function urlItemKey(item: UrlItem): string {
  return typeof item === 'string' ? item : `${item.url}\t${headersKey(item.headers)}`;
}

/** The items of all lists, each once and at its first place. */
export function dropRepeats<T>(
  lists: readonly (readonly T[])[],
  keyOf: (item: T) => string,
): readonly T[] {
  const seen = new Set<string>();
  const isFirst = (item: T): boolean => {
    const count = seen.size;
    return seen.add(keyOf(item)).size > count;
  };
  return lists.flatMap((list) => list.filter(isFirst));
}

/** Every URL without headers of its own as it is, and once more with each set of headers. */
export function addVariants(
  urls: readonly UrlItem[],
  variants: readonly RequestHeaders[],
): readonly UrlItem[] {
  if (variants.length === 0) return urls;
  const expanded = urls.flatMap((item) =>
    typeof item === 'string'
      ? [item, ...variants.map((headers) => ({ url: item, headers }))]
      : [item],
  );
  return dropRepeats([expanded], urlItemKey);
}

function checkText(value: unknown): string {
  if (typeof value !== 'string') throw new InputProblem('is not a string');
  if (value === '') throw new InputProblem('is empty');
  if (value === '-') {
    throw new InputProblem('is a lone dash: write items without `- ` in front of them');
  }
  if (/^(["']).*\1$/.test(value)) {
    throw new InputProblem(
      'is in quotes, which would be a part of it (a JSON array starts with [)',
    );
  }
  return value;
}

function checkUrlItem(value: unknown): UrlItem {
  if (typeof value !== 'object' || value === null) return checkUrl(checkText(value));
  const unknownKey = Object.keys(value).find((key) => key !== 'url' && key !== 'headers');
  if (unknownKey !== undefined) {
    throw new InputProblem(`has "${unknownKey}", but only "url" and "headers" are known`);
  }
  const url = checkPart('"url"', () => checkUrl(checkText('url' in value ? value.url : undefined)));
  const given: unknown = 'headers' in value ? value.headers : {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new InputProblem('has "headers" that are not an object');
  }
  const headers = validateHeaders(Object.entries(given));
  return Object.keys(headers).length === 0 ? url : { url, headers };
}

/** Checks a part of a text, whose problem is one of the whole. */
function checkPart<T>(part: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof InputProblem
      ? new InputProblem(`has a ${part} that ${error.message}`)
      : error;
  }
}

const scheme = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * Checks a URL and writes it as the WHATWG parser does: encoded, host in lower case. What would be
 * dropped or purge nothing is a problem: a fragment, a wildcard (purges nothing, without an error),
 * credentials, control characters.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-single-file/
 */
export function checkUrl(text: string): string {
  if (!/^https?:\/\//i.test(text)) {
    throw new InputProblem(
      scheme.test(text)
        ? 'has another scheme than http or https'
        : 'is not an absolute URL with http:// or https://',
    );
  }
  if (text.includes('#')) {
    throw new InputProblem('has a fragment (#), which is never part of a cache key');
  }
  if (text.includes('*')) {
    throw new InputProblem(
      'has a wildcard (*), which purges nothing; purge a prefix instead (a literal * is written %2A)',
    );
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\x00-\x1f\x7f]/.test(text)) throw new InputProblem('has control characters in it');
  if (!text.isWellFormed()) throw new InputProblem('is not well-formed Unicode');
  const url = URL.parse(text);
  if (url === null) throw new InputProblem('is not a URL');
  if (url.username !== '' || url.password !== '') {
    throw new InputProblem('has a user name or password in it');
  }
  return url.href;
}

const longestTag = 1024;

/** @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/ */
export function checkTag(text: string): string {
  if (text.length > longestTag) {
    throw new InputProblem(`has ${text.length} characters, more than ${longestTag}`);
  }
  if (/[\s,]/.test(text)) throw new InputProblem('has a space or a comma in it');
  if (!/^[\x21-\x7e]+$/.test(text)) {
    throw new InputProblem('has characters other than printable ASCII');
  }
  return text;
}

/** RFC 1035, section 2.3.4: https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const longestHost = 253;
const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;

/** The most usual mistakes in a host name. */
const hostMistakes: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [scheme, 'has a scheme'],
  [/\*/, 'has a wildcard, which Cloudflare does not know here'],
  [/[?#]/, 'has a query or a fragment'],
  [/\//, 'has a path'],
  [/:\d*$/, 'has a port'],
  [/\s/, 'has white space in it'],
];

/**
 * Checks a bare host name; one with letters outside ASCII is written as visitors' browsers send it.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-hostname/
 */
export function checkHost(text: string): string {
  const mistake = hostMistakes.find(([pattern]) => pattern.test(text));
  if (mistake !== undefined) throw new InputProblem(mistake[1]);
  // domainToASCII lowers ASCII names too; those keep the spelling of the workflow.
  const host = /^[\x21-\x7e]*$/.test(text) ? text : domainToASCII(text);
  const labels = host.split('.');
  if (host === '' || !labels.every((part) => label.test(part))) {
    throw new InputProblem('is not a host name');
  }
  if (labels.length < 2) throw new InputProblem('has no dot, so it is no public host name');
  if (host.length > longestHost) {
    throw new InputProblem(`is longer than ${longestHost} characters`);
  }
  return host;
}

const mostSlashes = 31;

/**
 * Checks `host[/path]`. A trailing slash has a meaning, so it is neither added nor taken away.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge_by_prefix/
 */
export function checkPrefix(text: string): string {
  if (scheme.test(text)) throw new InputProblem('has a scheme');
  if (text.includes('*')) {
    throw new InputProblem('has a wildcard; a prefix matches all that starts with it anyway');
  }
  if (text.includes('#')) throw new InputProblem('has a fragment');
  if (text.includes('?')) {
    throw new InputProblem('has a query, which Cloudflare does not accept in a prefix');
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\x00-\x20\x7f]/.test(text)) {
    throw new InputProblem('has white space or control characters in it');
  }
  if (!text.isWellFormed()) throw new InputProblem('is not well-formed Unicode');
  const slash = text.indexOf('/');
  const host = checkPart('host', () => checkHost(slash < 0 ? text : text.slice(0, slash)));
  // Cache keys have paths as browsers request them: encoded, and without `.` and `..`.
  const path = slash < 0 ? '' : new URL(`https://x${text.slice(slash)}`).pathname;
  const slashes = path.split('/').length - 1;
  if (slashes > mostSlashes) {
    throw new InputProblem(`has ${slashes} slashes, more than ${mostSlashes}`);
  }
  return host + path;
}
