import { escapeHtml, formatCount, inline } from '../text.ts';

/** Text from outside, or that holds some. */
export interface Quoted {
  readonly quoted: string;
  readonly href?: string;
}

/** Text of this action, where backticks mark code; a count; text from outside; or several lines. */
export type Cell = Line | readonly Line[];
type Line = string | number | Quoted;

/** A table of the summary. */
export interface Table {
  readonly title: string;
  /** None where there is nothing to say above a column. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export function quote(text: string, longest?: number): Quoted {
  return { quoted: inline(text, longest) };
}

const mostRows = 50;

/**
 * Writes a table as HTML without a blank line, so that GitHub takes nothing in it for Markdown. Text
 * from outside is code, in which GitHub makes no mentions, references, links, emoji or formulas.
 * @see https://github.github.com/gfm/#html-blocks
 */
export function* writeTable({ title, head, rows }: Table): Generator<string> {
  yield `\n### ${title}\n\n<table>`;
  if (head.length > 0) yield writeRow('th', head);
  for (const row of rows.slice(0, mostRows)) yield writeRow('td', row);
  if (rows.length > mostRows) {
    yield writeRow('td', [`… and ${formatCount(rows.length - mostRows)} more, in the report`]);
  }
  yield '</table>';
}

function writeRow(element: 'th' | 'td', cells: readonly Cell[]): string {
  const written = cells.map((cell) => {
    const align = typeof cell === 'number' ? ' align="right"' : '';
    return `<${element}${align}>${writeCell(cell)}</${element}>`;
  });
  return `<tr>${written.join('')}</tr>`;
}

/** Writes what a cell holds; also fit for a paragraph. */
export function writeCell(cell: Cell): string {
  return (isLines(cell) ? cell : [cell]).map(writeLine).join('<br>');
}

function isLines(cell: Cell): cell is readonly Line[] {
  return Array.isArray(cell);
}

function writeLine(line: Line): string {
  if (typeof line === 'number') return formatCount(line);
  if (typeof line === 'string') {
    return escapeHtml(line).replaceAll(/`([^`]*)`/g, '<code>$1</code>');
  }
  const code = `<code>${escapeHtml(line.quoted)}</code>`;
  return line.href === undefined ? code : `<a href="${escapeHtml(line.href)}">${code}</a>`;
}
