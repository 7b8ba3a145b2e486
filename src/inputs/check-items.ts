import type { Checked } from '../text.ts';
import { checkHost, hostForm } from './check-host.ts';
import type { ItemKind } from './items.ts';

/** The accepted form of an item, by kind, for faults. */
export const itemForms: Readonly<Record<ItemKind, string>> = {
  urls: 'an absolute URL such as `https://www.example.com/app.js`',
  tags: 'a cache tag of 1 to 1,024 printable ASCII characters without spaces or commas',
  hosts: hostForm,
  prefixes: 'a prefix without a scheme such as `www.example.com/assets/`',
};

const longestTag = 1024;
const mostSlashes = 31;

/**
 * Checks a URL and writes it as the WHATWG parser does: encoded, host in lower case. What would be
 * dropped or purge nothing is a fault: a fragment, a wildcard (purges nothing, without an error),
 * credentials, control characters.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-single-file/
 */
export function checkUrl(text: string): Checked<string> {
  const problem = findUrlProblem(text);
  if (problem !== undefined) return { ok: false, problem };
  const url = URL.parse(text);
  if (url === null) return { ok: false, problem: 'is not a URL' };
  if (url.username !== '' || url.password !== '') {
    return { ok: false, problem: 'has a user name or password in it' };
  }
  return { ok: true, value: url.href };
}

function findUrlProblem(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text)) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
      ? 'has another scheme than http or https'
      : 'is not an absolute URL with http:// or https://';
  }
  if (text.includes('#')) return 'has a fragment (#), which is never part of a cache key';
  if (text.includes('*')) {
    return 'has a wildcard (*), which purges nothing; purge a prefix instead (a literal * is written %2A)';
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\x00-\x1f\x7f]/.test(text)) return 'has control characters in it';
  if (!text.isWellFormed()) return 'is not well-formed Unicode';
  return undefined;
}

/** @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/ */
export function checkTag(text: string): Checked<string> {
  if (text.length > longestTag) {
    return { ok: false, problem: `has ${text.length} characters, more than ${longestTag}` };
  }
  if (/[\s,]/.test(text)) return { ok: false, problem: 'has a space or a comma in it' };
  if (!/^[\x21-\x7e]+$/.test(text)) {
    return { ok: false, problem: 'has characters other than printable ASCII' };
  }
  return { ok: true, value: text };
}

/**
 * Checks `host[/path]`. Nothing is added or stripped: a trailing slash has a meaning.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge_by_prefix/
 */
export function checkPrefix(text: string): Checked<string> {
  const problem = findPrefixProblem(text);
  if (problem !== undefined) return { ok: false, problem };
  const slash = text.indexOf('/');
  const host = checkHost(slash < 0 ? text : text.slice(0, slash));
  if (!host.ok) return { ok: false, problem: `has a host that ${host.problem}` };
  // Cache keys have paths as browsers request them: encoded, and without `.` and `..`.
  const path = slash < 0 ? '' : new URL(`https://x${text.slice(slash)}`).pathname;
  return { ok: true, value: host.value + path };
}

function findPrefixProblem(text: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return 'has a scheme';
  if (text.includes('*')) return 'has a wildcard; a prefix matches all that starts with it anyway';
  if (text.includes('#')) return 'has a fragment';
  if (text.includes('?')) return 'has a query, which Cloudflare does not accept in a prefix';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\x00-\x20\x7f]/.test(text)) return 'has white space or control characters in it';
  if (!text.isWellFormed()) return 'is not well-formed Unicode';
  const slashes = text.split('/').length - 1;
  if (slashes > mostSlashes) return `has ${slashes} slashes, more than ${mostSlashes}`;
  return undefined;
}
