import { domainToASCII } from 'node:url';
import type { Checked } from '../text.ts';

export const hostForm = 'a bare host name such as `www.example.com`';

/** RFC 1035, section 2.3.4: https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const longestHost = 253;
const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;

/** The most usual mistakes, each with what is wrong in a word. */
const mistakes: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [/^[a-z][a-z0-9+.-]*:\/\//i, 'has a scheme'],
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
export function checkHost(text: string): Checked<string> {
  const mistake = mistakes.find(([pattern]) => pattern.test(text));
  if (mistake !== undefined) return { ok: false, problem: mistake[1] };
  // domainToASCII lowers ASCII names too; those keep the spelling of the workflow.
  const host = /^[\x21-\x7e]*$/.test(text) ? text : domainToASCII(text);
  const labels = host.split('.');
  if (host === '' || !labels.every((part) => label.test(part))) {
    return { ok: false, problem: 'is not a host name' };
  }
  if (labels.length < 2) return { ok: false, problem: 'has no dot, so it is no public host name' };
  if (host.length > longestHost) {
    return { ok: false, problem: `is longer than ${longestHost} characters` };
  }
  return { ok: true, value: host };
}
