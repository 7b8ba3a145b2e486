import { linesOf } from '../inputs/list-splitter.ts';
import { type RequestHeaders, validateHeaders } from '../inputs/request-headers.ts';
import type { ReportCheckFault } from './check-fault.ts';

const checkHeadersForm = '`Name: value`, one a line';

const hopByHop = 'belongs to the connection, not to the request';
const ownHeader = 'is set by the action itself';
const partial = 'would get an answer that cannot be compared with the page';

/**
 * Headers that a check must not carry: they would break the request, or what is read from its answer.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
const refused: ReadonlyMap<string, string> = new Map([
  ['connection', hopByHop],
  ['expect', hopByHop],
  ['keep-alive', hopByHop],
  ['proxy-authenticate', hopByHop],
  ['proxy-authorization', hopByHop],
  ['proxy-connection', hopByHop],
  ['te', hopByHop],
  ['trailer', hopByHop],
  ['transfer-encoding', hopByHop],
  ['upgrade', hopByHop],
  ['accept-encoding', ownHeader],
  ['content-length', ownHeader],
  ['host', ownHeader],
  ['if-match', partial],
  ['if-modified-since', partial],
  ['if-none-match', partial],
  ['if-range', partial],
  ['if-unmodified-since', partial],
  ['range', partial],
]);

/**
 * Reads one request header a line; blank lines and lines that start with `#` are skipped.
 * Faults name the line and the header, never the value: it is most often a secret.
 * @returns The headers with their names in lower case.
 */
export function readCheckHeaders(text: string, report: ReportCheckFault): RequestHeaders {
  const headers = new Map<string, string>();
  for (const { number, name, value } of headerLinesOf(text)) {
    const problem = findHeaderProblem(name, value, headers);
    if (problem === undefined && name !== undefined) headers.set(name.toLowerCase(), value);
    else if (problem !== undefined) {
      report({
        input: 'check-headers',
        place: { line: number },
        problem,
        accepted: checkHeadersForm,
      });
    }
  }
  // Not by assignment, which would lose a header of the name `__proto__`.
  return Object.fromEntries(headers);
}

/** Values that everybody knows: masked, they would blank words in the logs of all other steps. */
const publicValue =
  /^(?:true|false|yes|no|on|off|none|null|unknown|default|enabled?|disabled?|https?|gzip|no-cache|no-store|desktop|mobile|tablet|\*\/\*|text\/html|application\/json|xmlhttprequest|\d{1,7})$/i;

/**
 * Everything in `check-headers` that may be a secret, of lines with a fault too: each value, and
 * what stands behind a scheme (`Bearer …`), which servers echo by itself.
 */
export function findCheckHeaderSecrets(text: string): string[] {
  return [...headerLinesOf(text)]
    .map(({ value }) => value)
    .filter((value) => !publicValue.test(value))
    .flatMap((value) => {
      const credentials = /^(?:basic|bearer|token)\s+(\S.*)$/i.exec(value)?.[1];
      return credentials === undefined ? [value] : [value, credentials];
    });
}

interface HeaderLine {
  readonly number: number;
  /** Undefined where the line has no colon. */
  readonly name: string | undefined;
  readonly value: string;
}

function* headerLinesOf(text: string): Generator<HeaderLine> {
  let number = 0;
  for (const line of linesOf(text)) {
    number += 1;
    const item = line.trim();
    if (item === '' || item.startsWith('#')) continue;
    const colon = item.indexOf(':');
    yield colon < 0
      ? { number, name: undefined, value: item }
      : { number, name: item.slice(0, colon).trimEnd(), value: item.slice(colon + 1).trimStart() };
  }
}

function findHeaderProblem(
  name: string | undefined,
  value: string,
  known: ReadonlyMap<string, string>,
): string | undefined {
  if (name === undefined) return 'has no colon between a name and a value';
  if (!validateHeaders(Object.fromEntries([[name, 'x']])).ok) {
    return 'has no name of a header before its colon';
  }
  const refusal = refused.get(name.toLowerCase());
  if (refusal !== undefined) return `names the header ${name}, which ${refusal}`;
  if (known.has(name.toLowerCase())) return `names the header ${name} twice`;
  const checked = validateHeaders(Object.fromEntries([[name, value]]));
  return checked.ok ? undefined : checked.problem;
}
