/** A value that was read, or what is wrong with it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

/** The longest text from outside, and the longest item, that a line shows. */
const longestInline = 200;

/**
 * Control characters (with ANSI's escape), and the marks that reorder text or hide in it.
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]+/g;

/**
 * Makes text from outside fit for one line: no control characters, at most so many characters. What
 * is longer ends after a whole word: the runner's masker does not know half a secret.
 */
export function inline(text: string, longest: number = longestInline): string {
  const head = text.length > longest * 4 ? text.slice(0, longest * 4) : text;
  const printable = head.replace(unprintable, ' ').toWellFormed();
  const characters = Array.from(printable);
  if (characters.length <= longest && head.length === text.length) return printable;
  const words = characters
    .slice(0, longest + 1)
    .join('')
    .replace(/\S*$/, '')
    .trimEnd();
  return words === '' ? `… (${formatCount(text.length)} characters)` : `${words} …`;
}

/**
 * Makes an item fit for one line. A long URL loses its query string first, then its path, since a
 * part that is cut could hold half a secret.
 */
export function inlineItem(item: string): string {
  if (item.length <= longestInline) return inline(item);
  const [path = ''] = item.split(/[?#]/, 1);
  if (path.length <= longestInline) return `${inline(path)}?…`;
  const host = /^(?:https?:\/\/)?[\w.:-]{1,253}\//.exec(path)?.[0] ?? '';
  return `${host}… (${formatCount(item.length)} characters)`;
}

/**
 * Makes a line of the log harmless: no control characters, and no command, since the runner takes `::` at the start of a line for a workflow
 * command, and `##[` anywhere in it.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function escapeLogLine(line: string): string {
  return line
    .replace(unprintable, ' ')
    .replaceAll('##[', '## [')
    .replace(/^(\s*)::/, '$1: :');
}

/**
 * Escapes text from outside for HTML, in the one way that the runner's masker knows as well: it
 * looks for a secret as it is, and as .NET escapes it for XML.
 * @see https://github.com/actions/runner/blob/v2.336.0/src/Sdk/DTLogging/Logging/ValueEncoders.cs
 */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** `1,234,567`. By hand, since loading Intl's number format takes a fifth of the whole start-up. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 item`, `2 items` */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** `85 ms`, `1.2 s`, `3 min 20 s`, `2 h 5 min` */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${Number((ms / 1000).toFixed(1))} s`;
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}
