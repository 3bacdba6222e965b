// The figures of the benchmark: medians, ratios of pairs, and a table.

/** The middle value, or the mean of the two in the middle. Throws RangeError when there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const below = sorted[Math.ceil(half) - 1];
  const above = sorted[Math.floor(half)];
  if (below === undefined || above === undefined) throw new RangeError('nothing has no median');
  return (below + above) / 2;
}

/**
 * The median of the ratios of pairs. The two values of a pair are measured one right after the other, so a change in the
 * speed of the machine affects both.
 */
export function medianRatio(pairs: readonly (readonly [number, number])[]): number {
  return median(pairs.map(([ours, theirs]) => ours / theirs));
}

/** Columns as wide as their widest cell; the first is text, the others are figures. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
