/** Rows as text in columns; numbers right-aligned. The first row is the heading. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
  return rows
    .map((row) => row.map((cell, column) => align(cell, widths[column] ?? 0, rows[1]?.[column])).join('  ').trimEnd())
    .map((line, index) => (index === 0 ? `${line}\n${'─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2))}` : line))
    .join('\n');
}

function align(cell: string | number, width: number, example: string | number | undefined): string {
  return typeof example === 'number' ? String(cell).padStart(width) : String(cell).padEnd(width);
}
