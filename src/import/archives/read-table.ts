// Tables of exports (CSV): rows by the names of their columns, whatever case and spaces a program writes these in.

import { parse as parseCsv } from 'csv-parse/sync';
import { lowerCase } from '../../archive/lower-case.ts';

/** The cells of a row by the names of their columns, in lower case with `_` for spaces. Empty cells are absent. */
export type Row = Readonly<Record<string, string | undefined>>;

/** Throws an Error with a message for the owner when the table is damaged. */
export function readTable(text: string, name: string): Row[] {
  try {
    const rows = parseCsv(text, {
      columns: (header: string[]) => header.map(columnName),
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as Record<string, string>[];
    return rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, cell]) => cell.trim() !== '')),
    );
  } catch (error) {
    throw new Error(`${name}: this table is damaged (${(error as Error).message}); export it again`);
  }
}

/** The names of the columns in the first line of a text; empty when it has none. */
export function columnsIn(head: string): string[] {
  try {
    const [header = []] = parseCsv(head.split(/\r?\n/, 1)[0] ?? '', { bom: true }) as string[][];
    return header.map(columnName);
  } catch {
    return [];
  }
}

function columnName(written: string): string {
  return lowerCase(written.trim()).replace(/[\s-]+/g, '_');
}

/** A spreadsheet writes it in capitals. */
export function isTrue(cell: string | undefined): boolean {
  return /^(?:true|1|yes)$/i.test(cell ?? '');
}

/** `["a", "b"]`, `a; b` or `a, b`. */
export function listIn(cell: string | undefined): string[] {
  if (cell === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(cell);
    if (Array.isArray(parsed)) return parsed.filter((each) => typeof each === 'string');
  } catch {
    // Not JSON, but a list with separators.
  }
  return cell.split(cell.includes(';') ? ';' : ',').map((each) => each.trim());
}
