/** Writes rows of CSV that no spreadsheet runs as formulas, and reads such cells back. */
import { stringify } from 'csv-stringify/sync';

/** The start of a file: Excel does not recognize UTF-8 without a byte order mark. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** What may stand before a formula at the start of a cell: spreadsheets remove it. */
const AT_START = '^[\\s\\p{Cc}\\p{Cf}]*';
/** Where the semicolon is the list separator, Excel splits cells there, and at line breaks, and ignores the quotes. */
const INSIDE = '[;\\t\\r\\n][\\s"\\p{Cc}\\p{Cf}]*';
/** What makes a spreadsheet treat a cell as a formula, also in the full-width form, which Numbers accepts. */
const SIGN = '[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]';

const FORMULA = new RegExp(`(${AT_START}|${INSIDE})(?=${SIGN})`, 'gu');
const ESCAPED = new RegExp(`(${AT_START}|${INSIDE})'(?=${SIGN})`, 'gu');

/** Puts an apostrophe before a possible formula. NDJSON contains the text unchanged. */
export function escapeFormulas(words: string): string {
  const safe = words.replace(FORMULA, "$1'");
  // Some spreadsheets remove a tab or a line break at the start before they look for a formula.
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
}

/** The text that `escapeFormulas` was given. A text that had the apostrophe itself loses it. */
export const restoreFormulas = (cell: string): string => cell.replace(/^'(?=[\t\r\n])/, '').replace(ESCAPED, '$1');

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
