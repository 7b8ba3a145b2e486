import { InputProblem, type InputSource, readLines } from './problem.ts';

export type RequestHeaders = Readonly<Record<string, string>>;

export const variantsForm = '`Name: value`, several separated by `; `';
export const checkHeadersForm = '`Name: value`, one on each line';

/** RFC 9110, section 5.6.2: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Visible ASCII with spaces inside: what a field value may hold on the wire (RFC 9110, 5.5). */
const fieldValue = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** A semicolon ends a header only where a name and a colon follow: `fr;q=0.9` is one value. */
const headerEnd = /;(?=\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+\s*:)/;

/** Reads `variants`: one set of headers on each line, each set once. */
export async function readVariants(
  text: string,
  { report }: Pick<InputSource, 'report'>,
): Promise<RequestHeaders[]> {
  const sets = await readLines(text, report, parseHeaderLine);
  return [...new Map(sets.map((headers) => [headersKey(headers), headers])).values()];
}

/** Reads `Name: value; Name: value`. */
export function parseHeaderLine(line: string): RequestHeaders {
  return validateHeaders(line.replace(/;\s*$/, '').split(headerEnd).map(splitHeader));
}

function splitHeader(text: string): [name: string, value: string] {
  const colon = text.indexOf(':');
  if (colon < 0) throw new InputProblem('has no colon between a name and a value');
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

/** Checks headers of one request, whose names have no case. */
export function validateHeaders(headers: Iterable<[string, unknown]>): RequestHeaders {
  const checked = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of headers) {
    if (!token.test(name)) throw new InputProblem(`has "${name}" where a header's name belongs`);
    if (seen.has(name.toLowerCase())) throw new InputProblem(`names the header ${name} twice`);
    if (typeof value !== 'string' || !fieldValue.test(value)) {
      throw new InputProblem(`has no printable ASCII text as the value of ${name}`);
    }
    seen.add(name.toLowerCase());
    checked.set(name, value);
  }
  // Not by assignment, which would lose a header of the name `__proto__`.
  return Object.fromEntries(checked);
}

/** A text that is equal for equal headers, in whatever order and case of their names. */
export function headersKey(headers: RequestHeaders): string {
  return JSON.stringify(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value])
      .sort(),
  );
}

/**
 * Headers that a check must not have, by what is wrong with them: they would break the request, or
 * what is read from its response.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
const refused = {
  'belongs to the connection, not to the request':
    /^(?:connection|expect|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/,
  'is set by the action itself': /^(?:accept-encoding|content-length|host)$/,
  'would get a response that cannot be compared with the page':
    /^(?:if-(?:match|modified-since|none-match|range|unmodified-since)|range)$/,
};

/**
 * Reads `check-headers`: one header on each line, with its name in lower case. Problems name the line
 * and the header, never the value: it is most often a secret.
 */
export async function readCheckHeaders(
  text: string,
  { report }: Pick<InputSource, 'report'>,
): Promise<RequestHeaders> {
  const headers = new Map<string, string>();
  const hideItem: InputSource['report'] = ({ item: _, ...fault }) => report(fault);
  await readLines(text, hideItem, (line) => {
    const [name, value] = splitHeader(line);
    if (!token.test(name)) throw new InputProblem('has no name of a header before its colon');
    const key = name.toLowerCase();
    const [refusal] = Object.entries(refused).find(([, names]) => names.test(key)) ?? [];
    if (refusal !== undefined) throw new InputProblem(`names the header ${name}, which ${refusal}`);
    if (headers.has(key)) throw new InputProblem(`names the header ${name} twice`);
    validateHeaders([[name, value]]);
    headers.set(key, value);
  });
  // Not by assignment, which would lose a header of the name `__proto__`.
  return Object.fromEntries(headers);
}
