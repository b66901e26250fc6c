interface Row {
  readonly cells: readonly string[];
  /** Line within the table, from 0. */
  readonly offset: number;
}

/** Rows of a grid table (`+---+`) or a simple one (`==== ====`). Cells of several lines in a grid are joined. */
export function tableRows(lines: readonly string[]): readonly Row[] {
  const first = lines[0] ?? '';
  return first.trim().startsWith('+') ? gridRows(lines) : simpleRows(lines, first);
}

function gridRows(lines: readonly string[]): readonly Row[] {
  const rows: { cells: string[]; offset: number }[] = [];
  let open = false;
  for (const [offset, line] of lines.entries()) {
    if (!line.trim().startsWith('|')) {
      open = false;
      continue;
    }
    const cells = line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
    const row = rows.at(-1);
    if (open && row !== undefined) row.cells = row.cells.map((cell, index) => `${cell} ${cells[index] ?? ''}`.trim());
    else rows.push({ cells, offset });
    open = true;
  }
  return rows;
}

function simpleRows(lines: readonly string[], rule: string): readonly Row[] {
  const columns = [...rule.matchAll(/=+/g)].map(({ index }) => index);
  return lines.flatMap((line, offset) => {
    if (line === '' || /^[=\s-]+$/.test(line)) return [];
    const cells = columns.map((from, index) => line.slice(from, columns[index + 1] ?? line.length).trim());
    return [{ cells, offset }];
  });
}
