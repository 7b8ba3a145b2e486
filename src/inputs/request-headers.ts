import type { Checked } from '../text.ts';

export type RequestHeaders = Readonly<Record<string, string>>;

export const headersForm = '`Name: value`, several parted by `; `';

/** RFC 9110, section 5.6.2: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Visible ASCII with spaces inside: what a field value may hold on the wire (RFC 9110, 5.5). */
const fieldValue = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** A semicolon ends a header only where a name and a colon follow: `fr;q=0.9` is one value. */
const headerEnd = /;(?=\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+\s*:)/;

/** Reads `Name: value; Name: value`. */
export function parseHeaderLine(line: string): Checked<RequestHeaders> {
  const headers = new Map<string, string>();
  const seen = new Set<string>();
  for (const part of line.replace(/;\s*$/, '').split(headerEnd)) {
    const colon = part.indexOf(':');
    if (colon < 0) return { ok: false, problem: 'has no colon between a name and a value' };
    const name = part.slice(0, colon).trim();
    if (seen.has(name.toLowerCase())) {
      return { ok: false, problem: `names the header ${name} twice` };
    }
    seen.add(name.toLowerCase());
    headers.set(name, part.slice(colon + 1).trim());
  }
  return validateHeaders(Object.fromEntries(headers));
}

/** Checks headers that were given as an object. */
export function validateHeaders(headers: object): Checked<RequestHeaders> {
  const checked = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(headers) as [string, unknown][]) {
    if (!token.test(name))
      return { ok: false, problem: `has "${name}" where a header's name belongs` };
    if (seen.has(name.toLowerCase())) {
      return { ok: false, problem: `names the header ${name} twice` };
    }
    if (typeof value !== 'string' || !fieldValue.test(value)) {
      return { ok: false, problem: `has no printable ASCII text as the value of ${name}` };
    }
    seen.add(name.toLowerCase());
    checked.set(name, value);
  }
  // Not by assignment, which would lose a header of the name `__proto__`.
  return { ok: true, value: Object.fromEntries(checked) };
}

/** A text that is equal for equal headers, in whatever order and case of their names. */
export function headersKey(headers: RequestHeaders): string {
  return JSON.stringify(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value])
      .sort(),
  );
}
