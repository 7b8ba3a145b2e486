/** Wraps text at white space into lines of at most `width` characters; longer words are cut. */
export function wrapText(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const end = space > 0 ? space : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

/** Puts the same text before every line, and wraps them so that they end before `width`. */
export function indent(text: string, prefix: string, width: number): string {
  return wrapText(text, width - prefix.length)
    .map((line) => (line === '' ? '' : prefix + line))
    .join('\n');
}

const narrowestColumn = 8;

/** Draws a table with a header row; the widest columns are wrapped until it fits into `width`. */
export function drawTable(rows: readonly (readonly string[])[], width: number): string {
  const widths = fitColumns(rows, width);
  const line = (left: string, middle: string, right: string): string =>
    left + widths.map((column) => '─'.repeat(column + 2)).join(middle) + right;
  const [header = [], ...body] = rows.map((row) => drawRow(row, widths));
  return [
    line('┌', '┬', '┐'),
    ...header,
    line('├', '┼', '┤'),
    ...body.flat(),
    line('└', '┴', '┘'),
  ].join('\n');
}

function fitColumns(rows: readonly (readonly string[])[], width: number): number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.flatMap((row) => (row[column] ?? '').split('\n').map(displayWidth))),
  );
  // Each column has a border and two spaces, and there is one more border at the end.
  const room = width - 3 * columns - 1;
  for (let used = sum(widths); used > room; used -= 1) {
    const widest = Math.max(...widths);
    if (widest <= narrowestColumn) break;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function drawRow(row: readonly string[], widths: readonly number[]): string[] {
  const cells = widths.map((width, column) => wrapText(row[column] ?? '', width));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, index) => {
    const parts = widths.map((width, column) => padToWidth(cells[column]?.[index] ?? '', width));
    return `│ ${parts.join(' │ ')} │`;
  });
}

/** In columns of a terminal, where emoji take two. */
function displayWidth(text: string): number {
  const wide = text.match(/\p{Emoji_Presentation}/gu) ?? [];
  return text.length + wide.filter(({ length }) => length === 1).length;
}

function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
