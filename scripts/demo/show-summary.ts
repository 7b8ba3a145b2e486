import { styleText } from 'node:util';
import { drawTable, indent } from './text-layout.ts';

/**
 * Shows a job summary in a terminal about as GitHub renders it. It knows the Markdown that this
 * action writes and no other: headings, tables, lists, `<code>`, `<br>`, character references.
 */
export function showSummary(markdown: string, width: number): string {
  return markdown
    .trim()
    .split(/\n{2,}/)
    .map((block) => showBlock(block, width))
    .join('\n\n');
}

function showBlock(block: string, width: number): string {
  const heading = /^#+ (.*)$/.exec(block)?.[1];
  if (heading !== undefined) return styleText('bold', readText(heading));
  const lines = block.split('\n');
  if (block.startsWith('|')) {
    // The second line of a table only aligns columns.
    const rows = lines.filter((_, index) => index !== 1).map(readCells);
    return drawTable(rows, width);
  }
  return lines.map((line) => indent(readText(line), '', width)).join('\n');
}

/** A border inside a cell is written as a character reference, so every `|` is a real one. */
function readCells(row: string): string[] {
  return row
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => readText(cell.trim()));
}

/** Tags first: what a character reference stands for is text, never a tag. */
function readText(markdown: string): string {
  return markdown
    .replaceAll('<br>', '\n')
    .replace(/<\/?code>|`/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
