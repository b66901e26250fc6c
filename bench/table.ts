/** A table in Markdown. Cells that begin with a figure are aligned to the right by `figures`, the columns' numbers. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  figures: readonly number[] = [],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |\n`;
  const rule = head.map((_, column) => (figures.includes(column) ? '---:' : '---'));
  return `${line(head)}${line(rule)}${rows.map(line).join('')}`;
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
}
