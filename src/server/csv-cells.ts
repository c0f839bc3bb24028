/** Writes rows of CSV that no spreadsheet runs as formulas. */
import { stringify } from 'csv-stringify/sync';
import { escapeFormulas } from './formula-cells.ts';

/** The start of a file: Excel does not recognize UTF-8 without a byte order mark. */
export const BYTE_ORDER_MARK = '\uFEFF';

const toCell = (value: unknown): unknown => (typeof value === 'string' ? escapeFormulas(value) : value);

/**
 * Rows of CSV. They end with CR LF (RFC 4180). Only text can be a formula.
 *
 * @param delimiter spreadsheets of countries that write 0,5 expect `;`
 */
export function toCsvRows(cells: readonly (readonly unknown[])[], delimiter: ',' | ';' = ','): string {
  // By default the library quotes a cell that contains CR LF, but not one with only CR or only LF.
  const options = {
    delimiter,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
    cast: { boolean: String },
  } as const;
  return stringify(
    cells.map((row) => row.map(toCell)),
    options,
  );
}
