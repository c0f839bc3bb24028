/** Cells of CSV that a spreadsheet could run as a formula: marked, and read back. Needs no library, so that it runs in a browser too. */

/** What may stand before a formula at the start of a cell: spreadsheets remove it. */
const AT_START = '^[\\s\\p{Cc}\\p{Cf}]*';
/** Where the semicolon is the list separator, Excel splits cells there, and at line breaks, and ignores the quotes. */
const INSIDE = '[;\\t\\r\\n][\\s"\\p{Cc}\\p{Cf}]*';
/** What makes a spreadsheet treat a cell as a formula, also in the full-width form, which Numbers accepts. */
const SIGN = '[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]';

// Both find the sign first and look back from there: a search for what stands before the sign would read a row of a thousand line
// breaks a thousand times.
const FORMULA = new RegExp(`${SIGN}(?<=(?:${AT_START}|${INSIDE})${SIGN})`, 'gu');
const ESCAPED = new RegExp(`'(?=${SIGN})(?<=(?:${AT_START}|${INSIDE})')`, 'gu');

/** Puts an apostrophe before a possible formula. NDJSON contains the text unchanged. */
export function escapeFormulas(words: string): string {
  const safe = words.replace(FORMULA, "'$&");
  // Some spreadsheets remove a tab or a line break at the start before they look for a formula.
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
}

/** The text that `escapeFormulas` was given. A text that had the apostrophe itself loses it. */
export const restoreFormulas = (cell: string): string => cell.replace(/^'(?=[\t\r\n])/, '').replace(ESCAPED, '');
